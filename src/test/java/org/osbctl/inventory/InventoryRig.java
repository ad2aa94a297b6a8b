package org.osbctl.inventory;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.inventory.InstanceEntry.LastOperation;
import org.osbctl.inventory.Made.Origin;
import org.osbctl.it.PostgresServer;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** Inventories of a test, on SQLite and on PostgreSQL, which end with it. */
abstract class InventoryRig {
  static final String URL = "https://broker.example.com";
  static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

  @TempDir Path folder;
  final List<Inventory> opened = new ArrayList<>();
  private final String schema = "test_" + System.nanoTime();

  @AfterEach
  void close() {
    opened.forEach(Inventory::close);
  }

  enum Kind {
    SQLITE,
    POSTGRES
  }

  static Kind[] kinds() {
    return Kind.values();
  }

  Path file() {
    return folder.resolve("deep/down/inventory.db");
  }

  Inventory open(Kind kind) {
    return open(kind, NOW, "me@here", "run-1");
  }

  Inventory open(Kind kind, Instant now, String author, String run) {
    var actor = new Actor(author, run, "staging");
    var clock = Clock.fixed(now, ZoneOffset.UTC);
    var made =
        switch (kind) {
          case SQLITE -> Inventory.inFile(file(), actor, clock);
          case POSTGRES -> {
            var server = PostgresServer.get();
            try {
              server.run("CREATE SCHEMA IF NOT EXISTS " + schema);
            } catch (SQLException e) {
              throw new IllegalStateException(e);
            }
            yield Inventory.inPostgres(
                server.url() + "?currentSchema=" + schema,
                Optional.of(PostgresServer.ADMIN),
                Optional.of(PostgresServer.PASSWORD),
                actor,
                clock);
          }
        };
    opened.add(made);
    return made;
  }

  static InstanceEntry entry(String url, String name) {
    return new InstanceEntry(
        url,
        name,
        "id of " + name,
        "s",
        "db",
        "p",
        "small",
        LastOperation.begin("provision", "p"),
        List.of());
  }

  static InstanceEntry entry(String name) {
    return entry(URL, name);
  }

  static Made made() {
    return Made.by(Origin.COMMAND);
  }

  static List<String> column(Inventory inventory, String sql) throws InventoryException {
    var found = new ArrayList<String>();
    inventory.query(
        sql,
        new Inventory.Answer() {
          @Override
          public void columns(List<String> names) {}

          @Override
          public void row(List<@Nullable String> values) {
            found.add(String.join("|", values.stream().map(String::valueOf).toList()));
          }
        });
    return found;
  }

  static List<JsonNode> documents(Inventory inventory) throws InventoryException {
    var found = new ArrayList<JsonNode>();
    inventory.documents(Filter.ALL, document -> found.add(Json.parse(document).node()));
    return found;
  }

  static List<String> told(Inventory inventory, String pointer) throws InventoryException {
    return documents(inventory).stream().map(each -> each.at(pointer).stringValue()).toList();
  }
}
