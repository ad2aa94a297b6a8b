package org.osbctl.rules;

import static org.osbctl.rules.AnswerBodies.answer;
import static org.osbctl.rules.Dialogue.assertMet;
import static org.osbctl.rules.Dialogue.assertNoted;
import static org.osbctl.rules.Dialogue.with;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that the text leaves open, and rare ones that it does not. */
class DoubtfulBodiesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        //
        "catalog.requires-values-known | catalog | 2.17 | /services/0/requires | [\"magic\"] | none"
            + " of the currently supported",
        // Null where the text does not name it.
        "catalog.tags-are-strings | catalog | 2.17 | /services/0/tags | null | /services/0/tags is"
            + " null",
        "schemas.known-places | catalog | 2.17 |"
            + " /services/0/plans/0/schemas/service_instance/create/parameters | null | is null",
        "schemas.known-places | catalog | 2.17 | /services/0/plans/0/schemas/other | {} | no"
            + " parameters are defined",
        //
        "deprovision.operation-at-most-10000 | deprovision accepted | 2.15 | /operation | null |"
            + " reads as absent",
        "provision.operation-non-empty | provision | 2.13 | /operation | null | reads as absent",
        "bind.operation-at-most-10000 | bind accepted | 2.14 | /operation | null | reads as absent",
        //
        "update.operation-non-empty | update accepted | 2.15 | /operation | LONG | more than 10000",
        //
        "deprovision.body-is-empty-object | deprovision | 2.17 | /x | 1 | an empty object is"
            + " expected",
        "unbind.body-is-empty-object | unbind | 2.11 | /x | 1 | an empty object is expected",
        //
        "bind.expires-at-format | bind | 2.16 | /metadata/expires_at | \"2030-12-31T23:59:59Z\" |"
            + " no fraction",
        "bind.renew-before-format | bind | 2.17 | /metadata/renew_before | \"2030-12-31T23:59:59Z\""
            + " | no fraction",
      })
  void doubtful_value_is_met_with_a_note(
      String requirement,
      String message,
      String version,
      String pointer,
      String value,
      String words) {
    var answer = answer(message);
    var put = value.equals("LONG") ? "\"" + "x".repeat(10_001) + "\"" : value;
    var said =
        Dialogue.at(version)
            .hears(answer.request(), answer.status(), with(answer.body(), pointer, put));
    assertNoted(said, requirement, words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        //
        "provision.operation-at-most-10000 | provision | 2.15 | /operation | null",
        "provision.operation-at-most-10000 | provision | 2.15 | /operation | \"\"",
        "bind.operation-at-most-10000 | bind accepted | 2.15 | /operation | \"\"",
        "provision.dashboard-url-is-string-or-null | provision | 2.15 | /dashboard_url | null",
        "update.dashboard-url-is-string-or-null | update | 2.15 | /dashboard_url | null",
        //
        "update.body-is-object | update | 2.11 | /x | 1",
        // any number of digits
        "bind.expires-at-format | bind | 2.16 | /metadata/expires_at |"
            + " \"2030-12-31T23:59:59.123456Z\"",
        // A-42 has its own test; shareable was a string once
        "metadata.shareable-is-boolean | catalog | 2.14 | /services/0/metadata/shareable |"
            + " \"true\"",
        "metadata.plan-conventions | catalog | 2.13 | /services/0/plans/0/metadata/costs | {}",
        "catalog.cli-unfriendly-names-avoided | catalog | 2.17 | /services/0/name | \"A.b-1\"",
        "catalog.offering-id-is-guid | catalog | 2.17 | /services/0/id |"
            + " \"{ACB56D7C111142228333FEB140A59A66}\"",
        "bind.running-has-no-credentials | bind accepted | 2.17 | /credentials | null",
        "bind.running-has-no-credentials | bind accepted | 2.17 | /credentials | {}",
        "bind.endpoint-host-valid | bind | 2.17 | /endpoints/0/host | \"10.0.0.1\"",
        "bind.endpoint-host-valid | bind | 2.17 | /endpoints/0/host | \"2001:db8::1\"",
        "bind.endpoint-host-valid | bind | 2.17 | /endpoints/0/host |"
            + " \"db-0.my_svc.cluster.local.\"",
        "catalog.maximum-polling-duration-is-integer | catalog | 2.17 |"
            + " /services/0/plans/0/maximum_polling_duration | 3600",
      })
  void rare_but_right_value_is_met(
      String requirement, String message, String version, String pointer, String value) {
    var answer = answer(message);
    var said =
        Dialogue.at(version)
            .hears(answer.request(), answer.status(), with(answer.body(), pointer, value));
    assertMet(said, requirement);
  }
}
