package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.AnswerBodies.answer;
import static org.osbctl.rules.AnswerBodies.within;
import static org.osbctl.rules.Dialogue.assertMet;
import static org.osbctl.rules.Dialogue.assertSilent;
import static org.osbctl.rules.Dialogue.with;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.spec.ApiVersion;

/** What a body may have. */
class BodyPermissionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "provision.may-have-operation | provision | 2.11",
        "provision.may-have-metadata | provision | 2.16",
        "update.may-have-operation | update accepted | 2.11",
        "update.may-have-metadata | update | 2.16",
        "bind.may-have-operation | bind accepted | 2.14",
        "bind.may-have-metadata | bind | 2.16",
        "deprovision.may-have-operation | deprovision accepted | 2.11",
        "unbind.may-have-operation | unbind accepted | 2.14",
        "fetch-instance.may-have-metadata | fetched instance | 2.17",
        "fetch-instance.may-have-maintenance-info | fetched instance | 2.17",
        "catalog.plan-may-set-bindable | catalog | 2.11",
        "catalog.plan-may-set-plan-updateable | catalog | 2.15",
        "dashboard.catalog-may-be-extended | catalog | 2.14",
      })
  void permission_is_met_when_used_and_silent_when_not(
      String requirement, String message, String since) {
    var answer = answer(message);
    for (var version : ApiVersion.values()) {
      var used = Dialogue.at(version).hears(answer.request(), answer.status(), answer.body());
      var unused = Dialogue.at(version).hears(answer.request(), answer.status(), "{}");
      if (within(version, since, "2.17")) {
        assertMet(used, requirement);
      } else {
        assertEquals(null, used.get(requirement));
      }
      assertSilent(unused, requirement);
    }
  }

  @Test
  void null_operation_of_a_provision_is_a_permission_used() {
    var said = Dialogue.at("2.15").hears(Dialogue.PROVISION, 202, "{\"operation\": null}");
    assertMet(said, "provision.operation-may-be-null");
    assertSilent(said, "provision.may-have-operation");
  }

  @Test
  void wrong_value_of_a_permission_is_no_violation() {
    var said =
        Dialogue.at("2.17")
            .hears(
                Dialogue.CATALOG, 200, with(Samples.CATALOG, "/services/0/plans/0/bindable", "5"));
    assertSilent(said, "catalog.plan-may-set-bindable");
  }
}
