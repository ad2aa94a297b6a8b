package org.osbctl.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.http.Redaction;
import org.osbctl.inventory.InstanceEntry.BindingEntry;
import org.osbctl.inventory.InstanceEntry.LastOperation;
import org.osbctl.inventory.InstanceEntry.LastOperation.State;
import org.osbctl.inventory.Made.Origin;
import org.osbctl.it.PostgresServer;
import org.osbctl.spec.Json;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import tools.jackson.databind.JsonNode;

/** The inventory, on SQLite and on PostgreSQL alike. */
class InventoryTest {
  private static final String URL = "https://broker.example.com";
  private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

  @TempDir private Path folder;
  private final List<Inventory> opened = new ArrayList<>();
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

  private Path file() {
    return folder.resolve("deep/down/inventory.db");
  }

  private Inventory open(Kind kind) {
    return open(kind, NOW, "me@here", "run-1");
  }

  private Inventory open(Kind kind, Instant now, String author, String run) {
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

  private static InstanceEntry entry(String name) {
    return entry(URL, name);
  }

  private static Made made() {
    return Made.by(Origin.COMMAND);
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
            found.add(String.join("|", values.stream().map(String::valueOf).toList()));
          }
        });
    return found;
  }

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
  void records_say_who_made_what_when_and_how(Kind kind) throws InventoryException {
    var context =
        Json.object()
            .put("platform", "cloudfoundry")
            .put("organization_guid", "org-1")
            .put("space_name", "dev");
    context.putObject("space_annotations").put("orange.com/cost", "42");
    var identity = "cloudfoundry eyJ1c2VyX2lkIjoidTEifQ==";
    var metadata = Metadata.of("id of db1", context, identity);
    var made =
        new Made(
            Origin.COMMAND,
            Metadata.plain(identity),
            context,
            Json.object().put("size", 3),
            metadata.labels(),
            metadata.annotations());
    open(kind).add(entry("db1"), made);
    open(kind, NOW.plusSeconds(60), "you@there", "run-2").add(entry("db2"), made());
    open(kind).add(entry("db3"), Made.by(Origin.ADOPTED));
    assertEquals(List.of("db1", "db2", "db3"), told(open(kind), "/name"));
    var first = documents(open(kind)).getFirst();
    assertEquals("me@here", first.path("createdBy").stringValue());
    assertEquals("run-1", first.path("run").stringValue());
    assertEquals("staging", first.path("context").stringValue());
    assertEquals("2026-05-04T10:00:00.000Z", first.path("createdAt").stringValue());
    assertEquals(
        "cloudfoundry {\"user_id\":\"u1\"}", first.path("originatingIdentity").stringValue());
    assertEquals("{\"size\":3}", Json.text(first.path("parameters")));
    var labels = first.path("labels");
    assertEquals("org-1", labels.path("brokered_service_context_organization_guid").stringValue());
    assertEquals("u1", labels.path("brokered_service_originating_identity_user_id").stringValue());
    assertEquals("42", labels.path("brokered_service_context_orange_cost").stringValue());
    assertEquals("dev", first.at("/annotations/brokered_service_context_space_name").stringValue());
    var third = documents(open(kind)).getLast();
    assertTrue(third.path("parameters").isNull());
    assertTrue(third.path("labels").isObject() && third.path("annotations").isObject());
    var summaries = new ArrayList<InstanceSummary>();
    open(kind).summaries(Filter.ALL, summaries::add);
    assertEquals(
        List.of("db1 me@here", "db2 you@there", "db3 me@here"),
        summaries.stream().map(each -> each.name() + " " + each.author()).toList());
    assertEquals(
        List.of("db2"), open(kind).latest(URL, 1).stream().map(InstanceEntry::name).toList());
    assertEquals(List.of("db1"), names(kind, Map.of("brokered_service_context_orange_cost", "42")));
    assertEquals(List.of(), names(kind, Map.of("brokered_service_context_orange_cost", "43")));
    assertEquals(List.of("db2"), names(kind, filter("you", null, null, false)));
    assertEquals(List.of("db2"), names(kind, filter("you@there", null, null, false)));
    assertEquals(List.of(), names(kind, filter("yo", null, null, false)));
    assertEquals(List.of("db1", "db3"), names(kind, filter(null, NOW, null, false)));
    assertEquals(List.of("db1"), names(kind, filter(null, NOW, null, true)));
    assertEquals(List.of("db2"), names(kind, filter(null, null, "run-2", false)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void document_is_one_object_of_all_tables(Kind kind) throws InventoryException {
    var labels = Map.of("b", "say \"ü\"", "a", "1");
    var made =
        new Made(Origin.ADOPTED, null, Json.missing(), Json.object().put("n", 1), labels, Map.of());
    open(kind).add(entry("db1"), made);
    var bound = LastOperation.begin("bind", "p");
    open(kind).addBinding(URL, "db1", new BindingEntry("app3", "1", bound), null);
    open(kind).addBinding(URL, "db1", new BindingEntry("app2", "2", bound), null);
    var texts = new ArrayList<String>();
    open(kind)
        .documents(Filter.ALL, document -> texts.add(new String(document, StandardCharsets.UTF_8)));
    var operation = "{'type':'%s','state':'under way','operation':null}";
    var expected =
        ("{'name':'db1','id':'id of db1','broker':'"
                + URL
                + "','service':'db','serviceId':'s','plan':'small','planId':'p',"
                + "'origin':'adopted','createdAt':'2026-05-04T10:00:00.000Z',"
                + "'createdBy':'me@here','run':'run-1','context':'staging',"
                + "'originatingIdentity':null,'changedAt':'2026-05-04T10:00:00.000Z',"
                + "'parameters':{'n':1},'lastOperation':"
                + operation.formatted("provision")
                + ",'labels':{'a':'1','b':'say \\'ü\\''},'annotations':{},'bindings':["
                + "{'name':'app2','id':'2','lastOperation':"
                + operation.formatted("bind")
                + "},{'name':'app3','id':'1','lastOperation':"
                + operation.formatted("bind")
                + "}]}")
            .replace('\'', '"');
    var text = texts.getFirst();
    assertEquals(expected, Json.text(Json.parse(text.getBytes(StandardCharsets.UTF_8)).node()));
    if (kind == Kind.SQLITE) {
      assertEquals(expected, text);
    } else {
      assertTrue(text.contains(", \"annotations\" : {}, \"bindings\" : ["), text);
    }
  }

  private static List<JsonNode> documents(Inventory inventory) throws InventoryException {
    var found = new ArrayList<JsonNode>();
    inventory.documents(Filter.ALL, document -> found.add(Json.parse(document).node()));
    return found;
  }

  private static List<String> told(Inventory inventory, String pointer) throws InventoryException {
    return documents(inventory).stream().map(each -> each.at(pointer).stringValue()).toList();
  }

  private static Filter filter(
      @Nullable String owner, @Nullable Instant before, @Nullable String run, boolean ours) {
    return new Filter(null, null, Map.of(), owner, before, run, ours);
  }

  private List<String> names(Kind kind, Map<String, String> labels) throws InventoryException {
    return names(kind, new Filter(null, null, labels, null, null, null, false));
  }

  private List<String> names(Kind kind, Filter filter) throws InventoryException {
    return open(kind).entries(filter).stream().map(InstanceEntry::name).toList();
  }

  @Test
  void secrets_in_parameters_are_masked() {
    var schema =
        Json.parse(
                """
                {"$defs": {"s": {"type": "string", "writeOnly": true}},
                 "properties": {
                   "a": {"format": "password"}, "b": {"x-secret": true}, "c": {"$ref": "#/$defs/s"},
                   "list": {"items": {"properties": {"d": {"writeOnly": true}}}}},
                 "oneOf": [{"properties": {"e": {"writeOnly": true}}}]}
                """
                    .getBytes(StandardCharsets.UTF_8))
            .node();
    var parameters =
        Json.parse(
                """
                {"a": "x1", "b": {"deep": "x2"}, "c": "x3", "list": [{"d": "x4", "ok": 1}],
                 "e": "x5", "password": "x6", "note": "canary-known", "size": 3}
                """
                    .getBytes(StandardCharsets.UTF_8))
            .node();
    var masked = new Masking(new Redaction(List.of("canary-known"))).of(parameters, schema);
    assertEquals(
        "{\"a\":\"***\",\"b\":\"***\",\"c\":\"***\",\"list\":[{\"d\":\"***\",\"ok\":1}],"
            + "\"e\":\"***\",\"password\":\"***\",\"note\":\"***\",\"size\":3}",
        Json.text(masked));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void query_of_somebody_changes_nothing(Kind kind) throws InventoryException {
    var inventory = open(kind);
    inventory.add(entry("db1"), made());
    assertEquals(List.of("db1|small"), column(inventory, "SELECT name, plan FROM instances"));
    for (var sql :
        List.of(
            "DELETE FROM instances",
            "UPDATE instances SET name = 'x'",
            "DROP TABLE bindings",
            "CREATE TABLE t (a TEXT)",
            "INSERT INTO labels VALUES ('a', 'b', 'c', 'd')",
            "no sql at all")) {
      assertThrows(InventoryException.class, () -> column(inventory, sql), sql);
    }
    assertEquals(1, inventory.all().size());
  }

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

  private List<String> ask(Inventory inventory, String sql) throws InventoryException {
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

  @Test
  void what_was_written_stays_readable_without_room_for_shared_memory() throws Exception {
    open(Kind.SQLITE).add(entry("db1"), made());
    close();
    block("shm");
    var inventory = open(Kind.SQLITE);
    assertEquals(List.of(entry("db1")), inventory.all());
    assertEquals(List.of("db1"), ask(inventory, "SELECT name FROM instances"));
    assertThrows(InventoryException.class, () -> ask(inventory, "UPDATE instances SET name = 'x'"));
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
    assertEquals(List.of("db1"), ask(inventory, "SELECT name FROM instances"));
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
