package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Requirements;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What holds of all rules. */
class RuleBookTest {
  private static final List<String> STRANGE =
      List.of(
          "null",
          "true",
          "-1",
          "1e400",
          "\"\"",
          "\"\\ud800 \\u0000\"",
          "[]",
          "[[[]]]",
          "{}",
          "{\"\": [null]}");

  record Answer(String request, int status, String body) {}

  private static Stream<Answer> answers() {
    return Stream.of(
        new Answer(Dialogue.CATALOG, 200, Samples.CATALOG),
        new Answer(Dialogue.PROVISION, 201, Samples.PROVISION),
        new Answer(Dialogue.PROVISION, 202, Samples.PROVISION),
        new Answer(Dialogue.UPDATE, 200, "{}"),
        new Answer(Dialogue.UPDATE, 202, Samples.PROVISION),
        new Answer(Dialogue.FETCH, 200, Samples.FETCHED_INSTANCE),
        new Answer(Dialogue.POLL, 200, Samples.POLL),
        new Answer(Dialogue.BIND, 201, Samples.BIND),
        new Answer(Dialogue.BIND, 202, Samples.OPERATION),
        new Answer(Dialogue.FETCH_BINDING, 200, Samples.BIND),
        new Answer(Dialogue.POLL_BINDING, 200, Samples.POLL),
        new Answer(Dialogue.UNBIND, 200, "{}"),
        new Answer(Dialogue.UNBIND, 202, Samples.OPERATION),
        new Answer(Dialogue.UNBIND, 410, "{}"),
        new Answer(Dialogue.DEPROVISION, 200, "{}"),
        new Answer(Dialogue.DEPROVISION, 202, Samples.OPERATION),
        new Answer(Dialogue.PROVISION, 422, Samples.ERROR),
        new Answer(Dialogue.BIND, 409, "{\"description\": \"Taken.\"}"));
  }

  @Test
  void every_requirement_judged_is_in_the_catalogue() {
    for (var rule : RuleBook.standard()) {
      rule.requirements()
          .forEach(id -> assertTrue(Requirements.bundled().find(id).isPresent(), id));
    }
  }

  @Test
  void no_requirement_is_judged_by_two_rules() {
    var judged = new HashSet<String>();
    for (var rule : RuleBook.standard()) {
      rule.requirements().forEach(id -> assertTrue(judged.add(id), id));
    }
  }

  static Stream<Arguments> strange() {
    return answers().flatMap(answer -> STRANGE.stream().map(value -> Arguments.of(answer, value)));
  }

  @ParameterizedTest
  @MethodSource("strange")
  void nothing_in_a_body_makes_a_rule_throw(Answer answer, String value) {
    for (var version : List.of(ApiVersion.V2_11, ApiVersion.V2_17)) {
      var dialogue = Dialogue.at(version);
      dialogue.hears(answer.request(), answer.status(), value);
      everyPlace(Dialogue.json(answer.body()), "")
          .forEach(
              place ->
                  dialogue.hears(
                      answer.request(),
                      answer.status(),
                      Dialogue.with(answer.body(), place, value)));
    }
  }

  private static Stream<String> everyPlace(JsonNode node, String at) {
    return switch (node) {
      case ObjectNode object ->
          object.properties().stream()
              .flatMap(
                  entry ->
                      Stream.concat(
                          Stream.of(at + "/" + entry.getKey()),
                          everyPlace(entry.getValue(), at + "/" + entry.getKey())));
      default -> node.isEmpty() ? Stream.empty() : everyPlace(node.get(0), at + "/0");
    };
  }

  @Test
  void body_that_is_no_json_makes_no_rule_throw() {
    for (var version : ApiVersion.values()) {
      answers()
          .forEach(
              answer -> {
                for (var body :
                    List.of(
                        "", " ", "{", "<html>", "[".repeat(5000), "{\"a\":1,\"a\":2}", "{} {}")) {
                  Dialogue.at(version).hears(answer.request(), answer.status(), body);
                }
              });
    }
  }

  static Stream<Arguments> samples() {
    return Stream.of(ApiVersion.values())
        .flatMap(version -> answers().map(answer -> Arguments.of(version, answer)));
  }

  /** The samples of the text, repaired: real GUIDs, quoted members, no stray commas. */
  @ParameterizedTest
  @MethodSource("samples")
  void right_body_violates_nothing_at_any_version(ApiVersion version, Answer answer) {
    var withoutLater =
        version.atLeast(ApiVersion.V2_15)
            ? answer.body()
            : answer.body().replace("\"shareable\": true", "\"shareable\": \"true\"");
    var said = Dialogue.at(version).hears(answer.request(), answer.status(), withoutLater);
    assertEquals(List.of(), Dialogue.violations(said));
  }

  @Test
  void smallest_right_bodies_violate_nothing_at_any_version() {
    var plan =
        "{\"id\": \"d3031751-1111-4222-8333-a42377d3320e\", \"name\": \"p\", \"description\":"
            + " \"P.\"}";
    var offering =
        "{\"id\": \"acb56d7c-1111-4222-8333-feb140a59a66\", \"name\": \"o\", \"description\":"
            + " \"O.\", \"bindable\": true, \"plans\": ["
            + plan
            + "]}";
    for (var version : ApiVersion.values()) {
      var dialogue = Dialogue.at(version);
      var catalog = dialogue.hears(Dialogue.CATALOG, 200, "{\"services\": [" + offering + "]}");
      assertEquals(List.of(), Dialogue.violations(catalog));
      for (var request :
          List.of(Dialogue.PROVISION, Dialogue.UPDATE, Dialogue.BIND, Dialogue.UNBIND)) {
        for (var status : List.of(200, 201, 202, 400, 404, 409, 410, 422, 500)) {
          var body = status == 422 ? "{\"description\": \"No.\"}" : "{}";
          assertEquals(
              List.of(), Dialogue.violations(Dialogue.at(version).hears(request, status, body)));
        }
      }
      assertEquals(
          List.of(),
          Dialogue.violations(dialogue.hears(Dialogue.POLL, 200, "{\"state\": \"succeeded\"}")));
    }
  }
}
