package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.Dialogue.assertMet;
import static org.osbctl.rules.Dialogue.assertSilent;
import static org.osbctl.rules.Dialogue.assertViolated;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorBodyRulesTest {
  private static final String EVERY = "errors.every-body-is-json-object";
  private static final String UNLISTED = "errors.unlisted-failure-has-json-object";

  @ParameterizedTest
  @ValueSource(strings = {"2.11", "2.12", "2.13"})
  void every_body_is_an_object_until_2_13(String version) {
    var dialogue = Dialogue.at(version);
    assertMet(dialogue.hears(Dialogue.UPDATE, 200, "{}"), EVERY);
    assertViolated(dialogue.hears(Dialogue.UPDATE, 202, ""), EVERY, "", "the body is empty");
    assertViolated(
        dialogue.hears(Dialogue.DEPROVISION, 500, "oops"), EVERY, "", "the body is no JSON");
    assertViolated(dialogue.hears(Dialogue.CATALOG, 200, "[]"), EVERY, "", "the body is an array");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.14", "2.17"})
  void bodies_of_errors_are_free_from_2_14_on(String version) {
    var said = Dialogue.at(version).hears(Dialogue.PROVISION, 500, "oops");
    assertEquals(null, said.get(EVERY));
    assertEquals(null, said.get(UNLISTED));
    assertEquals(List.of(), Dialogue.violations(said));
  }

  @Test
  void only_failures_beyond_the_tables_count_as_unlisted() {
    var dialogue = Dialogue.at("2.13");
    assertViolated(dialogue.hears(Dialogue.PROVISION, 500, "oops"), UNLISTED, "", "no JSON");
    assertMet(dialogue.hears(Dialogue.PROVISION, 500, "{}"), UNLISTED);
    assertSilent(dialogue.hears(Dialogue.PROVISION, 409, "oops"), UNLISTED);
    assertSilent(dialogue.hears(Dialogue.PROVISION, 400, "oops"), UNLISTED);
    assertViolated(
        Dialogue.at("2.12").hears(Dialogue.PROVISION, 400, "oops"), UNLISTED, "", "no JSON");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 412, 502, 503, 504})
  void answers_of_the_guard_and_the_gateway_are_not_judged(int status) {
    var said = Dialogue.at("2.13").hears(Dialogue.PROVISION, status, "<html>");
    assertSilent(said, EVERY);
    assertSilent(said, UNLISTED);
  }

  @Test
  void endpoints_of_later_versions_have_no_form_yet() {
    assertSilent(Dialogue.at("2.13").hears(Dialogue.FETCH, 404, "oops"), EVERY);
  }
}
