package org.osbctl.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.http.Body;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.lifecycle.Clause.Verdict;
import org.osbctl.lifecycle.Defect.Kind;
import org.osbctl.lifecycle.ResourceState.*;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.OperationKind;
import org.osbctl.operation.Query;
import org.osbctl.operation.Requests;
import org.osbctl.operation.Wire;
import org.osbctl.samples.RandomOperations;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

class DefectsTest {
  private static final Catalog CATALOG =
      new Catalog(
          json(
              """
              {"services": [
                {"id": "s", "bindable": true, "plan_updateable": true, "plans": [
                  {"id": "p", "maintenance_info": {"version": "1.0.0"}, "schemas": {
                    "service_instance": {
                      "create": {"parameters": {"properties": {"size": {"type": "integer"}}}},
                      "update": {"parameters": {"required": ["size"]}}},
                    "service_binding": {
                      "create": {"parameters": {"properties": {"role": {"enum": ["r"]}}}}}}},
                  {"id": "q", "maintenance_info": {"version": "2.0.0"}},
                  {"id": "fixed", "plan_updateable": false, "bindable": false}]},
                {"id": "t", "plans": [{"id": "u"}]}]}\
              """));
  private static final ResourceState READY = States.ready(OperationKind.PROVISION, true, false);
  private static final Headers HEADERS =
      Headers.of("Authorization", "Basic x", "X-Broker-API-Version", "2.17");
  private static final Known KNOWN =
      new Known(ApiVersion.LATEST, CATALOG, Headers.of("Authorization", "Basic x"));

  private static JsonNode json(String text) {
    return Json.parse(text.getBytes(UTF_8)).node();
  }

  private static HttpRequestData request(Operation operation, Headers headers) {
    var rendered = Wire.render(operation);
    var uri = URI.create("http://broker.example.com" + rendered.target());
    return new HttpRequestData(rendered.method(), uri, headers, rendered.body());
  }

  private static List<Kind> kinds(Operation operation, ResourceState instance) {
    return kinds(operation, HEADERS, KNOWN, instance);
  }

  private static List<Kind> kinds(
      Operation operation, Headers headers, Known known, ResourceState instance) {
    return Defects.of(request(operation, headers), operation, known, instance).stream()
        .map(Defect::kind)
        .toList();
  }

  private static List<Kind> kinds(String body) {
    var request =
        new HttpRequestData(
            "PUT", URI.create("http://b/v2/service_instances/i"), HEADERS, Body.of(body));
    var operation = Wire.parse("PUT", request.target(), request.body());
    return Defects.of(request, operation, KNOWN, States.NEVER).stream().map(Defect::kind).toList();
  }

  private static List<Kind> kinds(String method, String path, String body) {
    var uri = URI.create("http://b/v2/service_instances/i" + path);
    var request = new HttpRequestData(method, uri, HEADERS, Body.of(body));
    var operation = Wire.parse(method, request.target(), request.body());
    return Defects.of(request, operation, KNOWN, READY).stream().map(Defect::kind).toList();
  }

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

  @Test
  void honest_requests_have_no_defect() {
    for (var operation :
        List.of(
            States.PROVISION,
            States.UPDATE,
            States.DEPROVISION,
            States.BIND,
            States.UNBIND,
            States.FETCH,
            States.POLL_BINDING,
            new GetCatalog(),
            new Unrecognised("POST", "/x", Query.NONE))) {
      assertEquals(List.of(), kinds(operation, READY), operation::toString);
    }
  }

  @Test
  void a08_open_broker_wants_no_credentials() {
    var open = new Known(ApiVersion.LATEST, CATALOG, Headers.NONE);
    var headers = Headers.of("X-Broker-API-Version", "2.17");
    assertEquals(List.of(), kinds(new GetCatalog(), headers, open, States.NEVER));
    assertEquals(
        List.of(Kind.CREDENTIALS_WRONG), kinds(new GetCatalog(), headers, KNOWN, States.NEVER));
    assertEquals(
        List.of(Kind.CREDENTIALS_WRONG),
        kinds(new GetCatalog(), HEADERS.with("Authorization", "Basic y"), KNOWN, States.NEVER));
  }

  @Test
  void version_header_is_missing_or_unknown() {
    var name = "X-Broker-API-Version";
    assertEquals(
        List.of(Kind.VERSION_MISSING),
        kinds(new GetCatalog(), HEADERS.without(name), KNOWN, States.NEVER));
    for (var wrong : List.of("1.0", "2.99", "x", "")) {
      assertEquals(
          List.of(Kind.VERSION_UNSUPPORTED),
          kinds(new GetCatalog(), HEADERS.with(name, wrong), KNOWN, States.NEVER));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, true",
    "application/json; charset=utf-8, true",
    "Application/JSON;charset=UTF-8, true",
    "application/json-patch+json, false",
    "text/plain, false",
    "application/x-www-form-urlencoded, false",
  })
  void body_is_json_by_its_content_type(String type, boolean right) {
    var headers = HEADERS.with("Content-Type", type);
    var expected = right ? List.of() : List.of(Kind.CONTENT_TYPE_WRONG);
    assertEquals(expected, kinds(States.PROVISION, headers, KNOWN, States.NEVER));
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

  @Test
  void a22_deletes_name_offering_and_plan() {
    for (var delete : List.of(States.DEPROVISION, States.UNBIND)) {
      for (var name : List.of("service_id", "plan_id")) {
        var without = delete.withQuery(delete.query().without(name));
        assertEquals(List.of(Kind.MEMBER_MISSING), kinds(without, READY));
        var empty = delete.withQuery(delete.query().with(name, ""));
        assertEquals(List.of(Kind.MEMBER_MISSING), kinds(empty, READY));
        var wrong = delete.withQuery(delete.query().with(name, "x"));
        assertEquals(List.of(Kind.HINT_MISMATCH), kinds(wrong, READY));
        assertEquals(List.of(), kinds(wrong, States.NEVER), "nothing to compare with");
      }
    }
  }

  @Test
  void during_a_plan_change_either_plan_will_do() {
    var updating = new Updating(States.MADE, States.UPDATE, "key");
    var delete = Requests.deprovision("i", "s", "q");
    assertEquals(List.of(), kinds(delete, updating));
    assertEquals(List.of(), kinds(Requests.deprovision("i", "s", "p"), updating));
    assertEquals(List.of(Kind.HINT_MISMATCH), kinds(Requests.deprovision("i", "s", "x"), updating));
    assertEquals(List.of(Kind.HINT_MISMATCH), kinds(delete, READY));
  }

  @Test
  void unknown_catalog_tells_nothing_about_ids() {
    var blind = new Known(ApiVersion.LATEST, Catalog.EMPTY, KNOWN.credentials());
    assertEquals(List.of(), kinds(States.PROVISION, HEADERS, blind, States.NEVER));
    assertEquals(List.of(), kinds(States.UPDATE, HEADERS, blind, READY));
    assertEquals(List.of(), kinds(States.BIND, HEADERS, blind, READY));
  }

  @Test
  void random_requests_never_throw() {
    var operations = new RandomOperations(new Random(71));
    for (int i = 0; i < 5_000; i++) {
      var operation = operations.next();
      for (var state : List.of(States.NEVER, READY)) {
        assertNotNull(kinds(operation, state));
      }
    }
  }

  // What is due then.

  private static Expectation expect(Kind kind, Operation operation, ResourceState instance) {
    return Lifecycle.expect(
        new Situation(
            ApiVersion.LATEST,
            CATALOG,
            List.of(new Defect(kind, "it")),
            instance,
            States.ready(OperationKind.BIND, true, false),
            false,
            false),
        operation);
  }

  private static void assertVerdict(
      Verdict verdict, Expectation expectation, String id, Answer answer) {
    assertEquals(verdict, States.verdict(expectation, id, answer), answer::toString);
  }

  @Test
  void a06_version_header() {
    var missing = expect(Kind.VERSION_MISSING, new GetCatalog(), States.NEVER);
    var unsupported = expect(Kind.VERSION_UNSUPPORTED, new GetCatalog(), States.NEVER);
    var id = "errors.failure-has-error-status";
    for (int status : new int[] {200, 400, 412}) {
      assertVerdict(Verdict.ALLOWED, missing, id, Answer.of(status));
      assertVerdict(Verdict.ALLOWED, unsupported, id, Answer.of(status));
    }
    assertVerdict(Verdict.FORBIDDEN, missing, id, Answer.of(500));
    assertVerdict(Verdict.FORBIDDEN, unsupported, id, Answer.of(500));
    assertVerdict(Verdict.FORBIDDEN, unsupported, "version.unsupported-is-412", Answer.of(400));
  }

  @Test
  void wrong_credentials_are_answered_401_whatever_else_there_is() {
    for (var state : States.ofInstance()) {
      var expectation = expect(Kind.CREDENTIALS_WRONG, States.DEPROVISION, state);
      assertEquals(Answer.of(401), expectation.favourite());
      assertVerdict(Verdict.FORBIDDEN, expectation, "auth.failure-is-401", Answer.of(410));
      assertVerdict(Verdict.FORBIDDEN, expectation, "auth.failure-is-401", Answer.of(403));
      assertVerdict(Verdict.FORBIDDEN, expectation, "auth.every-request-checked", Answer.of(200));
      assertVerdict(Verdict.SILENT, expectation, "auth.failure-is-401", Answer.of(200));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "BODY_MALFORMED, 400, ALLOWED",
    "MEMBER_MISSING, 400, ALLOWED",
    "MEMBER_INVALID, 422, FORBIDDEN",
    "MEMBER_MISSING, 201, FORBIDDEN",
    "MEMBER_MISSING, 500, FORBIDDEN",
  })
  void malformed_request_is_answered_400(Kind kind, int status, Verdict verdict) {
    var expectation = expect(kind, States.PROVISION, States.NEVER);
    assertVerdict(verdict, expectation, "provision.malformed-is-400", Answer.of(status));
  }

  @Test
  void a22_missing_hint_is_answered_400_and_a_wrong_one_perhaps() {
    var missing = expect(Kind.MEMBER_MISSING, States.DEPROVISION, READY);
    assertVerdict(Verdict.ALLOWED, missing, "deprovision.malformed-is-400", Answer.of(400));
    assertVerdict(Verdict.FORBIDDEN, missing, "deprovision.malformed-is-400", Answer.of(200));
    assertVerdict(Verdict.FORBIDDEN, missing, "deprovision.malformed-is-400", Answer.of(410));
    var wrong = expect(Kind.HINT_MISMATCH, States.DEPROVISION, READY);
    assertTrue(wrong.clauses().stream().noneMatch(c -> c.requirement().contains("malformed")));
    var id = "errors.failure-has-error-status";
    assertVerdict(Verdict.ALLOWED, wrong, id, Answer.of(200));
    assertVerdict(Verdict.ALLOWED, wrong, id, Answer.of(400));
    assertVerdict(Verdict.FORBIDDEN, wrong, id, Answer.of(500));
  }

  @Test
  void a07_broker_may_look_for_other_reasons_to_refuse_first() {
    var unknown = expect(Kind.MEMBER_MISSING, States.DEPROVISION, States.NEVER);
    var id = "deprovision.malformed-is-400";
    assertVerdict(Verdict.TOLERATED, unknown, id, Answer.of(410));
    assertVerdict(Verdict.FORBIDDEN, unknown, id, Answer.of(200));
    var busy = expect(Kind.BODY_MALFORMED, States.UPDATE, new Deleting(States.MADE, null, false));
    assertVerdict(
        Verdict.TOLERATED, busy, "update.malformed-is-400", Answer.error(422, "ConcurrencyError"));
    assertVerdict(Verdict.FORBIDDEN, busy, "update.malformed-is-400", Answer.of(422));
    var taken = expect(Kind.MAINTENANCE_STALE, States.otherPlan(States.PROVISION), READY);
    assertVerdict(
        Verdict.TOLERATED, taken, "provision.stale-maintenance-info-is-422", Answer.of(409));
  }

  @Test
  void stale_maintenance_info_is_a_conflict_with_a_code() {
    var expectation = expect(Kind.MAINTENANCE_STALE, States.PROVISION, States.NEVER);
    var right = Answer.error(422, "MaintenanceInfoConflict");
    assertEquals(right, expectation.favourite());
    var status = "provision.stale-maintenance-info-is-422";
    var code = "provision.stale-maintenance-info-has-code";
    assertVerdict(Verdict.ALLOWED, expectation, code, right);
    assertVerdict(Verdict.FORBIDDEN, expectation, code, Answer.of(422));
    assertVerdict(Verdict.FORBIDDEN, expectation, status, Answer.of(201));
    assertVerdict(Verdict.FORBIDDEN, expectation, status, Answer.of(400));
  }

  @Test
  void unsupported_plan_change_is_refused_with_422() {
    var expectation = expect(Kind.PLAN_CHANGE_UNSUPPORTED, States.UPDATE, READY);
    assertVerdict(Verdict.ALLOWED, expectation, "update.unsupported-is-422", Answer.of(422));
    assertVerdict(Verdict.FORBIDDEN, expectation, "update.unsupported-is-422", Answer.of(400));
    assertVerdict(Verdict.FORBIDDEN, expectation, "update.plan-changes-declared", Answer.of(202));
  }

  @Test
  void wrong_content_type_may_be_passed_over() {
    var expectation = expect(Kind.CONTENT_TYPE_WRONG, States.PROVISION, States.NEVER);
    assertVerdict(Verdict.ALLOWED, expectation, "content-type.wrong-is-400", Answer.of(201));
    assertVerdict(Verdict.ALLOWED, expectation, "content-type.wrong-is-400", Answer.of(400));
    assertVerdict(Verdict.FORBIDDEN, expectation, "content-type.wrong-is-400", Answer.of(415));
  }
}
