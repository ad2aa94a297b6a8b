package org.osbctl.rules.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.http.Body;
import org.osbctl.http.Headers;
import org.osbctl.lifecycle.Known;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Requirement;
import org.osbctl.spec.Requirements;

class PlatformRulesTest {
  private static Set<String> judged() {
    var ids = new HashSet<String>();
    for (var rule : PlatformRules.all()) {
      for (var id : rule.requirements()) {
        assertTrue(ids.add(id), id + " has two rules");
      }
    }
    return ids;
  }

  /** Who finds that a requirement cannot be judged says so in the catalogue. */
  @Test
  void each_requirement_seen_on_requests_has_a_rule_and_no_other() {
    var seen = new TreeSet<String>();
    for (var requirement : Requirements.bundled().all()) {
      if (requirement.seen() == Requirement.Seen.REQUEST) {
        seen.add(requirement.id());
      }
    }
    assertEquals(seen, new TreeSet<>(judged()));
  }

  @Test
  void duties_at_the_end_belong_to_rules() {
    assertTrue(judged().containsAll(PlatformRules.requirementsAtEnd()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "no json",
        "null",
        "7",
        "'text'",
        "[]",
        "[[]]",
        "{}",
        "{'a':1,'a':2}",
        "{'service_id':{},'plan_id':[],'context':7,'parameters':null,'previous_values':[1],"
            + "'maintenance_info':'x','bind_resource':[],'predecessor_binding_id':{},'app_guid':null,"
            + "'organization_guid':[],'operation':{},'state':7,'metadata':[],'error':{},"
            + "'instance_usable':'x','update_repeatable':{},'services':{'a':1}}",
        "{'service_id':'db','plan_id':'small','context':{'platform':{},'namespace':[]},"
            + "'previous_values':{'plan_id':{},'maintenance_info':[]},"
            + "'predecessor_binding_id':'b','metadata':{'expires_at':{},'renew_before':'x'},"
            + "'operation':'\\u0000','state':'\\ud800','services':[[],null,{'plans':7}]}"
      })
  void nothing_is_too_strange(String text) {
    for (var version : List.of(ApiVersion.V2_11, ApiVersion.V2_14, ApiVersion.V2_17)) {
      var talk = Talk.at(version);
      for (int status : new int[] {200, 201, 202, 204, 302, 400, 404, 408, 409, 410, 422, 500}) {
        for (var identity : List.of("", " ", "a b c", "cloudfoundry", "kubernetes W10=", "x !")) {
          talk.with("X-Broker-API-Originating-Identity", identity)
              .with("X-Broker-API-Request-Identity", identity)
              .answering("Retry-After", identity.isEmpty() ? "99999999" : identity)
              .put(Talk.INSTANCE, text, status, text);
        }
        for (var path :
            List.of(
                Talk.INSTANCE,
                Talk.BINDING,
                Talk.INSTANCE + "/last_operation?operation=%zz&&=&plan_id",
                Talk.BINDING + "/last_operation?" + Talk.IDS,
                "/v2/catalog",
                "/v2/service_instances//",
                "/")) {
          if (!path.contains("%zz")) {
            talk.tell("PUT", path, text, Exchanged.answered(status, text))
                .tell("PATCH", path, text, Exchanged.answered(status, text))
                .tell("GET", path, text, Exchanged.answered(status, text))
                .tell("DELETE", path, text, Exchanged.answered(status, text))
                .tell("BREW", path, text, Exchanged.answered(status, text))
                .unanswered("PUT", path, text)
                .unanswered("GET", path, text)
                .unanswered("DELETE", path, text);
          }
        }
      }
      assertNotNull(talk.judge().finish());
    }
  }

  @Test
  void times_at_the_end_of_all_time_are_no_trouble() {
    for (var at : List.of(Instant.MAX, Instant.MIN)) {
      var judge =
          new PlatformJudge(
              new Known(ApiVersion.LATEST, new Catalog(Talk.json(Talk.CATALOG)), Headers.NONE));
      for (var total : List.of(Duration.ZERO, Duration.ofSeconds(Long.MAX_VALUE))) {
        for (int i = 0; i < 2; i++) {
          judge.judge(Exchanged.late("PUT", Talk.INSTANCE, Talk.PROVISION, 202, "{}", at, total));
          judge.judge(
              Exchanged.late(
                  "GET", Talk.INSTANCE + "/last_operation", "", 200, Talk.RUNNING, at, total));
          judge.judge(Exchanged.late("DELETE", Talk.INSTANCE, "", 422, "{}", at, total));
        }
      }
      assertNotNull(judge.finish());
      assertNotNull(judge.finish(Instant.MIN));
    }
  }

  @Test
  void finding_says_what_where_and_how_bad() {
    var judge =
        new PlatformJudge(
            new Known(ApiVersion.LATEST, new Catalog(Talk.json(Talk.CATALOG)), Headers.NONE));
    var headers = Headers.of("X-Broker-API-Version", "2.13", "Content-Type", "application/json");
    judge.judge(Exchanged.get("/v2/catalog", headers));
    var body = Body.of(Talk.PROVISION.replace("'small'", "''").replace('\'', '"'));
    var findings =
        judge.judge(Exchanged.of("PUT", Talk.INSTANCE, headers, body, 400, Body.of("{}")));
    assertEquals(1, findings.size());
    var finding = findings.getFirst();
    assertEquals("provision.plan-id-of-offering", finding.requirement().id());
    assertEquals("MUST", finding.level().toString());
    assertEquals("/plan_id", finding.pointer());
    assertEquals(1, finding.exchange());
    assertEquals("provision", finding.request());
  }
}
