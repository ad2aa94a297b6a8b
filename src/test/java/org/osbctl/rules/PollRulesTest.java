package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.Exchanges.*;
import static org.osbctl.rules.Exchanges.Said.*;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollRulesTest {
  private static final String DONE = "{'state':'succeeded'}";
  private static final String RUNNING = "{'state':'in progress'}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"5 | MET", "Wed, 21 Oct 2015 07:28:00 GMT | VIOLATED", "1.5 | VIOLATED"})
  void retry_after_is_a_number_of_seconds(String value, Exchanges.Said said) {
    assertEquals(
        said,
        latest()
            .then(provision(), 202, "{}")
            .then(poll(), 200, RUNNING, "Retry-After", value)
            .says("poll-instance.retry-after-in-seconds"));
    assertEquals(
        said,
        latest()
            .provisioned()
            .then(bind(), 202, "{}")
            .then(pollBinding(), 200, RUNNING, "Retry-After", value)
            .says("poll-binding.retry-after-in-seconds"));
  }

  @Test
  void retry_after_elsewhere_is_not_judged() {
    var talk =
        latest()
            .then(provision(), 202, "{}", "Retry-After", "soon")
            .then(poll(), 200, RUNNING)
            .then(poll(), 503, "", "Retry-After", "soon");
    assertEquals(NOTHING, talk.says("poll-instance.retry-after-in-seconds"));
  }

  @Test
  void instance_usable_belongs_to_failed_updates_and_deprovisions() {
    var id = "poll-instance.instance-usable-only-on-failed-update-or-deprovision";
    var failed = "{'state':'failed','instance_usable':false}";
    assertEquals(
        VIOLATED, latest().then(provision(), 202, "{}").then(poll(), 200, failed).says(id));
    assertEquals(
        MET,
        latest().then(provision(), 202, "{}").then(poll(), 200, "{'state':'failed'}").says(id));
    assertEquals(
        MET,
        latest().provisioned().then(deprovision(), 202, "{}").then(poll(), 200, failed).says(id));
    assertEquals(
        MET,
        latest()
            .provisioned()
            .then(update("{'service_id':'db','plan_id':'large'}"), 202, "{}")
            .then(poll(), 200, failed)
            .says(id));
    assertEquals(
        MET,
        latest()
            .then(provision(), 202, "{}")
            .then(poll(), 200, "{'state':'in progress','instance_usable':true}")
            .says(id));
    assertEquals(NOTHING, latest().then(provision(), 202, "{}").then(poll(), 200, DONE).says(id));
    assertEquals(
        NOTHING,
        latest().then(provision(), 202, "{'operation':'a'}").then(poll("b"), 200, failed).says(id));
  }

  @Test
  void update_repeatable_belongs_to_failed_updates() {
    var id = "poll-instance.update-repeatable-only-on-failed-update";
    var failed = "{'state':'failed','update_repeatable':false}";
    assertEquals(
        VIOLATED,
        latest().provisioned().then(deprovision(), 202, "{}").then(poll(), 200, failed).says(id));
    assertEquals(
        MET,
        latest()
            .provisioned()
            .then(update("{'service_id':'db','plan_id':'large'}"), 202, "{}")
            .then(poll(), 200, failed)
            .says(id));
    assertEquals(
        NOTHING,
        latest()
            .then(provision(), 202, "{}")
            .then(deprovision(), 202, "{}")
            .then(poll(), 200, failed)
            .says(id));
  }

  @ParameterizedTest
  @CsvSource({"succeeded, MET", "in progress, VIOLATED", "failed, VIOLATED"})
  void a_final_state_stays(String later, Exchanges.Said said) {
    var again = "{'state':'" + later + "'}";
    assertEquals(
        said,
        latest()
            .then(provision(), 202, "{}")
            .then(poll(), 200, DONE)
            .then(poll(), 200, again)
            .says("poll-instance.final-state-kept"));
    assertEquals(
        said,
        latest()
            .provisioned()
            .then(bind(), 202, "{}")
            .then(pollBinding(), 200, DONE)
            .then(pollBinding(), 200, again)
            .says("poll-binding.final-state-kept"));
  }

  @Test
  void a_new_operation_has_a_state_of_its_own() {
    var id = "poll-instance.final-state-kept";
    var made = latest().then(provision(), 202, "{}").then(poll(), 200, DONE);
    assertEquals(
        MET,
        made.then(update("{'service_id':'db','plan_id':'large'}"), 202, "{}")
            .then(poll(), 200, RUNNING)
            .says(id));
    var bound =
        latest().then(provision(), 202, "{}").then(poll(), 200, DONE).then(bind(), 202, "{}");
    assertEquals(
        NOTHING,
        bound.then(poll(), 200, "{'state':'failed'}").saysLast("poll-binding.final-state-kept"));
    var later =
        latest().then(provision(), 202, "{}").then(poll(), 200, DONE).after(Duration.ofHours(1));
    assertEquals(MET, later.then(poll(), 200, RUNNING).says(id));
    assertEquals(
        NOTHING,
        latest().provisioned().then(poll(), 200, DONE).then(poll(), 200, RUNNING).says(id));
  }
}
