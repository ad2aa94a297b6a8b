package org.osbctl.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osbctl.inventory.InstanceEntry.BindingEntry;
import org.osbctl.inventory.InstanceEntry.LastOperation;
import org.osbctl.inventory.InstanceEntry.LastOperation.State;

/** The inventory, on SQLite and on PostgreSQL alike. */
class InventoryTest extends InventoryRig {
  @Test
  void file_that_is_not_there_is_an_empty_inventory() throws InventoryException {
    var inventory = open(Kind.SQLITE);
    assertEquals(List.of(), inventory.all());
    assertEquals(Optional.empty(), inventory.find(URL, "db1"));
    assertFalse(Files.exists(folder.resolve("deep")), "looking creates nothing");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void entry_is_found_as_it_was_added(Kind kind) throws InventoryException {
    var entry =
        entry("db \"1\" – 😀")
            .withLast(new LastOperation("update", "key/1", "p", "q", "large", State.UNDER_WAY))
            .withBinding(new BindingEntry("b1", "id-1", LastOperation.begin("bind", "p").ended()))
            .withBinding(
                new BindingEntry("b2", "id-2", LastOperation.begin("bind", "p").keyed("k")));
    assertTrue(open(kind).add(entry, made()));
    assertEquals(Optional.of(entry), open(kind).find(URL, entry.name()));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void name_and_id_are_unique_at_their_broker(Kind kind) throws InventoryException {
    var inventory = open(kind);
    assertTrue(inventory.add(entry("db1"), made()));
    assertTrue(inventory.add(entry("https://other.example.com", "db1"), made()));
    assertFalse(inventory.add(entry("db1").withPlan("q", "large"), made()));
    var sameId =
        new InstanceEntry(
            URL, "db2", "id of db1", "s", "db", "p", "small", entry("x").last(), List.of());
    assertFalse(inventory.add(sameId, made()));
    assertEquals(List.of(entry("db1")), inventory.of(URL));
    assertEquals(2, inventory.all().size());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void update_changes_one_entry_and_its_bindings(Kind kind) throws InventoryException {
    var inventory = open(kind);
    inventory.add(entry("db1"), made());
    inventory.add(entry("db2"), made());
    var binding = new BindingEntry("b", "1", LastOperation.begin("bind", "p"));
    assertTrue(inventory.addBinding(URL, "db1", binding, "{\"a\":1}"));
    assertFalse(inventory.addBinding(URL, "db1", binding, null));
    assertFalse(inventory.addBinding(URL, "nobody", binding, null));
    inventory.update(
        URL,
        "db1",
        old ->
            old.withPlan("q", "large")
                .withLast(old.last().ended())
                .withBinding(new BindingEntry("b", "1", binding.last().ended())));
    var found = inventory.find(URL, "db1").orElseThrow();
    assertEquals("large", found.plan());
    assertTrue(found.last().over());
    assertTrue(found.binding("b").orElseThrow().last().over());
    assertFalse(inventory.find(URL, "db2").orElseThrow().last().over());
    inventory.update(URL, "db1", old -> old.withoutBinding("b"));
    assertEquals(List.of(), inventory.find(URL, "db1").orElseThrow().bindings());
    inventory.update(URL, "nobody", each -> each.withPlan("x", "x"));
    assertEquals(2, inventory.all().size());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void removed_entry_is_gone_and_what_was_done_stays(Kind kind) throws InventoryException {
    var inventory = open(kind);
    inventory.add(entry("db1"), made());
    inventory.add(entry("db2"), made());
    inventory.addBinding(
        URL, "db1", new BindingEntry("b", "1", LastOperation.begin("bind", "p")), null);
    inventory.update(URL, "db1", old -> old.withLast(old.last().ended()));
    inventory.update(URL, "db1", old -> old.withoutBinding("b"));
    inventory.failed(URL, "db1", null, "deprovision");
    inventory.remove(URL, "db1");
    inventory.remove(URL, "nobody");
    inventory.remove(URL, "db2");
    assertEquals(List.of(), inventory.all());
    assertEquals(
        List.of(
            "db1|provision|succeeded",
            "db1|bind|failed",
            "db1|deprovision|failed",
            "db1|deprovision|succeeded",
            "db2|provision|failed"),
        column(
            inventory, "SELECT instance, kind, outcome FROM operations ORDER BY instance, number"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void failed_operation_is_noted_once(Kind kind) throws InventoryException {
    var inventory = open(kind);
    inventory.add(entry("db1").withLast(entry("db1").last().ended()), made());
    inventory.update(
        URL, "db1", old -> old.withLast(LastOperation.begin("update", "p").keyed("k")));
    inventory.failed(URL, "db1", null, "update");
    assertEquals(State.FAILED, inventory.find(URL, "db1").orElseThrow().last().state());
    assertEquals(
        List.of("provision|succeeded", "update|failed"),
        column(inventory, "SELECT kind, outcome FROM operations ORDER BY number"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void entry_gets_another_name_that_is_free(Kind kind) throws InventoryException {
    var inventory = open(kind);
    inventory.add(entry("db1"), made());
    inventory.add(entry("db2"), made());
    assertFalse(inventory.rename(URL, "db1", "db2"));
    assertTrue(inventory.rename(URL, "db1", "db3"));
    assertEquals("id of db1", inventory.find(URL, "db3").orElseThrow().id());
    assertTrue(inventory.forget(URL, "db3"));
    assertFalse(inventory.forget(URL, "db3"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void failing_edit_changes_nothing_and_frees_the_lock(Kind kind) throws InventoryException {
    var inventory = open(kind);
    inventory.add(entry("db1"), made());
    assertThrows(
        IllegalStateException.class,
        () ->
            inventory.update(
                URL,
                "db1",
                each -> {
                  throw new IllegalStateException("no");
                }));
    inventory.add(entry("db2"), made());
    assertEquals(2, inventory.all().size());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void changes_of_many_writers_are_not_lost_and_readers_see_whole_entries(Kind kind)
      throws Exception {
    open(kind).add(entry("shared").withPlan("p", "0"), made());
    var writing = new AtomicBoolean(true);
    try (var threads = Executors.newFixedThreadPool(9)) {
      var readers = open(kind);
      var reader =
          threads.submit(
              () -> {
                int reads = 0;
                for (; writing.get() || reads == 0; reads++) {
                  assertTrue(readers.find(URL, "shared").isPresent());
                }
                return reads;
              });
      var writers = new ArrayList<Future<Integer>>();
      for (int i = 0; i < 8; i++) {
        var own = open(kind);
        writers.add(threads.submit(() -> count(own)));
      }
      for (var each : writers) {
        assertEquals(20, each.get());
      }
      writing.set(false);
      assertTrue(reader.get() > 0);
    }
    assertEquals("160", open(kind).find(URL, "shared").orElseThrow().plan());
  }

  private static int count(Inventory own) throws InventoryException {
    for (int i = 0; i < 20; i++) {
      own.update(
          URL,
          "shared",
          each -> each.withPlan("p", Integer.toString(Integer.parseInt(each.plan()) + 1)));
    }
    return 20;
  }
}
