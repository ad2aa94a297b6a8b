package org.osbctl.rules.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.platform.Talk.*;
import static org.osbctl.rules.platform.Talk.Said.*;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.spec.ApiVersion;

class PlatformFetchRulesTest {
  private static final String MAIL =
      PROVISION.replace("'db'", "'mail'").replace("small", "mail-plan");

  @Test
  void only_what_is_retrievable_is_fetched() {
    var id = "fetch-instance.only-when-retrievable";
    assertEquals(MET, latest().provisioned().get(INSTANCE, 200, "{}").says(id));
    assertEquals(
        VIOLATED, latest().put(INSTANCE, MAIL, 201, "{}").get(INSTANCE, 404, "{}").says(id));
    assertEquals(VIOLATED, latest().get(INSTANCE + "?service_id=mail", 404, "{}").says(id));
    assertEquals(NOTHING, latest().get(INSTANCE, 404, "{}").says(id));
    assertEquals(
        NOTHING,
        at(ApiVersion.V2_13).put(INSTANCE, MAIL, 201, "{}").get(INSTANCE, 404, "{}").says(id));
  }

  @Test
  void what_is_fetched_was_asked_for() {
    assertEquals(
        MET, latest().provisioned().get(INSTANCE, 200, "{}").says("fetch-instance.instance-known"));
    assertEquals(VIOLATED, latest().get(INSTANCE, 404, "{}").says("fetch-instance.instance-known"));
    assertEquals(VIOLATED, latest().get(BINDING, 404, "{}").says("fetch-binding.instance-known"));
    var bound = latest().bound().get(BINDING, 200, "{}");
    assertEquals(MET, bound.says("fetch-binding.instance-known"));
    assertEquals(MET, bound.says("fetch-binding.binding-known"));
    var other = latest().provisioned().get(BINDING, 404, "{}");
    assertEquals(VIOLATED, other.says("fetch-binding.binding-known"));
    assertEquals(NOTHING, latest().bound().says("fetch-binding.binding-known"));
    assertEquals(NOTHING, latest().bound().says("fetch-binding.instance-known"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fetch-instance", "fetch-binding"})
  void hints_are_not_empty(String area) {
    var path = area.equals("fetch-instance") ? INSTANCE : BINDING;
    var empty = latest().bound().get(path + "?service_id=&plan_id=", 200, "{}");
    assertEquals(VIOLATED, empty.says(area + ".offering-id-non-empty"));
    assertEquals(VIOLATED, empty.says(area + ".plan-id-non-empty"));
    var right = latest().bound().get(path + "?" + IDS, 200, "{}");
    assertEquals(MET, right.says(area + ".offering-id-non-empty"));
    assertEquals(MET, right.says(area + ".plan-id-non-empty"));
    var none = latest().bound().get(path, 200, "{}");
    assertEquals(NOTHING, none.says(area + ".offering-id-non-empty"));
    assertEquals(NOTHING, none.says(area + ".plan-id-non-empty"));
  }
}
