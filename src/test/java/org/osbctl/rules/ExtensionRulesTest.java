package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.Exchanges.*;
import static org.osbctl.rules.Exchanges.Said.*;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.spec.ApiVersion;

class ExtensionRulesTest {
  private static final String PLAIN = "{'service_id':'db','plan_id':'small'}";
  private static final String MORE = "{'service_id':'db','plan_id':'small','x_more':1}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "extension.unknown-request-members-ignored",
        "extension.unknown-members-no-failure"
      })
  void an_unknown_member_makes_no_difference(String id) {
    assertEquals(MET, latest().then(provision("i", MORE), 201, "{}").says(id));
    assertEquals(
        VIOLATED,
        latest()
            .then(provision("i", MORE), 400, "{}")
            .then(provision("i", PLAIN), 201, "{}")
            .says(id));
    assertEquals(
        VIOLATED,
        latest()
            .then(provision("h", PLAIN), 201, "{}")
            .then(provision("i", MORE), 400, "{}")
            .says(id));
    assertEquals(NOTHING, latest().then(provision("i", MORE), 400, "{}").says(id));
    assertEquals(
        NOTHING,
        latest()
            .then(provision("i", MORE), 400, "{}")
            .then(provision("i", PLAIN), 400, "{}")
            .says(id));
    assertEquals(
        NOTHING,
        latest()
            .then(provision("i", MORE), 422, "{'error':'AsyncRequired'}")
            .then(provision("i", PLAIN), 202, "{}")
            .says(id));
    assertEquals(
        NOTHING,
        latest()
            .then(provision("i", MORE), 400, "{}")
            .then(provision("i", "{'service_id':'db','plan_id':'large'}"), 201, "{}")
            .says(id));
    assertEquals(NOTHING, latest().then(provision("i", PLAIN), 201, "{}").says(id));
  }

  @Test
  void an_update_is_compared_with_its_repeat_only() {
    var id = "extension.unknown-members-no-failure";
    var plain = update("{'service_id':'db','parameters':{'a':1}}");
    var more = update("{'service_id':'db','parameters':{'a':1},'x':1}");
    assertEquals(
        NOTHING, latest().provisioned().then(plain, 200, "{}").then(more, 400, "{}").says(id));
    assertEquals(
        VIOLATED, latest().provisioned().then(more, 400, "{}").then(plain, 200, "{}").says(id));
  }

  @Test
  void a_member_of_a_newer_version_makes_no_difference() {
    var id = "version.newer-fields-ignored";
    var newer =
        provision(
            "i", "{'service_id':'db','plan_id':'small','maintenance_info':{'version':'1.0.0'}}");
    assertEquals(MET, at(ApiVersion.V2_14).then(newer, 201, "{}").says(id));
    assertEquals(
        VIOLATED,
        at(ApiVersion.V2_14)
            .then(newer, 400, "{}")
            .then(provision("i", PLAIN), 201, "{}")
            .says(id));
    assertEquals(NOTHING, latest().then(newer, 201, "{}").says(id));
  }
}
