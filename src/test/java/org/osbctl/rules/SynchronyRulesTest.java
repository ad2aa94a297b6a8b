package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.Exchanges.*;
import static org.osbctl.rules.Exchanges.Said.*;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.operation.Operation.Mutation;
import org.osbctl.spec.ApiVersion;

class SynchronyRulesTest {
  private static final String RUNNING = "{'state':'in progress'}";

  @Test
  void a_broker_answers_within_a_minute() {
    var id = "sync.answers-quickly";
    assertEquals(MET, latest().then(provision(), 201, "{}").says(id));
    assertEquals(
        VIOLATED, latest().taking(Duration.ofSeconds(61)).then(provision(), 201, "{}").says(id));
    assertEquals(
        VIOLATED, latest().taking(Duration.ofSeconds(61)).unanswered(provision()).says(id));
    assertEquals(NOTHING, latest().taking(Duration.ofSeconds(5)).unanswered(provision()).says(id));
  }

  @Test
  void work_that_goes_on_was_not_done() {
    var id = "sync.unfinished-work-is-asynchronous";
    assertEquals(
        VIOLATED, latest().then(provision(), 201, "{}").then(poll(), 200, RUNNING).says(id));
    assertEquals(MET, latest().then(provision(), 202, "{}").then(poll(), 200, RUNNING).says(id));
    assertEquals(
        NOTHING,
        latest().then(provision(), 201, "{}").then(poll(), 200, "{'state':'succeeded'}").says(id));
    assertEquals(
        VIOLATED,
        latest()
            .then(provision(), 201, "{}")
            .then(fetch(), 404, "{}")
            .then(poll(), 200, RUNNING)
            .says(id));
    assertEquals(
        NOTHING,
        latest()
            .then(provision(), 201, "{}")
            .after(Duration.ofHours(1))
            .then(poll(), 200, RUNNING)
            .says(id));
    assertEquals(
        NOTHING,
        latest().provisioned().then(bind(), 201, "{}").then(poll(), 200, RUNNING).says(id));
    assertEquals(
        NOTHING, latest().then(provision(), 201, "{}").then(poll("old"), 200, RUNNING).says(id));
  }

  @Test
  void each_operation_that_is_running_is_answered_202() {
    var change = update("{'service_id':'db','plan_id':'large'}");
    assertRunning("provision.running-is-202", latest(), latest(), provision(), 201);
    assertRunning(
        "update.running-is-202", latest().provisioned(), latest().provisioned(), change, 200);
    assertRunning(
        "deprovision.running-is-202",
        latest().provisioned(),
        latest().provisioned(),
        deprovision(),
        200);
  }

  private static void assertRunning(
      String id, Exchanges wrong, Exchanges right, Mutation request, int done) {
    assertEquals(VIOLATED, wrong.then(request, done, "{}").then(poll(), 200, RUNNING).says(id));
    assertEquals(MET, right.then(request, 202, "{}").then(poll(), 200, RUNNING).says(id));
    assertEquals(NOTHING, latest().then(poll(), 200, RUNNING).says(id));
  }

  @Test
  void a_bind_or_unbind_that_is_running_is_answered_202() {
    assertEquals(
        VIOLATED, latest().bound().then(pollBinding(), 200, RUNNING).says("bind.running-is-202"));
    assertEquals(
        MET,
        latest()
            .provisioned()
            .then(bind(), 202, "{}")
            .then(pollBinding(), 200, RUNNING)
            .says("bind.running-is-202"));
    assertEquals(
        VIOLATED,
        latest()
            .bound()
            .then(unbind(), 200, "{}")
            .then(pollBinding(), 200, RUNNING)
            .says("unbind.running-is-202"));
    assertEquals(
        MET,
        latest()
            .bound()
            .then(unbind(), 202, "{}")
            .then(pollBinding(), 200, RUNNING)
            .says("unbind.running-is-202"));
  }

  @Test
  void a_200_is_for_what_is_there() {
    var provision = "provision.200-only-synchronous";
    assertEquals(MET, latest().provisioned().then(provision(), 200, "{}").says(provision));
    assertEquals(
        VIOLATED,
        latest()
            .then(provision(), 202, "{}")
            .then(provision(), 200, "{}")
            .then(poll(), 200, RUNNING)
            .says(provision));
    assertEquals(
        NOTHING, latest().then(provision(), 201, "{}").then(poll(), 200, RUNNING).says(provision));
    var bind = "bind.200-only-synchronous";
    assertEquals(MET, latest().bound().then(bind(), 200, "{}").says(bind));
    assertEquals(
        VIOLATED,
        latest()
            .provisioned()
            .then(bind(), 200, "{}")
            .then(pollBinding(), 200, RUNNING)
            .says(bind));
  }

  @ParameterizedTest
  @CsvSource({"op1, MET", "op2, VIOLATED"})
  void a_repeat_keeps_the_operation(String second, Exchanges.Said said) {
    var change = update("{'service_id':'db','plan_id':'large'}");
    assertEquals(
        said, repeated(latest(), provision(), second).says("provision.repeat-keeps-operation"));
    assertEquals(
        said,
        repeated(latest().provisioned(), change, second).says("update.repeat-keeps-operation"));
    assertEquals(
        said,
        repeated(latest().provisioned(), deprovision(), second)
            .says("deprovision.repeat-keeps-operation"));
    assertEquals(
        said,
        repeatedOfBinding(latest().provisioned(), bind(), second)
            .says("bind.repeat-keeps-operation"));
    assertEquals(
        said,
        repeatedOfBinding(latest().bound(), unbind(), second)
            .says("unbind.repeat-keeps-operation"));
  }

  private static Exchanges repeated(Exchanges talk, Mutation request, String second) {
    return talk.then(request, 202, "{'operation':'op1'}")
        .then(request, 202, "{'operation':'" + second + "'}")
        .then(poll("op1"), 200, RUNNING);
  }

  private static Exchanges repeatedOfBinding(Exchanges talk, Mutation request, String second) {
    return talk.then(request, 202, "{'operation':'op1'}")
        .then(request, 202, "{'operation':'" + second + "'}")
        .then(pollBinding("op1"), 200, RUNNING);
  }

  @Test
  void another_operation_after_the_first_has_ended_is_let_pass() {
    var id = "provision.repeat-keeps-operation";
    assertEquals(
        NOTHING,
        latest()
            .then(provision(), 202, "{'operation':'op1'}")
            .then(provision(), 202, "{'operation':'op2'}")
            .then(poll("op1"), 200, "{'state':'succeeded'}")
            .says(id));
    assertEquals(
        NOTHING, latest().then(provision(), 202, "{}").then(provision(), 202, "{}").says(id));
  }

  @Test
  void an_operation_that_comes_late_is_let_pass() {
    assertEquals(
        NOTHING,
        latest()
            .then(provision(), 202, "{}")
            .then(provision(), 202, "{'operation':'op2'}")
            .then(poll(), 200, RUNNING)
            .says("provision.repeat-keeps-operation"));
  }

  @Test
  void a_refusal_while_an_operation_runs_has_a_description() {
    var id = "concurrency.refusal-has-description";
    assertEquals(VIOLATED, refusedMeanwhile("{}").then(poll(), 200, RUNNING).says(id));
    assertEquals(
        MET, refusedMeanwhile("{'description':'Busy'}").then(poll(), 200, RUNNING).says(id));
    assertEquals(
        NOTHING, refusedMeanwhile("{}").then(poll(), 200, "{'state':'succeeded'}").says(id));
    assertEquals(
        NOTHING, refusedMeanwhile("{'error':'AsyncRequired'}").then(poll(), 200, RUNNING).says(id));
  }

  private static Exchanges refusedMeanwhile(String body) {
    return at(ApiVersion.V2_13).then(provision(), 202, "{}").then(deprovision(), 422, body);
  }

  @Test
  void a_202_has_the_body_of_the_synchronous_answer() {
    var id = "async.accepted-body-like-synchronous";
    var done = "{'state':'succeeded'}";
    assertEquals(
        VIOLATED,
        at(ApiVersion.V2_13)
            .then(provision(), 202, "{'operation':'o'}")
            .then(poll("o"), 200, done)
            .then(provision(), 200, "{'dashboard_url':'u'}")
            .says(id));
    assertEquals(
        MET,
        at(ApiVersion.V2_13)
            .then(provision(), 202, "{'operation':'o','dashboard_url':'u'}")
            .then(poll("o"), 200, done)
            .then(provision(), 200, "{'dashboard_url':'u'}")
            .says(id));
    assertEquals(
        NOTHING, at(ApiVersion.V2_13).provisioned().then(provision(), 200, "{'a':1}").says(id));
  }
}
