package org.osbctl.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.lifecycle.Flaws.CATALOG;
import static org.osbctl.lifecycle.Flaws.HEADERS;
import static org.osbctl.lifecycle.Flaws.KNOWN;
import static org.osbctl.lifecycle.Flaws.READY;
import static org.osbctl.lifecycle.Flaws.json;
import static org.osbctl.lifecycle.Flaws.kinds;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.lifecycle.Defect.Kind;
import org.osbctl.lifecycle.ResourceState.*;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.OperationKind;
import org.osbctl.operation.Query;
import org.osbctl.operation.Requests;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.StringNode;

/** What is found wrong with the body of a provision, update or bind request. */
class BodyDefectsTest {
  @ParameterizedTest
  @CsvSource({
    "PUT, '', context",
    "PUT, '', parameters",
    "PUT, '', maintenance_info",
    "PATCH, '', context",
    "PATCH, '', parameters",
    "PATCH, '', previous_values",
    "PATCH, '', maintenance_info",
    "PUT, /service_bindings/b, context",
    "PUT, /service_bindings/b, parameters",
    "PUT, /service_bindings/b, bind_resource"
  })
  void members_that_have_to_be_objects_are_looked_at(String method, String path, String member) {
    var body = "{\"service_id\": \"s\", \"plan_id\": \"p\", \"%s\": 3}".formatted(member);
    assertEquals(List.of(Kind.MEMBER_INVALID), kinds(method, path, body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"service_id", "plan_id"})
  void bind_without_an_id_is_incomplete(String member) {
    var other = member.equals("plan_id") ? "service_id" : "plan_id";
    var body = "{\"%s\": \"%s\"}".formatted(other, other.charAt(0));
    assertEquals(List.of(Kind.MEMBER_MISSING), kinds("PUT", "/service_bindings/b", body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "[]", "null", "5", "{\"service_id\": "})
  void body_that_is_no_object_is_malformed(String body) {
    assertEquals(List.of(Kind.BODY_MALFORMED), kinds(body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"plan_id": "p"}                                            | MEMBER_MISSING
          {"service_id": "s"}                                         | MEMBER_MISSING
          {"service_id": "", "plan_id": "p"}                          | MEMBER_INVALID
          {"service_id": null, "plan_id": "p"}                        | MEMBER_INVALID
          {"service_id": "s", "plan_id": 5}                           | MEMBER_INVALID
          {"service_id": "s", "plan_id": "p", "parameters": "x"}      | MEMBER_INVALID
          {"service_id": "s", "plan_id": "p", "context": []}          | MEMBER_INVALID
          {"service_id": "x", "plan_id": "p"}                         | SERVICE_UNKNOWN
          {"service_id": "s", "plan_id": "x"}                         | PLAN_UNKNOWN
          {"service_id": "s", "plan_id": "u"}                         | PLAN_UNKNOWN
          {"service_id": "s", "plan_id": "p", "parameters": {"size": "x"}} | PARAMETERS_INVALID
          {"service_id": "s", "plan_id": "p", "maintenance_info": {"version": "0.9.0"}} | MAINTENANCE_STALE
          """)
  void provision_has_one_defect(String body, Kind kind) {
    assertEquals(List.of(kind), kinds(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"service_id\": \"s\", \"plan_id\": \"p\", \"parameters\": null}",
        "{\"service_id\": \"s\", \"plan_id\": \"p\", \"x-other\": 5}",
        "{\"service_id\": \"s\", \"plan_id\": \"p\", \"maintenance_info\": {\"version\":"
            + " \"1.0.0\"}}",
        "{\"service_id\": \"s\", \"plan_id\": \"p\", \"maintenance_info\": {}}",
        "{\"service_id\": \"t\", \"plan_id\": \"u\", \"maintenance_info\": {\"version\":"
            + " \"7.0.0\"}}",
      })
  void provision_is_as_good_as_any(String body) {
    assertEquals(List.of(), kinds(body));
  }

  @Test
  void maintenance_info_does_not_count_before_2_15() {
    var stale = States.PROVISION.with("maintenance_info", Json.object().put("version", "0.9.0"));
    var old = new Known(ApiVersion.V2_14, CATALOG, KNOWN.credentials());
    assertEquals(List.of(), kinds(stale, HEADERS, old, States.NEVER));
  }

  @Test
  void a32_with_a_plan_change_the_version_of_either_plan_will_do() {
    var maintenance = Json.object();
    var change = States.UPDATE.with("maintenance_info", maintenance);
    maintenance.put("version", "2.0.0");
    assertEquals(List.of(), kinds(change, READY));
    maintenance.put("version", "1.0.0");
    assertEquals(List.of(), kinds(change, READY));
    maintenance.put("version", "3.0.0");
    assertEquals(List.of(Kind.MAINTENANCE_STALE), kinds(change, READY));
    assertEquals(
        List.of(Kind.MAINTENANCE_STALE), kinds(change.with("plan_id", Json.missing()), READY));
    maintenance.put("version", "1.0.0");
    assertEquals(List.of(), kinds(change.with("plan_id", Json.missing()), READY));
  }

  @Test
  void plan_changes_only_where_the_plan_may_be_left() {
    var change = States.UPDATE.with("plan_id", StringNode.valueOf("p"));
    var fixed = Attributes.of(States.PROVISION.with("plan_id", StringNode.valueOf("fixed")));
    var instance = new Ready(fixed, States.ended(OperationKind.PROVISION, true, false));
    assertEquals(List.of(Kind.PLAN_CHANGE_UNSUPPORTED), kinds(change, instance));
    assertEquals(List.of(), kinds(change.with("plan_id", StringNode.valueOf("fixed")), instance));
    assertEquals(List.of(), kinds(change.with("plan_id", Json.missing()), instance));
  }

  @Test
  void update_is_checked_by_the_schema_of_updates() {
    var update = Requests.update("i", "s");
    assertEquals(List.of(), kinds(update, READY));
    assertEquals(List.of(), kinds(update.with("parameters", json("null")), READY));
    assertEquals(
        List.of(Kind.PARAMETERS_INVALID), kinds(update.with("parameters", Json.object()), READY));
    assertEquals(List.of(), kinds(update.with("parameters", Json.object().put("size", 1)), READY));
  }

  @Test
  void update_names_its_offering() {
    assertEquals(
        List.of(Kind.MEMBER_MISSING),
        kinds(States.UPDATE.with("service_id", Json.missing()), READY));
    assertEquals(
        List.of(Kind.MEMBER_INVALID),
        kinds(States.UPDATE.with("plan_id", StringNode.valueOf("")), READY));
    assertEquals(List.of(Kind.SERVICE_UNKNOWN), kinds(Requests.update("i", "x"), States.NEVER));
  }

  @Test
  void update_does_not_change_the_offering() {
    var moved = Requests.update("i", "t").with("plan_id", StringNode.valueOf("u"));
    assertEquals(List.of(Kind.HINT_MISMATCH), kinds(moved, READY));
    assertEquals(List.of(Kind.HINT_MISMATCH), kinds(Requests.update("i", "t"), READY));
    assertEquals(List.of(), kinds(moved, States.NEVER), "nothing to compare with");
  }

  @Test
  void bind_fits_its_instance() {
    assertEquals(List.of(Kind.HINT_MISMATCH), kinds(States.otherPlan(States.BIND), READY));
    assertEquals(List.of(), kinds(States.otherPlan(States.BIND), States.NEVER));
    assertEquals(
        List.of(Kind.NOT_BINDABLE),
        kinds(States.BIND.with("plan_id", StringNode.valueOf("fixed")), READY));
    assertEquals(
        List.of(Kind.PARAMETERS_INVALID),
        kinds(States.BIND.with("parameters", Json.object().put("role", "x")), READY));
  }

  @Test
  void rotation_needs_a_predecessor_only() {
    var rotation = new Bind("i", "c", Query.NONE, Json.object().put("predecessor_binding_id", "b"));
    assertEquals(List.of(), kinds(rotation, READY));
  }
}
