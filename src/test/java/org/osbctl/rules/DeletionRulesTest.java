package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.Exchanges.*;
import static org.osbctl.rules.Exchanges.Said.*;

import org.junit.jupiter.api.Test;

class DeletionRulesTest {
  private static final String RUNNING = "{'state':'in progress'}";
  private static final String DONE = "{'state':'succeeded'}";
  private static final String FAILED = "{'state':'failed'}";

  private static Exchanges deprovisioned() {
    return latest().provisioned().then(deprovision(), 200, "{}");
  }

  private static Exchanges unbound() {
    return latest().bound().then(unbind(), 200, "{}");
  }

  @Test
  void a_deleted_instance_is_gone() {
    var id = "deprovision.removes-instance";
    assertEquals(VIOLATED, deprovisioned().then(fetch(), 200, "{}").says(id));
    assertEquals(MET, deprovisioned().then(fetch(), 404, "{}").says(id));
    assertEquals(MET, deprovisioned().then(deprovision(), 410, "{}").says(id));
    assertEquals(
        VIOLATED,
        deprovisioned().then(deprovision(), 410, "{}").then(fetch(), 200, "{}").saysLast(id));
    assertEquals(NOTHING, deprovisioned().then(deprovision(), 200, "{}").says(id));
    assertEquals(
        NOTHING,
        latest().provisioned().then(deprovision(), 400, "{}").then(fetch(), 200, "{}").says(id));
    assertEquals(NOTHING, latest().provisioned().then(fetch(), 200, "{}").says(id));
  }

  @Test
  void a_broker_that_can_deny_does_not_delete_twice() {
    var talk = latest().then(deprovision("other"), 410, "{}");
    assertEquals(
        VIOLATED,
        talk.provisioned()
            .then(deprovision(), 200, "{}")
            .then(deprovision(), 200, "{}")
            .says("deprovision.removes-instance"));
  }

  @Test
  void a_deleted_binding_is_gone() {
    var id = "unbind.removes-binding";
    assertEquals(VIOLATED, unbound().then(fetchBinding(), 200, "{}").says(id));
    assertEquals(MET, unbound().then(fetchBinding(), 404, "{}").says(id));
    assertEquals(MET, unbound().then(unbind(), 410, "{}").says(id));
    assertEquals(NOTHING, latest().bound().then(fetchBinding(), 200, "{}").says(id));
  }

  private static Exchanges interrupted(int status) {
    return latest()
        .then(provision(), 202, "{}")
        .then(poll(), 200, RUNNING)
        .then(deprovision(), status, "{}");
  }

  private static Exchanges bindInterrupted(int status) {
    return latest()
        .provisioned()
        .then(bind(), 202, "{}")
        .then(pollBinding(), 200, RUNNING)
        .then(unbind(), status, "{}");
  }

  @Test
  void a_deletion_stops_the_creation() {
    var instance = "deprovision.during-provision-stops-creation";
    assertEquals(
        VIOLATED, interrupted(202).then(poll(), 200, DONE).then(fetch(), 200, "{}").says(instance));
    assertEquals(
        MET, interrupted(202).then(poll(), 200, DONE).then(fetch(), 404, "{}").says(instance));
    assertEquals(VIOLATED, interrupted(200).then(poll(), 200, RUNNING).says(instance));
    assertEquals(
        NOTHING, interrupted(422).then(poll(), 200, DONE).then(fetch(), 200, "{}").says(instance));
    assertEquals(NOTHING, deprovisioned().then(fetch(), 200, "{}").says(instance));
    var binding = "unbind.during-bind-stops-creation";
    assertEquals(VIOLATED, bindInterrupted(200).then(fetchBinding(), 200, "{}").says(binding));
    assertEquals(MET, bindInterrupted(200).then(fetchBinding(), 404, "{}").says(binding));
    assertEquals(NOTHING, unbound().then(fetchBinding(), 200, "{}").says(binding));
  }

  @Test
  void after_an_asynchronous_deletion_a_poll_shows_the_deletion() {
    var instance = "deprovision.during-provision-poll-shows-deletion";
    assertEquals(MET, interrupted(202).then(poll(), 410, "{}").says(instance));
    assertEquals(
        MET, interrupted(202).then(poll(), 200, DONE).then(fetch(), 404, "{}").says(instance));
    assertEquals(
        VIOLATED, interrupted(202).then(poll(), 200, DONE).then(fetch(), 200, "{}").says(instance));
    assertEquals(
        NOTHING,
        latest()
            .then(provision(), 202, "{'operation':'make'}")
            .then(deprovision(), 202, "{'operation':'delete'}")
            .then(poll("delete"), 200, DONE)
            .then(fetch(), 200, "{}")
            .says(instance));
    var binding = "unbind.during-bind-poll-shows-deletion";
    assertEquals(
        VIOLATED,
        bindInterrupted(202)
            .then(pollBinding(), 200, DONE)
            .then(fetchBinding(), 200, "{}")
            .says(binding));
    assertEquals(MET, bindInterrupted(202).then(pollBinding(), 410, "{}").says(binding));
    assertEquals(NOTHING, unbound().then(pollBinding(), 410, "{}").says(binding));
  }

  @Test
  void after_a_synchronous_deletion_a_poll_shows_the_creation_as_failed() {
    var instance = "deprovision.during-provision-poll-shows-failed";
    assertEquals(MET, interrupted(200).then(poll(), 200, FAILED).says(instance));
    assertEquals(MET, interrupted(200).then(poll(), 404, "{}").says(instance));
    assertEquals(VIOLATED, interrupted(200).then(poll(), 200, DONE).says(instance));
    assertEquals(NOTHING, interrupted(202).then(poll(), 200, DONE).says(instance));
    assertEquals(
        NOTHING,
        latest()
            .then(provision(), 202, "{}")
            .then(deprovision(), 200, "{}")
            .then(poll(), 200, DONE)
            .says(instance));
    var binding = "unbind.during-bind-poll-shows-failed";
    assertEquals(MET, bindInterrupted(200).then(pollBinding(), 200, FAILED).says(binding));
    assertEquals(VIOLATED, bindInterrupted(200).then(pollBinding(), 200, RUNNING).says(binding));
    assertEquals(NOTHING, unbound().then(pollBinding(), 200, DONE).says(binding));
  }

  @Test
  void a_poll_before_the_deletion_shows_nothing_of_it() {
    var instance = "deprovision.during-provision-poll-shows-deletion";
    var early = latest().then(provision(), 202, "{}").then(poll(), 200, RUNNING);
    assertEquals(
        NOTHING, early.then(deprovision(), 202, "{}").then(fetch(), 200, "{}").says(instance));
    assertEquals(
        NOTHING,
        interrupted(202).then(poll(), 200, RUNNING).then(fetch(), 404, "{}").says(instance));
    assertEquals(
        NOTHING, interrupted(202).then(poll(), 200, DONE).then(fetch(), 500, "{}").says(instance));
    assertEquals(NOTHING, interrupted(200).then(poll(), 410, "{}").says(instance));
    assertEquals(NOTHING, interrupted(202).then(fetch(), 410, "{}").says(instance));
  }

  @Test
  void a_poll_with_the_key_of_the_creation_shows_the_creation() {
    var instance = "deprovision.during-provision-poll-shows-failed";
    var interrupted =
        latest()
            .then(provision(), 202, "{'operation':'make'}")
            .then(poll("make"), 200, RUNNING)
            .then(deprovision(), 200, "{}");
    assertEquals(VIOLATED, interrupted.then(poll("make"), 200, DONE).says(instance));
    var other =
        latest()
            .then(provision(), 202, "{'operation':'make'}")
            .then(poll("make"), 200, RUNNING)
            .then(deprovision(), 200, "{}");
    assertEquals(NOTHING, other.then(poll("other"), 200, DONE).says(instance));
    assertEquals(NOTHING, other.then(poll("make"), 200, "{}").says(instance));
    assertEquals(NOTHING, other.then(fetch(), 200, "{}").says(instance));
  }
}
