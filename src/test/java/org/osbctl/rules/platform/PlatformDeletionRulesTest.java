package org.osbctl.rules.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.platform.Talk.*;
import static org.osbctl.rules.platform.Talk.Said.*;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.spec.ApiVersion;

class PlatformDeletionRulesTest {
  private static Talk unbinds(String query) {
    return latest().bound().delete(BINDING + "?" + query, 200, "{}");
  }

  private static Talk deprovisions(String query) {
    return latest().provisioned().delete(INSTANCE + "?" + query, 200, "{}");
  }

  @Test
  void what_is_deleted_was_asked_for() {
    assertEquals(MET, unbinds(IDS).says("unbind.instance-known"));
    assertEquals(MET, unbinds(IDS).says("unbind.binding-known"));
    assertEquals(MET, deprovisions(IDS).says("deprovision.instance-known"));
    var nothing =
        latest().delete(BINDING + "?" + IDS, 410, "{}").delete(INSTANCE + "?" + IDS, 410, "{}");
    assertEquals(VIOLATED, nothing.says("unbind.instance-known"));
    assertEquals(VIOLATED, nothing.says("deprovision.instance-known"));
    assertEquals(NOTHING, nothing.says("unbind.binding-known"));
    var instance = latest().provisioned().delete(BINDING + "?" + IDS, 410, "{}");
    assertEquals(VIOLATED, instance.says("unbind.binding-known"));
    var refused =
        latest().put(INSTANCE, PROVISION, 400, "{}").delete(INSTANCE + "?" + IDS, 410, "{}");
    assertEquals(MET, refused.says("deprovision.instance-known"));
    var twice = deprovisions(IDS).delete(INSTANCE + "?" + IDS, 410, "{}");
    assertEquals(MET, twice.says("deprovision.instance-known"));
    assertEquals(NOTHING, latest().bound().says("unbind.instance-known"));
    assertEquals(NOTHING, latest().bound().says("unbind.binding-known"));
    assertEquals(NOTHING, latest().bound().says("deprovision.instance-known"));
  }

  @ParameterizedTest
  @CsvSource({
    "service_id=db&plan_id=small, MET, MET", "service_id=x&plan_id=large, VIOLATED, VIOLATED",
    "service_id=&plan_id=, VIOLATED, VIOLATED", "a=b, VIOLATED, VIOLATED"
  })
  void ids_are_in_the_query_and_right(String query, Said offering, Said plan) {
    assertEquals(offering, unbinds(query).says("unbind.offering-id-right"));
    assertEquals(plan, unbinds(query).says("unbind.plan-id-right"));
    assertEquals(offering, deprovisions(query).says("deprovision.offering-id-right"));
    assertEquals(plan, deprovisions(query).says("deprovision.plan-id-right"));
  }

  @Test
  void until_2_13_any_id_does_and_unknown_instances_are_not_judged() {
    for (var id : new String[] {"deprovision.offering-id-right", "deprovision.plan-id-right"}) {
      var old =
          at(ApiVersion.V2_13)
              .provisioned()
              .delete(INSTANCE + "?service_id=x&plan_id=y", 200, "{}");
      assertEquals(MET, old.says(id));
      assertEquals(NOTHING, latest().delete(INSTANCE + "?" + IDS, 410, "{}").says(id));
      assertEquals(NOTHING, latest().provisioned().says(id));
    }
    for (var id : new String[] {"unbind.offering-id-right", "unbind.plan-id-right"}) {
      assertEquals(NOTHING, latest().bound().says(id));
    }
  }

  @Test
  void plan_is_the_one_after_an_update() {
    var moved =
        latest().bound().patch(INSTANCE, "{'service_id':'db','plan_id':'large'}", 200, "{}");
    assertEquals(MET, moved.delete(BINDING + "?" + IDS, 200, "{}").says("unbind.plan-id-right"));
    assertEquals(
        VIOLATED, moved.delete(INSTANCE + "?" + IDS, 200, "{}").says("deprovision.plan-id-right"));
    var unclear =
        latest()
            .provisioned()
            .unanswered("PATCH", INSTANCE, "{'service_id':'db','plan_id':'large'}")
            .delete(INSTANCE + "?service_id=db&plan_id=large", 200, "{}");
    assertEquals(MET, unclear.says("deprovision.plan-id-right"));
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 500})
  void failed_unbind_is_not_taken_as_success(int status) {
    var id = "unbind.other-status-is-failure";
    var failed = latest().bound().delete(BINDING + "?" + IDS, status, "{}");
    assertEquals(VIOLATED, failed.delete(INSTANCE + "?" + IDS, 200, "{}").says(id));
    assertEquals(MET, unbinds(IDS).delete(INSTANCE + "?" + IDS, 200, "{}").says(id));
    assertEquals(NOTHING, deprovisions(IDS).says(id));
  }

  @Test
  void failed_deprovision_is_not_taken_as_success() {
    var id = "deprovision.other-status-is-failure";
    var failed = latest().provisioned().delete(INSTANCE + "?" + IDS, 500, "{}");
    assertEquals(NOTHING, failed.says(id));
    assertEquals(MET, failed.delete(INSTANCE + "?" + IDS, 500, "{}").says(id));
    assertEquals(VIOLATED, failed.provisioned().says(id));
  }

  @Test
  void bindings_are_removed_first() {
    var id = "deprovision.bindings-removed-first";
    assertEquals(MET, deprovisions(IDS).says(id));
    assertEquals(MET, unbinds(IDS).delete(INSTANCE + "?" + IDS, 200, "{}").says(id));
    assertEquals(VIOLATED, latest().bound().delete(INSTANCE + "?" + IDS, 200, "{}").says(id));
    var unfinished =
        latest()
            .bound()
            .delete(BINDING + ASYNC + "&" + IDS, 202, "{}")
            .delete(INSTANCE + "?" + IDS, 200, "{}");
    assertEquals(VIOLATED, unfinished.says(id));
    var finished =
        latest()
            .bound()
            .delete(BINDING + ASYNC + "&" + IDS, 202, "{}")
            .get(BINDING + "/last_operation?" + IDS, 410, "{}")
            .delete(INSTANCE + "?" + IDS, 200, "{}");
    assertEquals(MET, finished.says(id));
    assertEquals(
        NOTHING, at(ApiVersion.V2_13).bound().delete(INSTANCE + "?" + IDS, 200, "{}").says(id));
    assertEquals(NOTHING, deprovisions(IDS).delete(INSTANCE + "?" + IDS, 410, "{}").saysLast(id));
  }

  @Test
  void unusable_instance_is_not_bound() {
    var id = "deprovision.no-bindings-on-unusable-instance";
    var failed =
        latest()
            .provisioned()
            .delete(INSTANCE + "?" + IDS, 500, "{'instance_usable':false}")
            .put(BINDING, BIND, 422, "{}");
    assertEquals(VIOLATED, failed.says(id));
    var usable =
        latest()
            .provisioned()
            .delete(INSTANCE + "?" + IDS, 500, "{'instance_usable':true}")
            .put(BINDING, BIND, 201, "{}");
    assertEquals(MET, usable.says(id));
    assertEquals(NOTHING, latest().bound().says(id));
  }
}
