package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.Exchanges.*;
import static org.osbctl.rules.Exchanges.Said.*;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.spec.ApiVersion;

class ErrorRulesTest {
  @Test
  void an_error_has_a_status_of_failure() {
    var id = "errors.failure-has-error-status";
    assertEquals(
        VIOLATED, latest().then(provision(), 200, "{'error':'Oops','description':'No'}").says(id));
    assertEquals(
        MET, latest().then(provision(), 500, "{'error':'Oops','description':'No'}").says(id));
    assertEquals(
        NOTHING, latest().then(provision(), 201, "{'error':'mine','dashboard_url':'u'}").says(id));
    assertEquals(NOTHING, latest().then(provision(), 201, "{'description':'Done'}").says(id));
    assertEquals(
        NOTHING,
        latest().then(provision(), 202, "{}").then(poll(), 200, "{'error':'x'}").saysLast(id));
  }

  @ParameterizedTest
  @CsvSource({"AsyncRequired, 400", "ConcurrencyError, 409", "MaintenanceInfoConflict, 400"})
  void a_defined_error_has_the_status_defined_for_it(String code, int status) {
    var id = "errors.specified-status-used";
    assertEquals(VIOLATED, latest().then(provision(), status, "{'error':'" + code + "'}").says(id));
    assertEquals(MET, latest().then(provision(), 422, "{'error':'" + code + "'}").says(id));
  }

  @Test
  void an_error_of_another_situation_is_let_pass() {
    var id = "errors.specified-status-used";
    assertEquals(
        NOTHING, latest().then(fetchBinding(), 404, "{'error':'ConcurrencyError'}").says(id));
    assertEquals(NOTHING, latest().then(provision(), 400, "{'error':'Mine'}").says(id));
    assertEquals(
        NOTHING,
        at(ApiVersion.V2_14)
            .then(provision(), 400, "{'error':'MaintenanceInfoConflict'}")
            .says(id));
  }

  @Test
  void instance_usable_belongs_to_updates_and_deprovisions() {
    var id = "errors.instance-usable-only-on-update-and-deprovision";
    assertEquals(VIOLATED, latest().then(provision(), 400, "{'instance_usable':true}").says(id));
    assertEquals(VIOLATED, latest().then(bind(), 400, "{'instance_usable':null}").says(id));
    assertEquals(MET, latest().then(provision(), 400, "{'description':'No'}").says(id));
    assertEquals(
        NOTHING,
        latest().then(update("{'service_id':'db'}"), 422, "{'instance_usable':true}").says(id));
    assertEquals(NOTHING, latest().then(deprovision(), 422, "{'instance_usable':true}").says(id));
    assertEquals(NOTHING, latest().then(poll(), 404, "{'instance_usable':true}").says(id));
  }

  @Test
  void update_repeatable_belongs_to_updates() {
    var id = "errors.update-repeatable-only-on-update";
    assertEquals(
        VIOLATED, latest().then(deprovision(), 422, "{'update_repeatable':true}").says(id));
    assertEquals(MET, latest().then(deprovision(), 422, "{'instance_usable':true}").says(id));
    assertEquals(
        NOTHING,
        latest().then(update("{'service_id':'db'}"), 422, "{'update_repeatable':true}").says(id));
  }

  @ParameterizedTest
  @CsvSource({
    "AsyncRequired, MET",
    "asyncRequired, VIOLATED",
    "Async Required, VIOLATED",
    "ASYNC_REQUIRED, VIOLATED",
    "AsyncRequiredError, VIOLATED",
    "concurrency-error, VIOLATED",
    "QuotaExceeded, NOTHING",
    "RequiresApi, NOTHING"
  })
  void defined_codes_are_spelled_as_defined(String code, Exchanges.Said said) {
    assertEquals(
        said,
        latest()
            .then(provision(), 422, "{'error':'" + code + "'}")
            .says("errors.defined-codes-exact"));
  }

  @Test
  void a_code_of_a_newer_version_is_not_judged() {
    assertEquals(
        NOTHING,
        at(ApiVersion.V2_13)
            .then(provision(), 422, "{'error':'concurrencyError'}")
            .says("errors.defined-codes-exact"));
  }

  @Test
  void a_refused_provision_makes_nothing() {
    var id = "errors.client-error-changes-nothing";
    assertEquals(VIOLATED, latest().then(provision(), 400, "{}").then(fetch(), 200, "{}").says(id));
    assertEquals(MET, latest().then(provision(), 400, "{}").then(fetch(), 404, "{}").says(id));
    assertEquals(NOTHING, latest().then(provision(), 409, "{}").then(fetch(), 200, "{}").says(id));
    assertEquals(NOTHING, latest().then(provision(), 408, "{}").then(fetch(), 200, "{}").says(id));
    assertEquals(
        NOTHING,
        latest().provisioned().then(provision(), 409, "{}").then(fetch(), 200, "{}").says(id));
  }

  @Test
  void the_id_of_a_refused_provision_stays_free() {
    var id = "errors.client-error-changes-nothing";
    assertEquals(
        VIOLATED, latest().then(provision(), 422, "{}").then(provision(), 409, "{}").says(id));
    assertEquals(MET, latest().then(provision(), 422, "{}").then(provision(), 202, "{}").says(id));
    assertEquals(NOTHING, latest().then(provision(), 409, "{}").says(id));
    assertEquals(NOTHING, latest().unanswered(provision()).then(provision(), 409, "{}").says(id));
    assertEquals(
        NOTHING,
        latest()
            .provisioned()
            .then(deprovision(), 200, "{}")
            .then(provision(), 409, "{}")
            .says(id));
  }

  @Test
  void a_refused_bind_makes_nothing() {
    var id = "errors.client-error-changes-nothing";
    var talk = latest().provisioned().then(bind(), 422, "{}");
    assertEquals(VIOLATED, talk.then(fetchBinding(), 200, "{}").says(id));
    assertEquals(
        MET,
        latest().provisioned().then(bind(), 422, "{}").then(fetchBinding(), 404, "{}").says(id));
  }

  @Test
  void a_refused_deletion_deletes_nothing() {
    var id = "errors.client-error-changes-nothing";
    var there = "{'plan_id':'small'}";
    assertEquals(
        VIOLATED,
        latest()
            .provisioned()
            .then(fetch(), 200, there)
            .then(deprovision(), 400, "{}")
            .then(fetch(), 404, "{}")
            .says(id));
    assertEquals(
        MET,
        latest()
            .provisioned()
            .then(fetch(), 200, there)
            .then(deprovision(), 400, "{}")
            .then(fetch(), 200, there)
            .says(id));
    assertEquals(
        NOTHING,
        latest().provisioned().then(deprovision(), 400, "{}").then(fetch(), 404, "{}").says(id));
    assertEquals(
        NOTHING,
        latest()
            .provisioned()
            .then(fetch(), 200, there)
            .then(deprovision(), 422, "{'error':'ConcurrencyError'}")
            .then(fetch(), 404, "{}")
            .says(id));
    assertEquals(
        VIOLATED,
        latest()
            .bound()
            .then(fetchBinding(), 200, "{}")
            .then(unbind(), 422, "{}")
            .then(fetchBinding(), 404, "{}")
            .says(id));
  }

  @Test
  void a_failing_broker_leaves_no_trace() {
    var id = "errors.server-error-changes-nothing";
    assertEquals(VIOLATED, latest().then(provision(), 500, "{}").then(fetch(), 200, "{}").says(id));
    assertEquals(MET, latest().then(provision(), 500, "{}").then(fetch(), 404, "{}").says(id));
    assertEquals(
        VIOLATED, latest().then(provision(), 500, "{}").then(provision(), 409, "{}").says(id));
    assertEquals(NOTHING, latest().then(provision(), 504, "{}").then(fetch(), 200, "{}").says(id));
    assertEquals(NOTHING, latest().then(provision(), 400, "{}").then(fetch(), 200, "{}").says(id));
  }

  @Test
  void before_2_16_a_failing_update_is_a_matter_of_advice() {
    var id = "errors.server-error-changes-nothing";
    var change = update("{'service_id':'db','plan_id':'large'}");
    var old =
        at(ApiVersion.V2_15)
            .provisioned()
            .then(change, 500, "{}")
            .then(fetch(), 200, "{'plan_id':'large'}");
    assertEquals(VIOLATED, old.says(id));
    assertEquals(NOTHING, old.says("update.failure-changes-nothing"));
    var now =
        latest().provisioned().then(change, 500, "{}").then(fetch(), 200, "{'plan_id':'large'}");
    assertEquals(NOTHING, now.says(id));
    assertEquals(VIOLATED, now.says("update.failure-changes-nothing"));
  }

  @Test
  void what_a_refused_deletion_left_is_not_gone_the_next_time() {
    var id = "errors.client-error-changes-nothing";
    var there = latest().provisioned().then(fetch(), 200, "{'plan_id':'small'}");
    assertEquals(
        VIOLATED, there.then(deprovision(), 400, "{}").then(deprovision(), 410, "{}").says(id));
    assertEquals(
        VIOLATED,
        latest()
            .bound()
            .then(fetchBinding(), 200, "{}")
            .then(unbind(), 400, "{}")
            .then(unbind(), 410, "{}")
            .says(id));
  }

  @Test
  void something_gone_proves_nothing_where_it_may_have_gone_by_itself() {
    var id = "errors.client-error-changes-nothing";
    var shown = "{'plan_id':'small'}";
    // Nobody had looked whether it was there.
    assertEquals(
        NOTHING,
        latest()
            .provisioned()
            .then(deprovision(), 400, "{}")
            .then(deprovision(), 410, "{}")
            .says(id));
    // Nobody had been refused.
    assertEquals(
        NOTHING,
        latest().provisioned().then(fetch(), 200, shown).then(deprovision(), 410, "{}").says(id));
    // It was not there when somebody looked.
    assertEquals(
        NOTHING,
        latest()
            .provisioned()
            .then(fetch(), 404, "{}")
            .then(deprovision(), 400, "{}")
            .then(deprovision(), 410, "{}")
            .says(id));
    // It was gone already the first time.
    assertEquals(
        NOTHING,
        latest()
            .provisioned()
            .then(fetch(), 200, shown)
            .then(deprovision(), 410, "{}")
            .then(deprovision(), 410, "{}")
            .says(id));
    // An update that went through stands between.
    assertEquals(
        NOTHING,
        latest()
            .provisioned()
            .then(fetch(), 200, shown)
            .then(update("{'service_id':'db'}"), 200, "{}")
            .then(deprovision(), 400, "{}")
            .then(deprovision(), 410, "{}")
            .says(id));
    // A later answer is not about it.
    assertEquals(
        NOTHING,
        latest()
            .provisioned()
            .then(fetch(), 200, shown)
            .then(deprovision(), 400, "{}")
            .then(deprovision(), 404, "{}")
            .says(id));
  }

  @Test
  void an_id_that_was_in_use_before_is_no_proof() {
    var id = "errors.client-error-changes-nothing";
    assertEquals(
        NOTHING, latest().then(provision(), 500, "{}").then(provision(), 409, "{}").says(id));
    assertEquals(
        NOTHING,
        latest()
            .then(provision(), 422, "{}")
            .then(provision(), 201, "{}")
            .then(provision(), 409, "{}")
            .saysLast(id));
  }
}
