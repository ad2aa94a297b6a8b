package org.osbctl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.inventory.Actor;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.inventory.InstanceEntry.LastOperation;
import org.osbctl.inventory.Inventory;
import org.osbctl.inventory.InventoryException;
import org.osbctl.inventory.Made;

/** Eight processes with a thousand changes each, on one inventory: no row is lost or doubled. */
@Timeout(300)
@Order(3)
class InventoryProcessesIT {
  private static final int PROCESSES = 8;
  private static final int ROUNDS = 250;
  private static final String URL = "https://broker.example.com";
  private static final String SHARED = "shared";

  @TempDir Path folder;

  @Test
  void sqlite_loses_and_doubles_no_row() throws Exception {
    loses_and_doubles_no_row(folder.resolve("inventory.db").toString());
  }

  @Test
  void postgres_loses_and_doubles_no_row() throws Exception {
    var server = PostgresServer.get();
    server.run("CREATE SCHEMA inventory_processes");
    loses_and_doubles_no_row(server.url() + "?currentSchema=inventory_processes");
  }

  private void loses_and_doubles_no_row(String place) throws Exception {
    var processes = new ArrayList<Process>();
    for (int i = 0; i < PROCESSES; i++) {
      var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      processes.add(
          new ProcessBuilder(
                  java,
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Writer.class.getName(),
                  place,
                  Integer.toString(i))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("out" + i).toFile())
              .start());
    }
    for (int i = 0; i < PROCESSES; i++) {
      assertTrue(processes.get(i).waitFor(240, TimeUnit.SECONDS), "process " + i + " takes long");
      var said = Files.readString(folder.resolve("out" + i));
      assertEquals(0, processes.get(i).exitValue(), said);
    }
    try (var inventory = open(place)) {
      var names = new ArrayList<String>();
      inventory.all().forEach(each -> names.add(each.name()));
      assertEquals(PROCESSES * ROUNDS + 1, names.size());
      assertEquals(names.size(), new HashSet<>(names).size());
      var shared = inventory.find(URL, SHARED).orElseThrow();
      assertEquals(Integer.toString(PROCESSES * ROUNDS), shared.plan());
      // Of each round two instances were asked for; one of them stays.
      assertEquals(
          List.of(Integer.toString(PROCESSES * ROUNDS * 2 + 1)),
          column(inventory, "SELECT count(*) FROM operations WHERE kind = 'provision'"));
      assertEquals(
          List.of("0"),
          column(
              inventory,
              "SELECT count(*) FROM (SELECT instance_id FROM operations"
                  + " GROUP BY instance_id HAVING count(*) > 1) AS doubled"));
    }
  }

  private static List<String> column(Inventory inventory, String sql) throws InventoryException {
    var found = new ArrayList<String>();
    inventory.query(
        sql,
        new Inventory.Answer() {
          @Override
          public void columns(List<String> names) {}

          @Override
          public void row(List<@Nullable String> values) {
            found.add(String.valueOf(values.getFirst()));
          }
        });
    return found;
  }

  private static Inventory open(String place) {
    return place.startsWith("jdbc:")
        ? Inventory.inPostgres(
            place,
            Optional.of(PostgresServer.ADMIN),
            Optional.of(PostgresServer.PASSWORD),
            Actor.NOBODY,
            Clock.systemUTC())
        : Inventory.inFile(Path.of(place), Actor.NOBODY, Clock.systemUTC());
  }

  private static InstanceEntry entry(String name) {
    return new InstanceEntry(
        URL,
        name,
        "id of " + name,
        "s",
        "db",
        "p",
        "0",
        LastOperation.begin("provision", "p"),
        List.of());
  }

  /** One of the processes. */
  static final class Writer {
    private Writer() {}

    /** Takes the place of the inventory and the number of the process. */
    public static void main(String[] args) throws InventoryException {
      try (var inventory = open(args[0])) {
        // All try to be the first.
        inventory.add(entry(SHARED), Made.by(Made.Origin.COMMAND));
        for (int i = 0; i < ROUNDS; i++) {
          var stays = args[1] + "-stays-" + i;
          var goes = args[1] + "-goes-" + i;
          check(inventory.add(entry(stays), Made.by(Made.Origin.COMMAND)));
          check(inventory.add(entry(goes), Made.by(Made.Origin.COMMAND)));
          inventory.update(
              URL,
              SHARED,
              old -> old.withPlan("p", Integer.toString(Integer.parseInt(old.plan()) + 1)));
          inventory.remove(URL, goes);
        }
      }
    }

    private static void check(boolean added) {
      if (!added) {
        throw new IllegalStateException("a name was taken that nobody else uses");
      }
    }
  }
}
