package org.osbctl.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.osbctl.http.Body;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpResponseData;
import org.osbctl.http.TransportFailure;
import org.osbctl.lifecycle.ResourceState.*;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.OperationKind;
import org.osbctl.operation.Query;
import org.osbctl.operation.Requests;
import org.osbctl.samples.Exchanges;
import org.osbctl.spec.ApiVersion;

class TrackerTest {
  private static final Known KNOWN = new Known(ApiVersion.LATEST, States.CATALOG, Headers.NONE);
  private static final String IN_PROGRESS = "{\"state\": \"in progress\"}";
  private static final String SUCCEEDED = "{\"state\": \"succeeded\"}";
  private static final String FAILED = "{\"state\": \"failed\"}";

  private final Tracker tracker = new Tracker();

  private void seen(Operation operation, int status, String body) {
    tracker.note(Exchanges.answered(operation, status, body), operation);
  }

  private ResourceState instance() {
    return tracker.instance("i");
  }

  private ResourceState binding() {
    return tracker.binding("i", "b");
  }

  @Test
  void synchronous_life() {
    assertEquals(States.NEVER, instance());
    seen(States.PROVISION, 201, "{}");
    assertInstanceOf(Ready.class, instance());
    seen(States.BIND, 201, "{}");
    assertInstanceOf(Ready.class, binding());
    seen(States.UPDATE, 200, "{}");
    assertEquals("q", instance().attributesNow().planId());
    assertEquals("q", tracker.plan("i", KNOWN).orElseThrow().id());
    seen(States.UNBIND, 200, "{}");
    assertInstanceOf(Absent.class, binding());
    seen(States.DEPROVISION, 200, "{}");
    assertInstanceOf(Absent.class, instance());
  }

  @Test
  void asynchronous_life() {
    seen(States.PROVISION, 202, "{\"operation\": \"1\"}");
    assertEquals(new Creating(States.MADE, "1"), instance());
    seen(States.POLL, 200, IN_PROGRESS);
    assertEquals(new Creating(States.MADE, "1"), instance());
    seen(States.POLL, 200, SUCCEEDED);
    assertInstanceOf(Ready.class, instance());
    seen(States.BIND, 202, "{\"operation\": \"2\"}");
    assertEquals(new Creating(States.BOUND, "2"), binding());
    seen(States.POLL_BINDING, 200, SUCCEEDED);
    assertEquals(
        new Ready(States.BOUND, new Ended(OperationKind.BIND, true, true, "2")), binding());
    seen(States.UNBIND, 202, "{\"operation\": \"3\"}");
    seen(States.POLL_BINDING, 410, "{}");
    assertEquals(new Absent(new Ended(OperationKind.UNBIND, true, true, "3")), binding());
    seen(States.DEPROVISION, 202, "{\"operation\": \"4\"}");
    seen(States.POLL, 404, "{}");
    assertEquals(new Absent(new Ended(OperationKind.DEPROVISION, true, true, "4")), instance());
  }

  @Test
  void failed_operations() {
    seen(States.PROVISION, 202, "{}");
    seen(States.POLL, 200, FAILED);
    assertInstanceOf(Failed.class, instance());
    seen(States.DEPROVISION, 202, "{}");
    seen(States.POLL, 200, FAILED);
    var failed = assertInstanceOf(Failed.class, instance());
    assertEquals(OperationKind.DEPROVISION, failed.last().kind());
  }

  @Test
  void unanswered_and_broken_requests_leave_it_unknown() {
    tracker.note(
        Exchanges.failed(States.PROVISION, TransportFailure.Kind.TIMEOUT), States.PROVISION);
    assertEquals(States.MADE, assertInstanceOf(Unknown.class, instance()).attributes());
    tracker.note(Exchanges.failed(States.BIND, TransportFailure.Kind.TIMEOUT), States.BIND);
    assertEquals(States.BOUND, assertInstanceOf(Unknown.class, binding()).attributes());
    seen(States.DEPROVISION, 500, "{}");
    assertInstanceOf(Unknown.class, instance());
    seen(States.DEPROVISION, 410, "{}");
    assertInstanceOf(Absent.class, instance());
    seen(Requests.provision("j", States.CATALOG.plan("p").orElseThrow()), 502, "");
    assertInstanceOf(Unknown.class, tracker.instance("j"));
  }

  @Test
  void poll_without_answer_changes_nothing() {
    seen(States.PROVISION, 202, "{}");
    tracker.note(Exchanges.failed(States.POLL, TransportFailure.Kind.TIMEOUT), States.POLL);
    assertInstanceOf(Creating.class, instance());
  }

  @Test
  void instance_and_binding_of_one_id_are_two() {
    seen(States.PROVISION, 201, "{}");
    assertEquals(States.NEVER, tracker.binding("i", "i"));
    seen(States.BIND, 201, "{}");
    seen(States.POLL_BINDING, 410, "{}");
    assertInstanceOf(Ready.class, instance());
  }

  @Test
  void bindings_go_with_their_instance() {
    seen(States.PROVISION, 201, "{}");
    seen(States.BIND, 202, "{}");
    seen(States.DEPROVISION, 200, "{}");
    assertInstanceOf(Absent.class, binding());
    seen(States.PROVISION, 201, "{}");
    assertInstanceOf(Absent.class, binding());
  }

  @Test
  void bindings_go_with_an_instance_whose_id_was_used_again() {
    seen(States.PROVISION, 201, "{}");
    seen(States.BIND, 201, "{}");
    seen(States.DEPROVISION, 202, "{}");
    assertInstanceOf(Ready.class, binding());
    seen(States.PROVISION, 202, "{}");
    assertInstanceOf(Absent.class, binding());
  }

  @Test
  void bindings_of_another_instance_stay() {
    seen(States.BIND, 201, "{}");
    seen(Requests.provision("j", States.CATALOG.plan("p").orElseThrow()), 201, "{}");
    seen(Requests.deprovision("j", "s", "p"), 200, "{}");
    assertInstanceOf(Ready.class, binding());
  }

  @Test
  void others_are_busy_while_a_binding_is() {
    var other = Requests.bind("i", "c", "s", "p");
    seen(States.PROVISION, 201, "{}");
    seen(States.BIND, 202, "{}");
    assertTrue(tracker.othersBusy(other));
    assertTrue(tracker.othersBusy(States.UPDATE));
    assertFalse(tracker.othersBusy(States.BIND));
    assertFalse(tracker.othersBusy(Requests.bind("j", "c", "s", "p")));
    assertTrue(tracker.situation(States.UPDATE, KNOWN, List.of()).othersBusy());
    seen(States.POLL_BINDING, 200, SUCCEEDED);
    assertFalse(tracker.othersBusy(other));
  }

  @Test
  void plan_is_asynchronous_once_it_was_seen_to_be() {
    seen(States.PROVISION, 202, "{}");
    assertTrue(tracker.seenAsynchronous("p", OperationKind.PROVISION));
    assertFalse(tracker.seenAsynchronous("q", OperationKind.PROVISION));
    assertFalse(tracker.seenAsynchronous("p", OperationKind.DEPROVISION));
    var other = Requests.provision("j", States.CATALOG.plan("p").orElseThrow());
    assertTrue(tracker.situation(other, KNOWN, List.of()).asynchronous());
  }

  @Test
  void asynchronous_update_counts_for_the_plan_before() {
    seen(States.PROVISION, 201, "{}");
    seen(States.UPDATE, 202, "{}");
    assertTrue(tracker.seenAsynchronous("p", OperationKind.UPDATE));
    assertFalse(tracker.seenAsynchronous("q", OperationKind.UPDATE));
  }

  @Test
  void asynchronous_answer_about_an_unknown_plan_counts_for_none() {
    seen(Requests.deprovision("x", "s", "p"), 202, "{}");
    var another = Requests.deprovision("y", "s", "p");
    assertFalse(tracker.situation(another, KNOWN, List.of()).asynchronous());
  }

  @Test
  void what_is_assumed_holds_until_something_is_seen() {
    tracker.assume("i", States.ready(OperationKind.PROVISION, true, false));
    tracker.assume("i", "b", States.ready(OperationKind.BIND, true, false));
    assertInstanceOf(Ready.class, instance());
    seen(States.UNBIND, 410, "{}");
    assertInstanceOf(Absent.class, binding());
  }

  @Test
  void latecomer_takes_the_unseen_for_what_it_is_told() {
    var late = new Tracker(new Unknown(Attributes.UNKNOWN, "came in late"));
    assertInstanceOf(Unknown.class, late.instance("i"));
    late.note(Exchanges.answered(States.BIND, 409, "{}"), States.BIND);
    assertInstanceOf(Unknown.class, late.binding("i", "b"));
    assertInstanceOf(Unknown.class, late.situation(States.UPDATE, KNOWN, List.of()).instance());
  }

  @Test
  void situation_of_a_request_about_nothing_is_empty() {
    var situation = tracker.situation(new GetCatalog(), KNOWN, List.of());
    assertEquals(States.NEVER, situation.instance());
    assertEquals(States.NEVER, situation.binding());
    seen(new GetCatalog(), 200, "{}");
    seen(new Unrecognised("POST", "/x", Query.NONE), 404, "");
    assertEquals(States.NEVER, instance());
  }

  @Test
  void key_is_a_non_empty_string_of_a_202() {
    assertEquals("k", key(202, "{\"operation\": \"k\"}"));
    for (var body :
        List.of(
            "{}",
            "{\"operation\": \"\"}",
            "{\"operation\": null}",
            "{\"operation\": 5}",
            "[]",
            "",
            "x")) {
      assertNull(key(202, body), body);
    }
    assertNull(key(200, "{\"operation\": \"k\"}"));
  }

  private static String key(int status, String body) {
    return Tracker.operationKey(new HttpResponseData(status, Headers.NONE, Body.of(body)));
  }

  @Test
  void answer_is_status_error_and_state() {
    var response =
        new HttpResponseData(
            422, Headers.NONE, Body.of("{\"error\": \"AsyncRequired\", \"state\": 5}"));
    assertEquals(Answer.error(422, "AsyncRequired"), Tracker.answer(response));
    assertEquals(
        Answer.of(500), Tracker.answer(new HttpResponseData(500, Headers.NONE, Body.of("<html>"))));
  }
}
