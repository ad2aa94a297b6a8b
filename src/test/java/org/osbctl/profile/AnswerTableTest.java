package org.osbctl.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
}
