package org.osbctl.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.lifecycle.ResourceState.*;
import org.osbctl.operation.Operation.Update;
import org.osbctl.operation.Operation.WithBody;
import org.osbctl.operation.OperationKind;
import org.osbctl.operation.Requests;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.StringNode;

class TransitionTest {
  private static final ResourceState CREATING = new Creating(States.MADE, "key");
  private static final ResourceState DELETING = new Deleting(States.MADE, "key", false);
  private static final ResourceState UPDATING = new Updating(States.MADE, States.UPDATE, "key");
  private static final ResourceState READY = States.ready(OperationKind.PROVISION, true, false);
  private static final Update OTHER_UPDATE =
      Requests.update("i", "s").with("parameters", Json.object().put("size", 3));

  private static ResourceState created(ResourceState before, int status, @Nullable String key) {
    return Transition.created(before, States.PROVISION, Answer.of(status), key);
  }

  private static ResourceState deleted(ResourceState before, int status) {
    return Transition.deleted(before, OperationKind.DEPROVISION, Answer.of(status), "next");
  }

  private static ResourceState polled(ResourceState before, Answer answer) {
    return Transition.polled(before, OperationKind.PROVISION, answer);
  }

  @Test
  void synchronous_provision_makes_it_ready() {
    var ready = new Ready(States.MADE, new Ended(OperationKind.PROVISION, true, false, null));
    assertEquals(ready, created(States.NEVER, 201, null));
    assertEquals(ready, created(States.NEVER, 200, null));
  }

  @Test
  void asynchronous_provision_runs_with_its_key() {
    assertEquals(CREATING, created(States.NEVER, 202, "key"));
    assertNull(created(States.NEVER, 202, null).operationKey());
  }

  @Test
  void repeat_changes_nothing() {
    assertSame(CREATING, created(CREATING, 202, "other"));
    assertSame(READY, created(READY, 200, null));
    assertSame(READY, created(READY, 409, null));
  }

  @Test
  void repeat_that_is_answered_200_tells_that_the_creation_has_ended() {
    assertEquals(
        new Ready(States.MADE, new Ended(OperationKind.PROVISION, true, true, "key")),
        created(CREATING, 200, null));
  }

  @Test
  void provision_that_works_while_deleting_makes_a_new_instance() {
    var other = States.otherPlan(States.PROVISION);
    var accepted = Transition.created(DELETING, other, Answer.of(202), "new");
    assertEquals(new Creating(Attributes.of(other), "new"), accepted);
    var made = Transition.created(DELETING, other, Answer.of(201), null);
    assertEquals("q", States.plan(made).orElseThrow());
    assertSame(DELETING, Transition.created(DELETING, other, Answer.of(200), null));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 408, 409, 412, 422, 429})
  void refusal_leaves_nothing(int status) {
    assertEquals(States.NEVER, created(States.NEVER, status, null));
    assertSame(READY, deleted(READY, status));
    assertSame(READY, Transition.updated(READY, States.UPDATE, Answer.of(status), null));
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 206, 302, 500, 503, 599})
  void strange_answer_to_a_provision_leaves_us_in_the_dark(int status) {
    var unknown = assertInstanceOf(Unknown.class, created(States.NEVER, status, null));
    assertEquals(States.MADE, unknown.attributes());
    assertTrue(unknown.why().contains("" + status), unknown.why());
    assertSame(READY, created(READY, status, null));
  }

  @Test
  void bind_makes_a_binding() {
    var made = Transition.created(States.NEVER, States.BIND, Answer.of(201), null);
    assertEquals(new Ready(States.BOUND, States.ended(OperationKind.BIND, true, false)), made);
  }

  @Test
  void update_changes_the_plan_at_once_or_at_its_end() {
    var now = Transition.updated(READY, States.UPDATE, Answer.of(200), null);
    assertEquals("q", States.plan(now).orElseThrow());
    var later = Transition.updated(READY, States.UPDATE, Answer.of(202), "key");
    assertEquals(UPDATING, later);
    assertEquals("p", States.plan(later).orElseThrow());
    assertEquals("q", States.plan(polled(later, Answer.state("succeeded"))).orElseThrow());
    assertEquals("p", States.plan(polled(later, Answer.state("failed"))).orElseThrow());
  }

  @Test
  void repeated_update_goes_on_until_it_is_answered_200() {
    assertSame(UPDATING, Transition.updated(UPDATING, States.UPDATE, Answer.of(202), "other"));
    var over = Transition.updated(UPDATING, States.UPDATE, Answer.of(200), null);
    assertEquals("q", States.plan(assertInstanceOf(Ready.class, over)).orElseThrow());
  }

  @Test
  void another_update_is_let_in_only_after_the_first() {
    var next = Transition.updated(UPDATING, OTHER_UPDATE, Answer.of(202), "next");
    assertEquals(new Updating(States.MADE.after(States.UPDATE), OTHER_UPDATE, "next"), next);
    var over = Transition.updated(UPDATING, OTHER_UPDATE, Answer.of(200), null);
    assertEquals("q", States.plan(assertInstanceOf(Ready.class, over)).orElseThrow());
    assertSame(UPDATING, Transition.updated(UPDATING, OTHER_UPDATE, Answer.of(422), null));
  }

  @Test
  void update_is_let_in_only_after_the_creation() {
    var updating = Transition.updated(CREATING, States.UPDATE, Answer.of(202), "next");
    assertEquals(new Updating(States.MADE, States.UPDATE, "next"), updating);
    var updated = Transition.updated(CREATING, States.UPDATE, Answer.of(200), null);
    assertEquals("q", States.plan(assertInstanceOf(Ready.class, updated)).orElseThrow());
    assertSame(CREATING, Transition.updated(CREATING, States.UPDATE, Answer.of(422), null));
  }

  @Test
  void update_of_what_is_not_there_changes_nothing() {
    for (var before : new ResourceState[] {States.NEVER, DELETING}) {
      assertSame(before, Transition.updated(before, States.UPDATE, Answer.of(200), null));
      assertSame(before, Transition.updated(before, States.UPDATE, Answer.of(202), "key"));
    }
  }

  @Test
  void delete_ends_it_at_once_or_later() {
    assertEquals(
        new Absent(States.ended(OperationKind.DEPROVISION, true, false)), deleted(READY, 200));
    assertEquals(new Deleting(States.MADE, "next", false), deleted(READY, 202));
    assertEquals(new Deleting(States.MADE, "next", true), deleted(CREATING, 202));
    assertSame(DELETING, deleted(DELETING, 202));
  }

  @Test
  void gone_ends_it_too() {
    assertInstanceOf(Absent.class, deleted(READY, 410));
    var after = assertInstanceOf(Absent.class, deleted(DELETING, 410));
    assertEquals(States.ended(OperationKind.DEPROVISION, true, true), after.last());
    assertSame(States.NEVER, deleted(States.NEVER, 410));
  }

  @Test
  void broken_delete_leaves_us_in_the_dark() {
    assertInstanceOf(Unknown.class, deleted(READY, 500));
    assertSame(States.NEVER, deleted(States.NEVER, 500));
  }

  @Test
  void poll_ends_what_runs() {
    assertEquals(
        new Ready(States.MADE, States.ended(OperationKind.PROVISION, true, true)),
        polled(CREATING, Answer.state("succeeded")));
    assertEquals(
        new Failed(States.MADE, States.ended(OperationKind.PROVISION, false, true)),
        polled(CREATING, Answer.state("failed")));
    assertEquals(
        new Absent(States.ended(OperationKind.DEPROVISION, true, true)),
        polled(DELETING, Answer.state("succeeded")));
    assertEquals(
        new Failed(States.MADE, States.ended(OperationKind.DEPROVISION, false, true)),
        polled(DELETING, Answer.state("failed")));
  }

  @Test
  void poll_of_a_binding_ends_an_operation_on_a_binding() {
    var deleting = new Deleting(States.BOUND, "key", false);
    assertEquals(
        new Absent(States.ended(OperationKind.UNBIND, true, true)),
        Transition.polled(deleting, OperationKind.BIND, Answer.state("succeeded")));
  }

  @Test
  void a17_poll_answered_410_or_404_ends_a_delete_only() {
    for (int status : new int[] {404, 410}) {
      assertInstanceOf(Absent.class, polled(DELETING, Answer.of(status)));
      assertSame(CREATING, polled(CREATING, Answer.of(status)));
      assertSame(UPDATING, polled(UPDATING, Answer.of(status)));
      assertSame(READY, polled(READY, Answer.of(status)));
    }
  }

  @Test
  void poll_that_says_nothing_new_changes_nothing() {
    for (var state : States.ofInstance()) {
      assertSame(state, polled(state, Answer.state("in progress")));
      assertSame(state, polled(state, Answer.state("done")));
      assertSame(state, polled(state, Answer.of(200)));
      assertSame(state, polled(state, Answer.of(500)));
      assertSame(state, polled(state, new Answer(202, null, "succeeded")));
      if (!state.isBusy()) {
        assertSame(state, polled(state, Answer.state("succeeded")));
        assertSame(state, polled(state, Answer.state("failed")));
      }
    }
  }

  @Test
  void fetch_that_finds_it_ends_its_creation() {
    var found = Transition.fetched(CREATING, OperationKind.PROVISION, Answer.of(200));
    assertEquals(new Ready(States.MADE, States.ended(OperationKind.PROVISION, true, true)), found);
    for (var state : States.ofInstance()) {
      assertSame(state, Transition.fetched(state, OperationKind.PROVISION, Answer.of(404)));
    }
  }

  @Test
  void silence_leaves_us_in_the_dark_about_what_was_to_change() {
    var unanswered = Transition.unanswered(States.NEVER, OperationKind.PROVISION, States.PROVISION);
    assertEquals(States.MADE, assertInstanceOf(Unknown.class, unanswered).attributes());
    var update = Transition.unanswered(READY, OperationKind.UPDATE, States.UPDATE);
    assertEquals(States.MADE, assertInstanceOf(Unknown.class, update).attributes());
    assertSame(READY, Transition.unanswered(READY, OperationKind.POLL_INSTANCE, null));
    assertSame(READY, Transition.unanswered(READY, OperationKind.FETCH_INSTANCE, null));
  }

  @Test
  void success_after_silence_brings_light() {
    var dark = new Unknown(States.MADE, "no answer");
    var again = States.PROVISION.with("plan_id", StringNode.valueOf("q"));
    assertEquals(
        "q", States.plan(Transition.created(dark, again, Answer.of(201), null)).orElseThrow());
    assertInstanceOf(Absent.class, deleted(dark, 410));
    assertInstanceOf(Absent.class, deleted(dark, 200));
  }

  @Test
  void every_answer_in_every_state_gives_a_state() {
    for (var state : States.ofInstance()) {
      for (int status = 100; status < 600; status++) {
        var answer = Answer.of(status);
        WithBody provision = States.PROVISION;
        assertTrue(
            Transition.created(state, provision, answer, "k").operationKey() == null
                || status == 202
                || state.operationKey() != null);
        assertTrue(!deleted(state, status).isBusy() || status == 202 || state.isBusy());
        var updated = Transition.updated(state, States.UPDATE, answer, "k");
        assertTrue(!updated.isBusy() || status == 202 || state.isBusy());
      }
    }
  }
}
