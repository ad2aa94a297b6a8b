package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.Exchanges.*;
import static org.osbctl.rules.Exchanges.Said.*;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.osbctl.operation.Operation.Update;
import org.osbctl.spec.ApiVersion;

class UpdateRulesTest {
  private static final Update SILENT = update("{'service_id':'db','context':{'platform':'x'}}");
  private static final Update TO_LARGE = update("{'service_id':'db','plan_id':'large'}");
  private static final Update RESIZE = update("{'service_id':'db','parameters':{'size':2}}");
  private static final String SMALL = "{'plan_id':'small'}";
  private static final String LARGE = "{'plan_id':'large'}";

  private static String size(int size) {
    return "{'plan_id':'small','parameters':{'size':" + size + "}}";
  }

  @Test
  void a_refused_plan_change_is_explained() {
    var id = "update.unsupported-plan-change-explained";
    assertEquals(VIOLATED, onFixedPlan("{'error':'No'}").says(id));
    assertEquals(MET, onFixedPlan("{'description':'Plan fixed stays'}").says(id));
    assertEquals(NOTHING, latest().provisioned().then(TO_LARGE, 422, "{}").says(id));
  }

  private static Exchanges onFixedPlan(String body) {
    return latest()
        .then(provision("i", "{'service_id':'db','plan_id':'fixed'}"), 201, "{}")
        .then(TO_LARGE, 422, body);
  }

  @Test
  void until_2_13_a_refusal_has_a_message() {
    var id = "update.refusal-has-description";
    assertEquals(VIOLATED, at(ApiVersion.V2_13).provisioned().then(TO_LARGE, 422, "{}").says(id));
    assertEquals(
        MET,
        at(ApiVersion.V2_13).provisioned().then(TO_LARGE, 422, "{'description':'No'}").says(id));
    assertEquals(NOTHING, at(ApiVersion.V2_13).provisioned().then(TO_LARGE, 400, "{}").says(id));
  }

  @Test
  void without_plan_id_the_plan_stays() {
    var id = "update.plan-kept-without-plan-id";
    assertEquals(
        VIOLATED,
        latest().provisioned().then(SILENT, 200, "{}").then(fetch(), 200, LARGE).says(id));
    assertEquals(
        MET, latest().provisioned().then(SILENT, 200, "{}").then(fetch(), 200, SMALL).says(id));
    assertEquals(
        NOTHING,
        latest().provisioned().then(TO_LARGE, 200, "{}").then(fetch(), 200, LARGE).says(id));
    assertEquals(
        NOTHING,
        latest()
            .provisioned()
            .then(TO_LARGE, 422, "{}")
            .then(SILENT, 200, "{}")
            .then(fetch(), 200, LARGE)
            .says(id));
    assertEquals(
        NOTHING, latest().provisioned().then(SILENT, 202, "{}").then(fetch(), 200, LARGE).says(id));
    assertEquals(
        NOTHING, latest().provisioned().then(SILENT, 200, "{}").then(fetch(), 200, "{}").says(id));
  }

  @Test
  void without_parameters_the_parameters_stay() {
    var id = "update.parameters-kept-without-parameters";
    var seen = latest().provisioned().then(fetch(), 200, size(1)).then(SILENT, 200, "{}");
    assertEquals(VIOLATED, seen.then(fetch(), 200, size(7)).says(id));
    assertEquals(
        VIOLATED,
        latest()
            .provisioned()
            .then(fetch(), 200, size(1))
            .then(SILENT, 200, "{}")
            .then(fetch(), 200, SMALL)
            .says(id));
    assertEquals(
        MET,
        latest()
            .provisioned()
            .then(fetch(), 200, size(1))
            .then(SILENT, 200, "{}")
            .then(fetch(), 200, size(1))
            .says(id));
    assertEquals(
        NOTHING,
        latest()
            .provisioned()
            .then(fetch(), 200, SMALL)
            .then(SILENT, 200, "{}")
            .then(fetch(), 200, SMALL)
            .says(id));
    assertEquals(
        NOTHING,
        latest()
            .provisioned()
            .then(fetch(), 200, size(1))
            .then(RESIZE, 200, "{}")
            .then(fetch(), 200, size(2))
            .says(id));
    assertEquals(
        NOTHING,
        latest().provisioned().then(SILENT, 200, "{}").then(fetch(), 200, size(7)).says(id));
  }

  @Test
  void a_failed_update_changes_no_plan() {
    var id = "update.failure-changes-nothing";
    assertEquals(
        VIOLATED,
        latest().provisioned().then(TO_LARGE, 422, "{}").then(fetch(), 200, LARGE).says(id));
    assertEquals(
        MET, latest().provisioned().then(TO_LARGE, 422, "{}").then(fetch(), 200, SMALL).says(id));
    assertEquals(
        NOTHING,
        latest()
            .provisioned()
            .then(TO_LARGE, 422, "{}")
            .then(TO_LARGE, 200, "{}")
            .then(fetch(), 200, LARGE)
            .says(id));
    assertEquals(
        NOTHING,
        latest().provisioned().then(TO_LARGE, 503, "{}").then(fetch(), 200, LARGE).says(id));
    assertEquals(NOTHING, latest().provisioned().then(fetch(), 200, LARGE).says(id));
  }

  @Test
  void a_failed_update_changes_no_parameters() {
    var id = "update.failure-changes-nothing";
    var refused = latest().provisioned().then(fetch(), 200, size(1)).then(RESIZE, 400, "{}");
    assertEquals("/parameters/size", refused.then(fetch(), 200, size(2)).violation(id).pointer());
    assertEquals(
        MET,
        latest()
            .provisioned()
            .then(fetch(), 200, size(1))
            .then(RESIZE, 400, "{}")
            .then(fetch(), 200, size(1))
            .says(id));
    assertEquals(
        NOTHING,
        latest().provisioned().then(RESIZE, 400, "{}").then(fetch(), 200, size(2)).says(id));
  }

  @Test
  void a_new_dashboard_comes_with_the_answer_to_the_update() {
    var id = "update.dashboard-url-in-first-answer";
    var one = "{'dashboard_url':'https://d/1'}";
    var two = "{'dashboard_url':'https://d/2'}";
    assertEquals(
        VIOLATED,
        latest()
            .then(provision(), 201, one)
            .then(fetch(), 200, one)
            .then(TO_LARGE, 200, "{}")
            .then(fetch(), 200, two)
            .says(id));
    assertEquals(
        MET,
        latest()
            .then(provision(), 201, one)
            .then(fetch(), 200, one)
            .then(TO_LARGE, 200, two)
            .then(fetch(), 200, two)
            .says(id));
    assertEquals(
        NOTHING,
        latest()
            .then(provision(), 201, one)
            .then(TO_LARGE, 200, "{}")
            .then(fetch(), 200, two)
            .says(id));
    assertEquals(
        NOTHING,
        latest()
            .then(provision(), 201, one)
            .then(fetch(), 200, one)
            .then(TO_LARGE, 200, "{}")
            .then(fetch(), 200, one)
            .says(id));
  }

  @Test
  void an_updated_dashboard_tells_its_instance() {
    var id = "update.dashboard-url-identifies-instance";
    var one = "{'dashboard_url':'https://d/1'}";
    var other = provision("j", "{'service_id':'db','plan_id':'small'}");
    assertEquals(
        VIOLATED, latest().then(other, 201, one).provisioned().then(TO_LARGE, 200, one).says(id));
    assertEquals(
        MET,
        latest()
            .then(other, 201, one)
            .provisioned()
            .then(TO_LARGE, 200, "{'dashboard_url':'https://d/2'}")
            .says(id));
    assertEquals(NOTHING, latest().provisioned().then(TO_LARGE, 200, one).says(id));
  }

  @Test
  void changed_attributes_are_fetched() {
    var id = "metadata.attribute-changes-fetchable";
    var old = "{'metadata':{'attributes':{'a':'1'}}}";
    var changed = "{'metadata':{'attributes':{'a':'2'}}}";
    var updated = latest().then(provision(), 201, old).then(TO_LARGE, 200, changed);
    assertEquals(VIOLATED, updated.then(fetch(), 200, old).says(id));
    assertEquals(
        MET,
        latest()
            .then(provision(), 201, old)
            .then(TO_LARGE, 200, changed)
            .then(fetch(), 200, changed)
            .says(id));
    assertEquals(
        NOTHING,
        latest()
            .then(provision(), 201, old)
            .then(TO_LARGE, 200, changed)
            .then(fetch(), 200, "{}")
            .says(id));
    assertEquals(NOTHING, latest().then(provision(), 201, old).then(fetch(), 200, old).says(id));
    assertEquals(
        NOTHING,
        latest()
            .then(provision(), 201, old)
            .then(TO_LARGE, 202, changed)
            .then(poll(), 200, "{'state':'failed'}")
            .then(fetch(), 200, old)
            .says(id));
  }

  @Test
  void nothing_of_maintenance_info_counts_but_the_version() {
    var id = "update.maintenance-info-only-version-counts";
    var plain = update("{'service_id':'db','maintenance_info':{'version':'1.0.0'}}");
    var more = update("{'service_id':'db','maintenance_info':{'version':'1.0.0','x':1}}");
    assertEquals(MET, latest().provisioned().then(more, 200, "{}").says(id));
    assertEquals(
        VIOLATED,
        latest()
            .provisioned()
            .then(more, 422, "{'error':'MaintenanceInfoConflict'}")
            .then(plain, 200, "{}")
            .says(id));
    assertEquals(NOTHING, latest().provisioned().then(plain, 200, "{}").says(id));
  }

  @Test
  void a_fetch_that_lags_behind_proves_nothing() {
    var talk =
        latest()
            .provisioned()
            .then(TO_LARGE, 200, "{}")
            .then(fetch(), 200, SMALL)
            .then(TO_LARGE, 422, "{'description':'No'}")
            .then(SILENT, 200, "{}")
            .then(fetch(), 200, LARGE);
    assertEquals(List.of(), talk.violated());
  }

  @Test
  void what_else_was_asked_for_may_have_changed_the_plan() {
    var kept = "update.plan-kept-without-plan-id";
    for (var other : List.of(deprovision(), provision())) {
      assertEquals(
          NOTHING,
          latest()
              .provisioned()
              .then(SILENT, 200, "{}")
              .then(other, 422, "{}")
              .then(fetch(), 200, LARGE)
              .says(kept));
    }
    var nothing = "update.failure-changes-nothing";
    assertEquals(
        VIOLATED,
        latest().provisioned().then(TO_LARGE, 500, "{}").then(fetch(), 200, LARGE).says(nothing));
    assertEquals(
        NOTHING,
        latest()
            .provisioned()
            .then(TO_LARGE, 500, "{}")
            .then(deprovision(), 422, "{}")
            .then(fetch(), 200, LARGE)
            .says(nothing));
  }
}
