package org.osbctl.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osbctl.http.Redaction;
import org.osbctl.inventory.InstanceEntry.BindingEntry;
import org.osbctl.inventory.InstanceEntry.LastOperation;
import org.osbctl.inventory.Made.Origin;
import org.osbctl.spec.Json;

/** What the inventory tells of what was made, to filters, documents and queries. */
class InventoryRecordsTest extends InventoryRig {
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
}
