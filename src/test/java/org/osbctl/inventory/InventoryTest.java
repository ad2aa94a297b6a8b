package org.osbctl.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.inventory.InstanceEntry.BindingEntry;
import org.osbctl.inventory.InstanceEntry.LastOperation;

class InventoryTest {
  private static final String URL = "https://broker.example.com";

  @TempDir private Path folder;
  private Path file;
  private Inventory inventory;

  @BeforeEach
  void setUp() {
    file = folder.resolve("deep/down/inventory.json");
    inventory = new Inventory(file);
  }

  private static InstanceEntry entry(String url, String name) {
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

  @Test
  void file_that_is_not_there_is_an_empty_inventory() throws InventoryException {
    assertEquals(List.of(), inventory.all());
    assertEquals(Optional.empty(), inventory.find(URL, "db1"));
    assertFalse(Files.exists(file.getParent()), "looking creates nothing");
  }

  @Test
  void entry_is_found_as_it_was_put() throws InventoryException {
    var entry =
        entry(URL, "db \"1\" – 😀")
            .withLast(new LastOperation("update", "key/1", "p", "q", "large", false))
            .withBinding(new BindingEntry("b1", "id-1", LastOperation.begin("bind", "p").ended()))
            .withBinding(
                new BindingEntry("b2", "id-2", LastOperation.begin("bind", "p").keyed("k")));
    inventory.put(entry);
    assertEquals(Optional.of(entry), new Inventory(file).find(URL, entry.name()));
  }

  @Test
  void name_is_unique_at_its_broker_only() throws InventoryException {
    inventory.put(entry(URL, "db1"));
    inventory.put(entry("https://other.example.com", "db1"));
    inventory.put(entry(URL, "db2"));
    var moved = entry(URL, "db1").withPlan("q", "large");
    inventory.put(moved);
    assertEquals(3, inventory.all().size());
    assertEquals(2, inventory.of(URL).size());
    assertEquals(Optional.of(moved), inventory.find(URL, "db1"));
  }

  @Test
  void update_changes_one_entry() throws InventoryException {
    inventory.put(entry(URL, "db1"));
    inventory.put(entry(URL, "db2"));
    inventory.update(URL, "db1", each -> each.withLast(each.last().ended()));
    assertTrue(inventory.find(URL, "db1").orElseThrow().last().over());
    assertFalse(inventory.find(URL, "db2").orElseThrow().last().over());
    inventory.update(URL, "nobody", each -> each.withPlan("x", "x"));
    assertEquals(2, inventory.all().size());
  }

  @Test
  void removed_entry_is_gone() throws InventoryException {
    inventory.put(entry(URL, "db1"));
    inventory.put(entry(URL, "db2"));
    inventory.remove(URL, "db1");
    inventory.remove(URL, "nobody");
    assertEquals(List.of(entry(URL, "db2")), inventory.all());
  }

  @Test
  void binding_is_replaced_by_name() {
    var last = LastOperation.begin("bind", "p");
    var entry =
        entry(URL, "db1")
            .withBinding(new BindingEntry("b", "1", last))
            .withBinding(new BindingEntry("c", "2", last))
            .withBinding(new BindingEntry("b", "3", last));
    assertEquals("3", entry.binding("b").orElseThrow().id());
    assertEquals(2, entry.bindings().size());
    assertEquals(Optional.empty(), entry.withoutBinding("b").binding("b"));
  }

  @Test
  void only_the_owner_reads_and_writes_it() throws Exception {
    inventory.put(entry(URL, "db1"));
    inventory.put(entry(URL, "db2"));
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
    try (var files = Files.list(file.getParent())) {
      assertEquals(
          List.of("inventory.json", "inventory.json.lock"),
          files.map(each -> each.getFileName().toString()).sorted().toList());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"instances\": [",
        "",
        "garbage",
        "null",
        "{}",
        "[]",
        "{\"instances\": {}}",
        "{\"instances\": [5]}",
        "{\"instances\": [{\"name\": \"db1\"}]}",
        "{\"instances\": [{\"url\": \"u\", \"name\": \"n\", \"id\": \"i\", \"bindings\": [5]}]}",
      })
  void damaged_file_is_named_and_left_alone(String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    var reading = assertThrows(InventoryException.class, inventory::all);
    assertTrue(
        reading.getMessage().startsWith("it is damaged: ")
            || reading.getMessage().equals("it is no inventory"),
        reading.getMessage());
    assertEquals(file, reading.file());
    assertThrows(InventoryException.class, () -> inventory.put(entry(URL, "db1")));
    assertThrows(InventoryException.class, () -> inventory.remove(URL, "db1"));
    assertEquals(content, Files.readString(file));
  }

  @Test
  void folder_that_is_a_file_is_reported() throws IOException {
    Files.writeString(folder.resolve("deep"), "a file");
    var error = assertThrows(InventoryException.class, () -> inventory.put(entry(URL, "db1")));
    assertTrue(
        error.getMessage().contains("no folder") || error.getMessage().contains("Not a directory"),
        error.getMessage());
  }

  @Test
  void inventory_that_is_a_folder_is_reported_and_nothing_is_left() throws IOException {
    Files.createDirectories(file.resolve("inside"));
    assertThrows(InventoryException.class, inventory::all);
    assertThrows(InventoryException.class, () -> inventory.put(entry(URL, "db1")));
    try (var files = Files.list(file.getParent())) {
      assertTrue(files.noneMatch(each -> each.getFileName().toString().startsWith(".inventory")));
    }
  }

  @Test
  void lock_that_cannot_be_taken_is_reported_and_nothing_is_written() throws Exception {
    inventory.put(entry(URL, "db1"));
    var lock = file.resolveSibling("inventory.json.lock");
    Files.delete(lock);
    Files.createDirectory(lock);
    assertThrows(InventoryException.class, () -> inventory.put(entry(URL, "db2")));
    assertEquals(List.of(entry(URL, "db1")), inventory.all());
  }

  @Test
  void failing_edit_changes_nothing_and_frees_the_lock() throws InventoryException {
    inventory.put(entry(URL, "db1"));
    assertThrows(
        IllegalStateException.class,
        () ->
            inventory.update(
                URL,
                "db1",
                each -> {
                  throw new IllegalStateException("no");
                }));
    inventory.put(entry(URL, "db2"));
    assertEquals(2, inventory.all().size());
  }

  @Test
  void changes_of_many_writers_are_not_lost_and_readers_see_whole_files() throws Exception {
    inventory.put(entry(URL, "shared").withPlan("p", "0"));
    var writing = new AtomicBoolean(true);
    try (var threads = Executors.newFixedThreadPool(9)) {
      var reader =
          threads.submit(
              () -> {
                int reads = 0;
                for (; writing.get() || reads == 0; reads++) {
                  assertTrue(new Inventory(file).find(URL, "shared").isPresent());
                  Thread.onSpinWait();
                }
                return reads;
              });
      var writers = new ArrayList<Future<Integer>>();
      for (int i = 0; i < 8; i++) {
        writers.add(threads.submit(this::countFifty));
      }
      for (var each : writers) {
        assertEquals(50, each.get());
      }
      writing.set(false);
      assertTrue(reader.get() > 0);
    }
    assertEquals("400", inventory.find(URL, "shared").orElseThrow().plan());
  }

  private int countFifty() throws InventoryException {
    var own = new Inventory(file);
    for (int i = 0; i < 50; i++) {
      own.update(
          URL,
          "shared",
          each -> each.withPlan("p", Integer.toString(Integer.parseInt(each.plan()) + 1)));
    }
    return 50;
  }
}
