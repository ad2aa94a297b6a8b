package org.osbctl.inventory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.osbctl.inventory.InstanceEntry.BindingEntry;
import org.osbctl.inventory.InstanceEntry.LastOperation;
import org.osbctl.inventory.InstanceEntry.LastOperation.State;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/**
 * The inventory of old, one JSON file: {@code
 * {"apiVersion":"osbctl/v1","kind":"Inventory","instances":[…]}}. Read once, to be taken over.
 */
final class JsonInventory {
  private final Path file;

  private JsonInventory(Path file) {
    this.file = file;
  }

  /** Takes over what the file says and the database does not have yet; false without a file. */
  static boolean takeOver(Path file, Connection connection)
      throws IOException, SQLException, InventoryException {
    try {
      var entries = new EntryReader(connection);
      var rows =
          new EntryWriter(connection, Actor.NOBODY, Files.getLastModifiedTime(file).toInstant());
      for (var entry : new JsonInventory(file).read()) {
        // Its names tell who asked: a conformance run, or somebody by a command.
        var conform = entry.name().startsWith("conform-");
        var origin = conform ? Made.Origin.CONFORM : Made.Origin.COMMAND;
        if (!entries.isTaken(entry)) {
          rows.insert(entry, Made.by(origin));
        }
      }
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private Iterable<InstanceEntry> read() throws IOException, InventoryException {
    var parsed = Json.parse(Files.readAllBytes(file));
    if (!parsed.node().path("instances").isArray()) {
      throw damaged(parsed instanceof Json.Parsed.Malformed bad ? bad.why() : "it is no inventory");
    }
    var entries = new ArrayList<InstanceEntry>();
    for (var node : parsed.node().path("instances")) {
      entries.add(entry(node));
    }
    return entries;
  }

  private InventoryException damaged(String why) {
    return new InventoryException(
        file.toString(),
        "it is damaged: " + why,
        "correct it, or move it away; it is taken over into a database when it can be read");
  }

  private InstanceEntry entry(JsonNode node) throws InventoryException {
    var bindings = new ArrayList<BindingEntry>();
    for (var each : Json.elements(node.path("bindings"))) {
      bindings.add(new BindingEntry(required(each, "name"), required(each, "id"), last(each)));
    }
    return new InstanceEntry(
        required(node, "url"),
        required(node, "name"),
        required(node, "id"),
        text(node, "serviceId"),
        text(node, "offering"),
        text(node, "planId"),
        text(node, "plan"),
        last(node),
        bindings);
  }

  private String required(JsonNode node, String member) throws InventoryException {
    var value = text(node, member);
    if (value.isEmpty()) {
      throw damaged("an entry has no " + member);
    }
    return value;
  }

  private static LastOperation last(JsonNode node) {
    var last = node.path("last");
    return new LastOperation(
        text(last, "kind"),
        optional(last, "operation"),
        text(last, "planId"),
        optional(last, "nextPlanId"),
        optional(last, "nextPlan"),
        last.path("over").booleanValue(false) ? State.SUCCEEDED : State.UNDER_WAY);
  }

  private static String text(JsonNode node, String member) {
    return node.path(member).stringValue("");
  }

  private static @Nullable String optional(JsonNode node, String member) {
    return node.path(member).isString() ? node.path(member).stringValue() : null;
  }
}
