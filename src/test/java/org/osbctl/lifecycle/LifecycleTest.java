package org.osbctl.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.osbctl.lifecycle.Sentences.binding;
import static org.osbctl.lifecycle.Sentences.instance;
import static org.osbctl.lifecycle.Sentences.request;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.lifecycle.Clause.Verdict;
import org.osbctl.operation.Operation;
import org.osbctl.spec.ApiVersion;

/** What is due beyond a single request and state: work nearby, versions, what plans need. */
class LifecycleTest {
  /** "If this parameter is not included ... MUST reject the request with a 422". */
  @ParameterizedTest
  @CsvSource({
    "provision-, never, never, provision, 201",
    "update-, ready, never, update, 200",
    "deprovision-, ready, never, deprovision, 200",
    "bind-, ready, never, bind, 201",
    "unbind-, ready, ready, unbind, 200",
  })
  void asynchronous_plan_asks_for_accepts_incomplete(
      String request, String instance, String binding, String area, int done) {
    var situation = States.at(ApiVersion.LATEST, instance(instance), binding(binding), true);
    var expectation = Lifecycle.expect(situation, request(request));
    var due = Answer.error(422, "AsyncRequired");
    assertEquals(List.of(due), expectation.preferred());
    assertEquals(Verdict.ALLOWED, States.verdict(expectation, area + ".async-required", due));
    for (var wrong : List.of(Answer.of(202), Answer.of(400), Answer.of(500))) {
      assertEquals(Verdict.FORBIDDEN, States.verdict(expectation, area + ".async-required", wrong));
    }
    assertEquals(
        Verdict.FORBIDDEN,
        States.verdict(expectation, area + ".async-required-has-code", Answer.of(422)));
    assertTrue(expectation.allows(Answer.of(done)), "perhaps it is quick this time");
    var asked = Lifecycle.expect(situation, request(request.replace("-", "")));
    assertEquals(Answer.of(202), asked.favourite());
  }

  @Test
  void work_nearby_is_another_reason_to_refuse() {
    var busy = Answer.error(422, "ConcurrencyError");
    var updating = States.at(ApiVersion.LATEST, instance("updating"), binding("ready"), true);
    assertTrue(Lifecycle.expect(updating, request("unbind-")).allows(busy));
    var idle = States.at(ApiVersion.LATEST, instance("ready"), binding("ready"), true);
    assertEquals(
        Verdict.FORBIDDEN,
        States.verdict(
            Lifecycle.expect(idle, request("unbind-")), "unbind.async-required-has-code", busy));
    var beside =
        new Situation(
            ApiVersion.LATEST,
            States.CATALOG,
            List.of(),
            instance("ready"),
            States.NEVER,
            true,
            true);
    for (var request : List.of("bind-", "update-", "deprovision-")) {
      assertTrue(Lifecycle.expect(beside, request(request)).allows(busy), request);
    }
  }

  @Test
  void a23_bind_beside_a_running_bind_is_refused_with_422() {
    var beside =
        new Situation(
            ApiVersion.LATEST,
            States.CATALOG,
            List.of(),
            instance("ready"),
            States.NEVER,
            false,
            true);
    var expectation = Lifecycle.expect(beside, States.BIND);
    var id = "bind.concurrent-bind-is-422";
    assertEquals(Verdict.ALLOWED, States.verdict(expectation, id, Answer.of(422)));
    assertEquals(Verdict.FORBIDDEN, States.verdict(expectation, id, Answer.of(409)));
    assertEquals(Verdict.SILENT, States.verdict(expectation, id, Answer.of(201)));
  }

  @Test
  void operations_on_bindings_never_take_their_time_before_2_14() {
    var situation = States.at(ApiVersion.V2_13, instance("ready"), States.NEVER, true);
    assertEquals(Answer.of(201), Lifecycle.expect(situation, States.BIND).favourite());
    var bound = States.at(ApiVersion.V2_13, instance("ready"), binding("ready"), true);
    assertEquals(Answer.of(200), Lifecycle.expect(bound, request("unbind-")).favourite());
  }

  @Test
  void busy_broker_names_the_code_since_2_14() {
    for (var version : ApiVersion.values()) {
      var situation = States.at(version, instance("deleting"), States.NEVER, false);
      var code = version.atLeast(ApiVersion.V2_14) ? "ConcurrencyError" : null;
      assertEquals(code, Lifecycle.expect(situation, States.UPDATE).favourite().error());
    }
  }

  @Test
  void fetch_is_judged_only_where_the_catalog_offers_it() {
    var situation =
        new Situation(
            ApiVersion.LATEST,
            new org.osbctl.spec.Catalog(
                org.osbctl.spec.Json.parse(
                        "{\"services\": [{\"id\": \"s\"}]}"
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .node()),
            List.of(),
            instance("ready"),
            binding("ready"),
            false,
            false);
    for (var request : List.of(States.FETCH, States.FETCH_BINDING)) {
      var expectation = Lifecycle.expect(situation, request);
      assertEquals(List.of(), expectation.clauses());
      assertEquals(Answer.of(404), expectation.favourite());
    }
  }

  @Test
  void catalog_is_answered_200_or_not_modified() {
    var expectation =
        Lifecycle.expect(States.at(States.NEVER, States.NEVER), new Operation.GetCatalog());
    assertEquals(Answer.of(200), expectation.favourite());
    assertTrue(expectation.allows(Answer.of(304)));
    assertEquals(
        Verdict.FORBIDDEN, States.verdict(expectation, "catalog.success-is-200", Answer.of(204)));
  }

  @Test
  void expectations_read_well() {
    var expectation = Lifecycle.expect(States.at(States.NEVER, States.NEVER), States.PROVISION);
    assertEquals("201 or 202", expectation.clauses().getFirst().expected());
    assertEquals(
        "200, 422 ConcurrencyError or any 4xx",
        AnswerPattern.words(
            List.of(
                AnswerPattern.status(200),
                AnswerPattern.error(422, "ConcurrencyError"),
                AnswerPattern.CLIENT_ERROR)));
    assertEquals("a refusal", AnswerPattern.NO_SUCCESS.toString());
    assertEquals("200 \"in progress\"", AnswerPattern.state("in progress").toString());
    assertEquals("200 failed", Answer.state("failed").toString());
  }
}
