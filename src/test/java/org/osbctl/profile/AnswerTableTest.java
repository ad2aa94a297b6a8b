package org.osbctl.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.osbctl.http.Body;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpResponseData;
import org.osbctl.operation.OperationKind;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

class AnswerTableTest {
  private static final JsonNode RETRIEVABLE =
      Json.parse("{\"bindings_retrievable\": true}".getBytes(StandardCharsets.UTF_8)).node();

  private static HttpResponseData answer(int status, String body) {
    return new HttpResponseData(
        status, Headers.of("Content-Type", "application/json"), Body.of(body.replace('\'', '"')));
  }

  private static AnswerTable table(String profile) {
    return Profiles.load(profile).answers();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "cloudfoundry, PROVISION, 201, {}, SUCCEEDED, false",
        "cloudfoundry, PROVISION, 202, {'operation':'x'}, RUNNING, false",
        "cloudfoundry, PROVISION, 202, {'operation':null}, FAILED, true",
        "cloudfoundry, PROVISION, 200, [], FAILED, false",
        "cloudfoundry, PROVISION, 201, ``, FAILED, true",
        "cloudfoundry, PROVISION, 204, {}, FAILED, true",
        "cloudfoundry, PROVISION, 410, {}, FAILED, true",
        "cloudfoundry, PROVISION, 500, {}, FAILED, true",
        "cloudfoundry, PROVISION, 409, {}, FAILED, false",
        "cloudfoundry, PROVISION, 422, {}, FAILED, true",
        "cloudfoundry, PROVISION, 422, {'error':'RequiresApp'}, FAILED, true",
        "cloudfoundry, PROVISION, 422, {'error':'AsyncRequired'}, FAILED, false",
        "cloudfoundry, BIND, 422, {'error':'RequiresApp'}, FAILED, false",
        "cloudfoundry, BIND, 422, {'error':'MaintenanceInfoConflict'}, FAILED, true",
        "cloudfoundry, BIND, 202, {}, RUNNING, false",
        "cloudfoundry, UPDATE, 500, {}, FAILED, false",
        "cloudfoundry, DEPROVISION, 410, x, SUCCEEDED, false",
        "cloudfoundry, DEPROVISION, 200, ``, FAILED, false",
        "cloudfoundry, UNBIND, 404, {}, FAILED, false",
        "cloudfoundry, POLL_INSTANCE, 400, {}, FAILED, false",
        "cloudfoundry, POLL_INSTANCE, 500, {}, POLLED_AGAIN, false",
        "kubernetes, PROVISION, 400, {}, FAILED, false",
        "kubernetes, PROVISION, 409, {}, RETRIED, false",
        "kubernetes, PROVISION, 201, x, RETRIED, true",
        "kubernetes, BIND, 202, {}, FAILED, true",
        "kubernetes, DEPROVISION, 410, ``, SUCCEEDED, false",
        "kubernetes, UNBIND, 410, ``, RETRIED, false",
        "kubernetes, UNBIND, 410, {}, SUCCEEDED, false",
        "service-manager, BIND, 408, {}, FAILED, true",
      })
  void answer_is_to_a_platform_what_its_source_says(
      String profile,
      OperationKind kind,
      int status,
      String body,
      AnswerTable.Outcome outcome,
      boolean mitigates) {
    var row = table(profile).row(kind, answer(status, body), RETRIEVABLE).orElseThrow();
    assertEquals(outcome, row.outcome());
    assertEquals(mitigates, row.mitigates());
  }

  @Test
  void asynchronous_binding_that_cannot_be_fetched_is_a_failure_to_cloud_foundry() {
    var objections =
        table("cloudfoundry").objections(OperationKind.BIND, answer(202, "{}"), Json.object());
    assertEquals(
        List.of("takes 202 to bind without bindings_retrievable for a failure"), objections);
  }

  @Test
  void what_is_no_success_by_itself_is_no_objection() {
    for (int status : new int[] {400, 404, 409, 422, 500}) {
      assertEquals(
          List.of(),
          table("kubernetes")
              .objections(OperationKind.UNBIND, answer(status, "{}"), Json.object()));
    }
  }

  @Test
  void body_that_only_a_platform_minds_is_told() {
    assertEquals(
        List.of("takes 410 to unbind without a proper JSON object for something to be tried again"),
        table("kubernetes").objections(OperationKind.UNBIND, answer(410, ""), Json.object()));
    assertEquals(
        List.of("takes 200 to deprovision without a proper JSON object for a failure"),
        table("cloudfoundry")
            .objections(OperationKind.DEPROVISION, answer(200, ""), Json.object()));
  }

  @Test
  void credentials_have_to_fit_a_secret() {
    var kubernetes = table("kubernetes");
    var names =
        kubernetes.objections(
            OperationKind.BIND, answer(201, "{'credentials': {'user name': 'x'}}"), Json.object());
    assertEquals(1, names.size());
    assertTrue(names.getFirst().contains("[-._a-zA-Z0-9]+"), names::toString);
    var large = "{'credentials': {'a': '" + "x".repeat(1 << 20) + "'}}";
    var sizes = kubernetes.objections(OperationKind.BIND, answer(201, large), Json.object());
    assertEquals(List.of("cannot keep credentials of 1048584 bytes"), sizes);
    var fit = answer(201, "{'credentials': {'user-name_1.x': {'a b': 1}}}");
    assertEquals(List.of(), kubernetes.objections(OperationKind.BIND, fit, Json.object()));
  }

  /** Bodies that break a rule, and bodies that only just do not. */
  private static final Map<String, List<String>> BODIES =
      Map.ofEntries(
          Map.entry("CF-ANS-1", List.of(member("operation", 10_001), member("operation", 10_000))),
          Map.entry("CF-ANS-2", List.of("{'metadata':[]}", "{'metadata':{}}")),
          Map.entry(
              "CF-ANS-3", List.of("{'metadata':{'labels':'x'}}", "{'metadata':{'labels':{}}}")),
          Map.entry("CF-ANS-4", List.of("{'metadata':{'attributes':1}}", "{'metadata':{}}")),
          Map.entry("CF-ANS-5", List.of("{'credentials':'x'}", "{'credentials':null}")),
          Map.entry("CF-BIND-1", List.of("{'syslog_drain_url':'syslog://a'}", "{}")),
          Map.entry("CF-BIND-2", List.of("{'volume_mounts':[]}", "{'volume_mounts':null}")),
          Map.entry(
              "CF-BIND-3",
              List.of(
                  "{'volume_mounts':[" + mount("") + "]}",
                  "{'volume_mounts':[" + mount("v") + "]}")),
          Map.entry(
              "CF-BIND-4",
              List.of("{'route_service_url':'https:///a'}", "{'route_service_url':'https://a/b'}")),
          Map.entry(
              "CF-KEEP-1",
              List.of(member("dashboard_url", 16_001), member("dashboard_url", 16_000))),
          Map.entry(
              "CF-KEEP-2",
              List.of(member("syslog_drain_url", 10_001), member("syslog_drain_url", 10_000))),
          Map.entry(
              "CF-KEEP-3",
              List.of(
                  "{'volume_mounts':['" + "x".repeat(65_532) + "']}",
                  "{'volume_mounts':['" + "x".repeat(65_531) + "']}")),
          Map.entry(
              "CMDB-HIDE-1",
              List.of("{'parameters':{'x-osb-cmdb':{}}}", "{'parameters':{'x_osb_cmdb':{}}}")));

  private static String member(String name, int length) {
    return "{'" + name + "':'" + "x".repeat(length) + "'}";
  }

  private static String mount(String volume) {
    return "{'device_type':'shared','device':{'volume_id':'"
        + volume
        + "'},'mode':'r','container_dir':'/a','driver':'d'}";
  }

  private static Stream<BodyRule> rules() {
    return Profiles.SHIPPED.stream()
        .flatMap(name -> table(name).bodies().stream())
        .collect(Collectors.toMap(BodyRule::id, rule -> rule, (one, same) -> one, TreeMap::new))
        .values()
        .stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void rule_for_bodies_finds_what_breaks_it_and_nothing_else(BodyRule rule) {
    var bodies = BODIES.getOrDefault(rule.id(), List.of());
    assertEquals(2, bodies.size(), "no body breaks " + rule.id());
    var requiring = rule.check().has("requires") ? RETRIEVABLE : Json.missing();
    for (var operation : rule.operations()) {
      var kind = OperationKind.valueOf(operation.toUpperCase(Locale.ROOT).replace('-', '_'));
      assertTrue(rule.isBrokenBy(kind, answer(200, bodies.getFirst()), requiring), operation);
      assertFalse(rule.isBrokenBy(kind, answer(200, bodies.getLast()), requiring), operation);
      assertFalse(rule.isBrokenBy(kind, answer(400, bodies.getFirst()), requiring), operation);
    }
    var first = answer(200, bodies.getFirst());
    assertFalse(rule.isBrokenBy(OperationKind.GET_CATALOG, first, requiring));
  }

  @Test
  void rules_for_bodies_are_handed_on_to_who_extends_a_profile() {
    var ids = table("osb-cmdb").bodies().stream().map(BodyRule::id).toList();
    assertTrue(ids.containsAll(List.of("CF-ANS-1", "CMDB-HIDE-1")), ids::toString);
  }

  @Test
  void what_an_unknown_offering_requires_is_not_known() {
    var drain = answer(201, "{'syslog_drain_url':'syslog://a'}");
    assertEquals(
        List.of(), table("cloudfoundry").broken(OperationKind.BIND, drain, Json.missing()));
    var found = table("cloudfoundry").broken(OperationKind.BIND, drain, RETRIEVABLE);
    assertEquals(List.of("CF-BIND-1"), found.stream().map(BodyRule::id).toList());
  }
}
