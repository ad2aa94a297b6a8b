package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.osbctl.rules.Dialogue.assertSilent;
import static org.osbctl.rules.Dialogue.assertViolated;
import static org.osbctl.rules.Dialogue.with;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a body is read, and where none is judged. */
class BodyRulesTest {
  @Test
  void first_offence_is_shown_and_the_others_are_counted() {
    var twice = with(Samples.CATALOG, "/services/0/plans/0/name", "\"\"");
    var said =
        Dialogue.at("2.17")
            .hears(Dialogue.CATALOG, 200, with(twice, "/services/1/plans/0/name", "\"\""));
    assertViolated(
        said, "catalog.plan-name-non-empty", "/services/0/plans/0/name", "and 1 more of the kind");
  }

  @Test
  void secret_is_not_shown() {
    var said = Dialogue.at("2.17").hears(Dialogue.BIND, 201, "{\"credentials\": \"user:hunter2\"}");
    assertTrue(said.toString().contains("credentials is a string"), said::toString);
    assertTrue(!said.toString().contains("hunter2"), said::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "catalog.services-is-array | GET /v2/catalog",
        "poll-instance.state-valid | GET /v2/service_instances/i/last_operation",
        "deprovision.body-is-empty-object | DELETE /v2/service_instances/i?service_id=s&plan_id=p",
        "fetch-instance.member-types | GET /v2/service_instances/i",
      })
  void missing_body_is_told_apart_from_one_that_is_no_json(String requirement, String request) {
    assertViolated(
        Dialogue.at("2.17").hears(request, 200, ""), requirement, "", "the body is empty");
    assertViolated(
        Dialogue.at("2.17").hears(request, 200, "<html>"), requirement, "", "the body is no JSON");
  }

  @Test
  void member_named_like_a_later_one_is_left_alone_before() {
    var said = Dialogue.at("2.11").hears(Dialogue.PROVISION, 201, "{\"metadata\": 5}");
    assertSilent(said, "metadata.labels-and-attributes-are-objects");
  }

  @Test
  void body_behind_a_closed_door_is_not_judged() {
    var said =
        Dialogue.withoutCredentials("2.17")
            .hears(Dialogue.PROVISION, 401, "{\"error\": \"bad token\"}");
    assertSilent(said, "errors.code-camel-case");
    var catalog = Dialogue.withoutCredentials("2.17").hears(Dialogue.CATALOG, 200, "<html>");
    assertSilent(catalog, "catalog.services-is-array");
  }

  @Test
  void body_from_a_missing_endpoint_is_not_judged() {
    var framework = "{\"status\": 404, \"error\": \"Not Found\"}";
    assertSilent(
        Dialogue.at("2.17").hears(Dialogue.FETCH, 404, framework), "errors.code-camel-case");
    assertSilent(
        Dialogue.at("2.17").hears(Dialogue.POLL, 404, framework), "errors.code-camel-case");
    assertViolated(
        Dialogue.at("2.17").hears(Dialogue.PROVISION, 404, framework),
        "errors.code-camel-case",
        "/error",
        "Not Found");
    assertViolated(
        Dialogue.at("2.17")
            .after(
                Dialogue.CATALOG,
                200,
                Samples.CATALOG.replace(
                    "\"bindable\": false,",
                    "\"bindable\": false, \"instances_retrievable\": true,"))
            .hears(Dialogue.FETCH, 404, framework),
        "errors.code-camel-case",
        "/error",
        "Not Found");
  }

  @Test
  void version_2_11_knows_no_fetches_and_no_asynchronous_bindings() {
    var dialogue = Dialogue.at("2.11");
    assertEquals(List.of(), Dialogue.violations(dialogue.hears(Dialogue.FETCH_BINDING, 200, "[]")));
    assertSilent(dialogue.hears(Dialogue.BIND, 202, "[]"), "bind.operation-at-most-10000");
  }
}
