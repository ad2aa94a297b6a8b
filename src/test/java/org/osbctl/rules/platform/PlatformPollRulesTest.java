package org.osbctl.rules.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.platform.Talk.*;
import static org.osbctl.rules.platform.Talk.Said.*;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.spec.ApiVersion;

class PlatformPollRulesTest {
  private static final String OP = "&operation=op%201";
  private static final String CHANGE = "{'service_id':'db','plan_id':'large'}";

  /** A service instance or service binding whose making was answered 202. */
  private static Talk creating(String area) {
    return area.equals("poll-instance")
        ? latest().provisioning()
        : latest().provisioned().put(BINDING + ASYNC, BIND, 202, "{'operation':'op 1'}");
  }

  private static Talk deleting(String area) {
    return area.equals("poll-instance")
        ? latest().provisioned().delete(INSTANCE + ASYNC + "&" + IDS, 202, "{'operation':'op 1'}")
        : latest().bound().delete(BINDING + ASYNC + "&" + IDS, 202, "{'operation':'op 1'}");
  }

  private static Talk poll(Talk talk, String area, String query, int status, String answer) {
    var path = area.equals("poll-instance") ? INSTANCE : BINDING;
    return talk.get(path + "/last_operation?" + query, status, answer);
  }

  private static Talk poll(Talk talk, String area, String answer) {
    return poll(talk, area, IDS + OP, 200, answer);
  }

  @Test
  void what_is_accepted_is_polled() {
    var id = "async.platform-polls";
    assertEquals(MET, latest().provisioning().poll(OP, RUNNING).says(id));
    assertEquals(NOTHING, latest().provisioned().poll("", SUCCEEDED).says(id));
    assertEquals(List.of(id), latest().provisioning().finish().neglected());
    assertEquals(List.of(), latest().provisioning().finishAfter(Duration.ofSeconds(3)).neglected());
    assertEquals(List.of(id), latest().provisioning().finishAfter(Duration.ofHours(1)).neglected());
    assertEquals(List.of(), latest().provisioning().poll(OP, SUCCEEDED).finish().neglected());
    assertEquals(List.of(), latest().provisioned().finish().neglected());
    assertEquals(
        List.of(),
        latest().provisioning().delete(INSTANCE + "?" + IDS, 200, "{}").finish().neglected());
    assertEquals(
        List.of(),
        at(ApiVersion.V2_13).provisioned().put(BINDING, BIND, 202, "{}").finish().neglected());
  }

  @Test
  void polled_instance_was_asked_for() {
    var id = "poll-instance.instance-known";
    assertEquals(MET, latest().provisioning().poll(OP, RUNNING).says(id));
    assertEquals(VIOLATED, latest().poll("", RUNNING).says(id));
    assertEquals(NOTHING, at(ApiVersion.V2_13).poll("", RUNNING).says(id));
    assertEquals(MET, latest().put(INSTANCE, PROVISION, 400, "{}").poll("", RUNNING).says(id));
  }

  @Test
  void polled_binding_was_asked_for() {
    var poll = BINDING + "/last_operation";
    assertEquals(VIOLATED, latest().get(poll, 404, "{}").says("poll-binding.instance-known"));
    assertEquals(NOTHING, latest().get(poll, 404, "{}").says("poll-binding.binding-known"));
    var instance = latest().provisioned().get(poll, 404, "{}");
    assertEquals(MET, instance.says("poll-binding.instance-known"));
    assertEquals(VIOLATED, instance.says("poll-binding.binding-known"));
    assertEquals(
        MET, latest().bound().get(poll, 200, SUCCEEDED).says("poll-binding.binding-known"));
  }

  @ParameterizedTest
  @CsvSource({
    "service_id=db, offering-id-right, MET", "service_id=other, offering-id-right, VIOLATED",
    "service_id=, offering-id-right, VIOLATED", "plan_id=small, offering-id-right, NOTHING",
    "plan_id=small, plan-id-right, MET", "plan_id=large, plan-id-right, VIOLATED",
    "plan_id=, plan-id-right, VIOLATED", "service_id=db, plan-id-right, NOTHING"
  })
  void ids_of_a_poll_are_those_of_the_instance(String query, String words, Said said) {
    var talk = latest().provisioning().get(INSTANCE + "/last_operation?" + query, 200, RUNNING);
    assertEquals(said, talk.says("poll-instance." + words));
  }

  @Test
  void until_2_13_any_id_does() {
    var talk =
        at(ApiVersion.V2_13)
            .provisioning()
            .get(INSTANCE + "/last_operation?service_id=x&plan_id=y", 200, RUNNING);
    assertEquals(MET, talk.says("poll-instance.offering-id-right"));
    assertEquals(MET, talk.says("poll-instance.plan-id-right"));
  }

  @Test
  void change_of_plan_is_polled_with_the_plan_before() {
    var id = "poll-instance.old-plan-during-plan-change";
    var old = latest().provisioned().patch(INSTANCE + ASYNC, CHANGE, 202, "{}").poll("", RUNNING);
    assertEquals(MET, old.says(id));
    assertEquals(NOTHING, old.says("poll-instance.plan-id-right"));
    var changed =
        latest()
            .provisioned()
            .patch(INSTANCE + ASYNC, CHANGE, 202, "{}")
            .get(INSTANCE + "/last_operation?service_id=db&plan_id=large", 200, RUNNING);
    assertEquals(VIOLATED, changed.says(id));
    assertEquals(NOTHING, latest().provisioning().poll(OP, RUNNING).says(id));
    assertEquals(List.of(), old.poll("", SUCCEEDED).poll("", SUCCEEDED).violated());
  }

  @ParameterizedTest
  @ValueSource(strings = {"poll-instance", "poll-binding"})
  void operation_is_sent_back(String area) {
    var id = area + ".operation-sent-back";
    assertEquals(MET, poll(creating(area), area, RUNNING).says(id));
    assertEquals(VIOLATED, poll(creating(area), area, IDS, 200, RUNNING).says(id));
    assertEquals(
        VIOLATED, poll(creating(area), area, IDS + "&operation=op", 200, RUNNING).says(id));
    assertEquals(NOTHING, poll(creating(area), area, IDS + "&operation=", 200, RUNNING).says(id));
    var ended = poll(creating(area), area, SUCCEEDED);
    assertEquals(NOTHING, poll(ended, area, IDS, 200, SUCCEEDED).saysLast(id));
    assertEquals(MET, poll(ended, area, SUCCEEDED).saysLast(id));
    assertEquals(VIOLATED, poll(ended, area, IDS + "&operation=x", 200, SUCCEEDED).saysLast(id));
  }

  @Test
  void operation_with_a_plus_sign_has_to_be_encoded() {
    var talk = latest().put(INSTANCE + ASYNC, PROVISION, 202, "{'operation':'a+b'}");
    assertEquals(
        VIOLATED, talk.poll("&operation=a+b", RUNNING).says("poll-instance.operation-sent-back"));
    assertEquals(
        MET, talk.poll("&operation=a%2Bb", RUNNING).saysLast("poll-instance.operation-sent-back"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'operation':null}", "{'operation':''}", "{'operation':7}", "x"})
  void operation_that_was_not_given_is_not_missed(String answer) {
    var talk = latest().put(INSTANCE + ASYNC, PROVISION, 202, answer).poll("", RUNNING);
    assertEquals(NOTHING, talk.says("poll-instance.operation-sent-back"));
  }

  @Test
  void operation_of_an_earlier_request_is_not_the_one() {
    var talk =
        latest()
            .provisioning()
            .poll(OP, SUCCEEDED)
            .patch(INSTANCE + ASYNC, CHANGE, 202, "{'operation':'op 2'}")
            .poll(OP, RUNNING);
    assertEquals(VIOLATED, talk.says("poll-instance.operation-sent-back"));
    var deletion =
        latest()
            .provisioning()
            .delete(INSTANCE + ASYNC + "&" + IDS, 202, "{'operation':'op 2'}")
            .poll(OP, RUNNING)
            .poll("&operation=op%202", RUNNING);
    assertEquals(MET, deletion.says("poll-instance.operation-sent-back"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"poll-instance", "poll-binding"})
  void operation_is_never_empty(String area) {
    var id = area + ".operation-never-empty";
    assertEquals(VIOLATED, poll(creating(area), area, IDS + "&operation=", 200, RUNNING).says(id));
    assertEquals(MET, poll(creating(area), area, RUNNING).says(id));
    assertEquals(NOTHING, poll(creating(area), area, IDS, 200, RUNNING).says(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"poll-instance", "poll-binding"})
  void hints_are_sent(String area) {
    var id = area + ".hints-sent";
    assertEquals(MET, poll(creating(area), area, RUNNING).says(id));
    assertEquals(VIOLATED, poll(creating(area), area, "service_id=db" + OP, 200, RUNNING).says(id));
    assertEquals(NOTHING, creating(area).says(id));
  }

  @Test
  void hints_of_a_binding_poll_are_not_empty() {
    var poll = BINDING + "/last_operation?service_id=&plan_id=";
    var talk = latest().bound().get(poll, 200, SUCCEEDED);
    assertEquals(VIOLATED, talk.says("poll-binding.offering-id-non-empty"));
    assertEquals(VIOLATED, talk.says("poll-binding.plan-id-non-empty"));
    var right = latest().bound().get(BINDING + "/last_operation?" + IDS, 200, SUCCEEDED);
    assertEquals(MET, right.says("poll-binding.offering-id-non-empty"));
    assertEquals(MET, right.says("poll-binding.plan-id-non-empty"));
    var none = latest().bound().get(BINDING + "/last_operation", 200, SUCCEEDED);
    assertEquals(NOTHING, none.says("poll-binding.plan-id-non-empty"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"poll-instance", "poll-binding"})
  void gone_ends_the_polling_of_a_deletion(String area) {
    var id = area + ".gone-ends-deletion";
    var gone = poll(deleting(area), area, IDS + OP, 410, "{}");
    assertEquals(NOTHING, gone.says(id));
    assertEquals(NOTHING, poll(gone, area, IDS + OP, 410, "{}").says(id));
    poll(gone, area, IDS + OP, 410, "{}");
    assertEquals(VIOLATED, poll(gone, area, IDS + OP, 410, "{}").says(id));
    var again = poll(deleting(area), area, IDS + OP, 410, "{}");
    var path = area.equals("poll-instance") ? INSTANCE : BINDING;
    assertEquals(MET, again.get(path, 404, "{}").says(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"poll-instance", "poll-binding"})
  void final_state_ends_polling(String area) {
    var id = area + ".final-state-ends-polling";
    for (var state : List.of(SUCCEEDED, FAILED)) {
      var ended = poll(creating(area), area, state);
      assertEquals(NOTHING, poll(poll(ended, area, state), area, state).says(id));
      assertEquals(VIOLATED, poll(ended, area, state).says(id));
      var path = area.equals("poll-instance") ? INSTANCE : BINDING;
      assertEquals(MET, poll(creating(area), area, state).get(path, 200, "{}").says(id));
    }
    assertEquals(
        NOTHING,
        poll(poll(poll(creating(area), area, RUNNING), area, RUNNING), area, RUNNING).says(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"poll-instance", "poll-binding"})
  void gone_does_not_end_the_polling_of_a_creation(String area) {
    var id = area + ".gone-otherwise-invalid";
    var gone = poll(creating(area), area, IDS + OP, 410, "{}");
    assertEquals(List.of(id), gone.finish().neglected());
    assertEquals(MET, poll(gone, area, SUCCEEDED).says(id));
    assertEquals(List.of(), gone.finish().neglected());
    assertEquals(NOTHING, poll(deleting(area), area, IDS + OP, 410, "{}").says(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"poll-instance", "poll-binding"})
  void invalid_answer_keeps_the_platform_polling(String area) {
    var id = area + ".invalid-answer-keeps-polling";
    for (int status : new int[] {500, 503, 204, 429}) {
      var invalid = poll(creating(area), area, IDS + OP, status, "{}");
      assertEquals(List.of(id), invalid.finish().neglected());
      assertEquals(List.of(), invalid.finishAfter(Duration.ofSeconds(2)).neglected());
      assertEquals(MET, poll(invalid, area, SUCCEEDED).says(id));
      assertEquals(List.of(), invalid.finish().neglected());
    }
    assertEquals(NOTHING, poll(poll(creating(area), area, RUNNING), area, RUNNING).says(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"poll-instance", "poll-binding"})
  void state_in_progress_keeps_the_platform_polling(String area) {
    var id = area + ".in-progress-keeps-polling";
    var running = poll(creating(area), area, RUNNING);
    assertEquals(List.of(id), running.finish().neglected());
    assertEquals(List.of(), running.finishAfter(Duration.ofSeconds(30)).neglected());
    assertEquals(MET, poll(running, area, SUCCEEDED).says(id));
    assertEquals(List.of(), running.finish().neglected());
    var path = area.equals("poll-instance") ? INSTANCE : BINDING;
    var cleaned = poll(creating(area), area, RUNNING).delete(path + "?" + IDS, 200, "{}");
    assertEquals(List.of(), cleaned.finish().neglected());
    assertEquals(List.of(), poll(deleting(area), area, RUNNING).finish().neglected());
    var limit = poll(creating(area).after(Duration.ofSeconds(595)), area, RUNNING);
    assertEquals(List.of(), limit.finish().neglected());
  }

  @Test
  void undefined_status_tells_no_state() {
    var id = "poll-instance.other-status-is-invalid";
    var strange =
        latest().provisioning().get(INSTANCE + "/last_operation?" + IDS + OP, 202, SUCCEEDED);
    assertEquals(VIOLATED, strange.put(BINDING, BIND, 201, "{}").says(id));
    var right =
        latest()
            .provisioning()
            .get(INSTANCE + "/last_operation?" + IDS + OP, 202, SUCCEEDED)
            .poll(OP, SUCCEEDED);
    assertEquals(MET, right.says(id));
    assertEquals(NOTHING, latest().provisioning().poll(OP, RUNNING).poll(OP, RUNNING).says(id));
    var binding =
        poll(creating("poll-binding"), "poll-binding", IDS + OP, 201, SUCCEEDED)
            .get(BINDING, 404, "{}");
    assertEquals(VIOLATED, binding.says("poll-binding.other-status-is-invalid"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"poll-instance", "poll-binding"})
  void pause_asked_for_is_respected(String area) {
    var id = area + ".retry-after-respected";
    var asked = poll(creating(area).answering("Retry-After", "10"), area, RUNNING);
    assertEquals(NOTHING, asked.says(id));
    assertEquals(MET, poll(asked.after(Duration.ofSeconds(10)), area, RUNNING).says(id));
    var early = poll(creating(area).answering("Retry-After", "10"), area, RUNNING);
    assertEquals(VIOLATED, poll(early.after(Duration.ofSeconds(8)), area, RUNNING).says(id));
    for (var odd : List.of("0", "-5", "soon", "Fri, 31 Dec 2099 23:59:59 GMT", "99999999999999")) {
      var talk = poll(creating(area).answering("Retry-After", odd), area, RUNNING);
      assertEquals(NOTHING, poll(talk, area, RUNNING).says(id));
    }
    assertEquals(NOTHING, poll(poll(creating(area), area, RUNNING), area, RUNNING).says(id));
  }

  @Test
  void limit_of_the_plan_ends_polling() {
    for (var id : List.of("polling.plan-limit-taken", "polling.stops-at-limit")) {
      assertEquals(
          MET, latest().provisioning().after(Duration.ofSeconds(605)).poll(OP, RUNNING).says(id));
      assertEquals(
          VIOLATED,
          latest().provisioning().after(Duration.ofSeconds(700)).poll(OP, RUNNING).says(id));
      assertEquals(
          NOTHING,
          at(ApiVersion.V2_14).provisioning().after(Duration.ofDays(1)).poll(OP, RUNNING).says(id));
      assertEquals(
          NOTHING,
          latest()
              .put(INSTANCE + ASYNC, PROVISION.replace("small", "fixed"), 202, "{}")
              .after(Duration.ofDays(1))
              .poll("", RUNNING)
              .says(id));
    }
  }
}
