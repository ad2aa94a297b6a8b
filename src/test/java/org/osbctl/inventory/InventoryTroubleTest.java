package org.osbctl.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Files of the inventory that are damaged, foreign, of old, or on a full disk. */
class InventoryTroubleTest extends InventoryRig {
  @Test
  void only_the_owner_reads_and_writes_it() throws Exception {
    open(Kind.SQLITE).add(entry("db1"), made());
    try (var files = Files.list(file().getParent())) {
      for (var each : files.filter(f -> !f.toString().endsWith(".lock")).toList()) {
        assertEquals(
            "rw-------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(each)),
            each::toString);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "{\"instances\": [", "SQLite format 3 and nothing else"})
  void damaged_file_is_named_and_left_alone(String content) throws IOException {
    var padded = content + " ".repeat(5000);
    Files.createDirectories(file().getParent());
    Files.writeString(file(), padded);
    var inventory = open(Kind.SQLITE);
    var reading = assertThrows(InventoryException.class, inventory::all);
    assertTrue(reading.getMessage().startsWith("it is damaged: "), reading.getMessage());
    assertEquals(file().toString(), reading.place());
    assertTrue(reading.remedy().contains(".recover"), reading.remedy());
    assertThrows(InventoryException.class, () -> inventory.add(entry("db1"), made()));
    assertThrows(InventoryException.class, () -> inventory.remove(URL, "db1"));
    assertEquals(padded, Files.readString(file()));
  }

  @Test
  void inventory_of_a_newer_osbctl_is_left_alone() throws Exception {
    open(Kind.SQLITE).add(entry("db1"), made());
    close();
    try (var connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file());
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = 999");
    }
    var trouble = assertThrows(InventoryException.class, () -> open(Kind.SQLITE).all());
    assertTrue(trouble.getMessage().contains("newer"), trouble.getMessage());
  }

  @Test
  void folder_that_is_a_file_is_reported() throws IOException {
    Files.writeString(folder.resolve("deep"), "a file");
    var error =
        assertThrows(InventoryException.class, () -> open(Kind.SQLITE).add(entry("db1"), made()));
    assertTrue(
        error.getMessage().contains("no folder") || error.getMessage().contains("Not a directory"),
        error.getMessage());
  }

  @Test
  void disk_that_is_full_is_reported_and_nothing_is_lost() throws Exception {
    var store = new SqliteStore(file());
    var inventory = new Inventory(store, Actor.NOBODY, Clock.systemUTC());
    opened.add(inventory);
    inventory.add(entry("db1"), made());
    try (var statement = store.connection().createStatement()) {
      // SQLite's own limit stands for the end of the disk.
      statement.execute("PRAGMA max_page_count = 1");
    }
    var large = entry("db2").withPlan("q", "x".repeat(100_000));
    var error = assertThrows(InventoryException.class, () -> inventory.add(large, made()));
    assertEquals("the disk is full", error.getMessage());
    assertEquals(List.of(entry("db1")), open(Kind.SQLITE).all());
  }

  /** SQLite follows no link there: it can neither make that file nor use it. */
  private void block(String suffix) throws IOException {
    var beside = file().resolveSibling("inventory.db-" + suffix);
    Files.createSymbolicLink(beside, folder.resolve("nowhere"));
  }

  @Test
  void what_was_written_stays_readable_without_room_for_shared_memory() throws Exception {
    open(Kind.SQLITE).add(entry("db1"), made());
    close();
    block("shm");
    var inventory = open(Kind.SQLITE);
    assertEquals(List.of(entry("db1")), inventory.all());
    assertEquals(List.of("db1"), column(inventory, "SELECT name FROM instances"));
    assertThrows(
        InventoryException.class, () -> column(inventory, "UPDATE instances SET name = 'x'"));
    assertTrue(inventory.add(entry("db2"), made()));
    assertEquals(List.of(entry("db1"), entry("db2")), inventory.all());
  }

  @Test
  void what_was_written_stays_readable_where_nothing_can_be_written() throws Exception {
    open(Kind.SQLITE).add(entry("db1"), made());
    close();
    block("shm");
    block("wal");
    var inventory = open(Kind.SQLITE);
    assertEquals(List.of(entry("db1")), inventory.all());
    assertEquals(List.of("db1"), column(inventory, "SELECT name FROM instances"));
    var trouble = assertThrows(InventoryException.class, () -> inventory.add(entry("db2"), made()));
    assertEquals("it is read-only", trouble.getMessage());
    assertEquals(List.of(entry("db1")), open(Kind.SQLITE).all());
  }

  @Test
  void log_that_cannot_be_read_is_not_passed_over() throws Exception {
    var writer = open(Kind.SQLITE);
    writer.add(entry("db1"), made());
    var copy = Files.createDirectories(folder.resolve("copy"));
    for (var name : List.of("inventory.db", "inventory.db-wal")) {
      Files.copy(file().resolveSibling(name), copy.resolve(name));
    }
    Files.move(copy.resolve("inventory.db-wal"), copy.resolve("log"));
    Files.createSymbolicLink(copy.resolve("inventory.db-wal"), copy.resolve("log"));
    var inventory = Inventory.inFile(copy.resolve("inventory.db"), Actor.NOBODY, Clock.systemUTC());
    opened.add(inventory);
    var trouble = assertThrows(InventoryException.class, inventory::all);
    assertEquals("it cannot be opened", trouble.getMessage());
  }

  @Test
  void folder_in_its_place_is_called_that() throws Exception {
    Files.createDirectories(file());
    var trouble = assertThrows(InventoryException.class, () -> open(Kind.SQLITE).all());
    assertEquals("it is a folder", trouble.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "SQLITE_IOERR_SHMSIZE, the disk is full, make room",
    "SQLITE_BUSY, another process, wait for that process",
    "SQLITE_READONLY_DBMOVED, it is read-only, OSBCTL_HOME",
    "SQLITE_CANTOPEN, it cannot be opened, OSBCTL_HOME",
    "SQLITE_CORRUPT, it is damaged, .recover",
    "SQLITE_IOERR_READ, trouble, check the disk"
  })
  void trouble_is_told_with_a_way_out(SQLiteErrorCode code, String cause, String remedy) {
    var told = new SqliteStore(file()).trouble(new SQLiteException("trouble", code));
    assertTrue(told.getMessage().contains(cause), told.getMessage());
    assertTrue(told.remedy().contains(remedy), told.remedy());
    assertEquals(file().toString(), told.place());
  }

  @Test
  void inventory_of_old_is_taken_over_once() throws Exception {
    var old = file().resolveSibling("inventory.json");
    Files.createDirectories(old.getParent());
    Files.writeString(
        old,
        """
        {"apiVersion": "osbctl/v1", "kind": "Inventory", "instances": [
          {"url": "%1$s", "name": "db1", "id": "i1", "serviceId": "s", "offering": "db",
           "planId": "p", "plan": "small", "last": {"kind": "provision", "planId": "p",
           "over": true}, "bindings": [{"name": "b1", "id": "b-1", "last": {"kind": "bind",
           "operation": "k", "planId": "p", "over": false}}]},
          {"url": "%1$s", "name": "conform-i2", "id": "i2", "serviceId": "s", "offering": "db",
           "planId": "p", "plan": "small", "last": {"kind": "provision", "planId": "p",
           "over": false}, "bindings": []}]}
        """
            .formatted(URL));
    assertEquals(List.of("conform-i2", "db1"), told(open(Kind.SQLITE), "/name"));
    assertEquals(List.of("conform", "command"), told(open(Kind.SQLITE), "/origin"));
    var db1 = open(Kind.SQLITE).find(URL, "db1").orElseThrow();
    assertTrue(db1.last().over());
    assertEquals("k", db1.binding("b1").orElseThrow().last().operation());
    assertFalse(Files.exists(old));
    assertTrue(Files.exists(file().resolveSibling("inventory.json.migrated")));
    open(Kind.SQLITE).remove(URL, "db1");
    assertEquals(1, open(Kind.SQLITE).all().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"instances\": [",
        "",
        "null",
        "{}",
        "{\"instances\": [5]}",
        "{\"instances\": [{\"name\": \"db1\"}]}",
        "{\"instances\": [{\"url\": \"u\", \"name\": \"n\", \"id\": \"i\", \"bindings\": [5]}]}",
      })
  void damaged_inventory_of_old_is_named_and_left_alone(String content) throws IOException {
    var old = file().resolveSibling("inventory.json");
    Files.createDirectories(old.getParent());
    Files.writeString(old, content);
    var trouble = assertThrows(InventoryException.class, () -> open(Kind.SQLITE).all());
    assertEquals(old.toString(), trouble.place());
    assertThrows(InventoryException.class, () -> open(Kind.SQLITE).add(entry("db1"), made()));
    assertEquals(content, Files.readString(old));
  }
}
