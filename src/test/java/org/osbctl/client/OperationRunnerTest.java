package org.osbctl.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.client.OperationOutcome.*;
import org.osbctl.http.Exchange;
import org.osbctl.http.Transport;
import org.osbctl.http.TransportOptions;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.Mutation;
import org.osbctl.operation.OperationKind;
import org.osbctl.operation.Query;
import org.osbctl.operation.Requests;
import org.osbctl.operation.Wire;
import org.osbctl.samples.FakeClock;
import org.osbctl.samples.ScriptedBroker;
import org.osbctl.samples.ScriptedBroker.Reply;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Json;

class OperationRunnerTest {
  private static final Reply ACCEPTED = new Reply(202, "{\"operation\": \"a/b\"}");
  private static final Reply SUCCEEDED = new Reply(200, "{\"state\": \"succeeded\"}");

  private final List<Exchange> accepted = new ArrayList<>();
  private final List<Operation> seen = new ArrayList<>();

  private static Mutation request(OperationKind kind) {
    return switch (kind) {
      case PROVISION -> new Operation.Provision("i", Query.NONE, Json.object());
      case UPDATE -> Requests.update("i", "s");
      case DEPROVISION -> Requests.deprovision("i", "s", "p");
      case BIND -> Requests.bind("i", "b", "s", "p");
      case UNBIND -> Requests.unbind("i", "b", "s", "p");
      default -> throw new IllegalArgumentException(kind.words());
    };
  }

  private OperationOutcome run(OperationKind kind, boolean untilEnd, Reply... replies) {
    var clock = new FakeClock();
    try (var broker = ScriptedBroker.inTurn(replies);
        var transport = new Transport(TransportOptions.DEFAULT, Clock.systemUTC())) {
      var client =
          new BrokerClient(transport, broker.target(), Caller.of(ApiVersion.LATEST), e -> {});
      var waiting =
          new OperationRunner.Waiting(
              "s",
              "p",
              WaitLimits.DEFAULT.withTimeout(Optional.of(Duration.ofSeconds(30))),
              untilEnd,
              accepted::add,
              (exchange, pause) -> {});
      var outcome =
          new OperationRunner(client, new Poller(client, clock, clock)).run(request(kind), waiting);
      seen.addAll(broker.seen());
      return outcome;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PROVISION, 201, {}, true",
    "PROVISION, 200, {}, true",
    "PROVISION, 201, garbage, false",
    "PROVISION, 200, '', false",
    "PROVISION, 204, '', false",
    "PROVISION, 410, {}, false",
    "PROVISION, 409, {}, false",
    "PROVISION, 500, {}, false",
    "BIND, 201, {}, true",
    "BIND, 200, {}, true",
    "BIND, 201, [], false",
    "UPDATE, 200, {}, true",
    "UPDATE, 200, garbage, false",
    "UPDATE, 201, {}, false",
    "UPDATE, 410, {}, false",
    "DEPROVISION, 200, {}, true",
    "DEPROVISION, 200, '', true",
    "DEPROVISION, 410, {}, true",
    "DEPROVISION, 201, {}, false",
    "DEPROVISION, 404, {}, false",
    "DEPROVISION, 204, '', false",
    "UNBIND, 200, garbage, true",
    "UNBIND, 410, '', true",
    "UNBIND, 201, {}, false",
    "UNBIND, 422, {}, false",
  })
  void synchronous_answer_is_done_or_refused(
      OperationKind kind, int status, String body, boolean done) {
    var outcome = run(kind, true, new Reply(status, body));
    assertEquals(done ? Done.class : Refused.class, outcome.getClass());
    assertEquals(status, outcome.first().status());
    assertNull(outcome.lastPoll());
    assertEquals(1, seen.size());
    assertEquals(List.of(), accepted);
  }

  @ParameterizedTest
  @CsvSource({"PROVISION", "UPDATE", "DEPROVISION", "BIND", "UNBIND"})
  void accepted_operation_is_polled_to_its_end(OperationKind kind) {
    var outcome = assertInstanceOf(Done.class, run(kind, true, ACCEPTED, SUCCEEDED));
    assertEquals(202, outcome.first().status());
    assertEquals(outcome.last(), outcome.lastPoll());
    assertEquals(List.of(outcome.first()), accepted);
    var resource = "/v2/service_instances/i" + (kind.ofBinding() ? "/service_bindings/b" : "");
    assertEquals(
        resource + "/last_operation?service_id=s&plan_id=p&operation=a%2Fb",
        Wire.render(seen.getLast()).target());
  }

  @Test
  void accepted_operation_without_key_is_polled_without() {
    run(OperationKind.PROVISION, true, new Reply(202, "{\"operation\": null}"), SUCCEEDED);
    assertEquals(
        "/v2/service_instances/i/last_operation?service_id=s&plan_id=p",
        Wire.render(seen.getLast()).target());
  }

  @Test
  void nobody_waits_when_told_so() {
    assertInstanceOf(Started.class, run(OperationKind.PROVISION, false, ACCEPTED));
    assertEquals(1, seen.size());
    assertEquals(1, accepted.size());
  }

  @Test
  void failure_names_its_reason() {
    var failed =
        assertInstanceOf(
            Failed.class,
            run(
                OperationKind.UPDATE,
                true,
                ACCEPTED,
                new Reply(200, "{\"state\": \"failed\", \"description\": \"Quota.\"}")));
    assertEquals("Quota.", failed.description());
    assertNotNull(failed.lastPoll());
  }

  @Test
  void operation_that_does_not_end_is_given_up() {
    var gaveUp =
        assertInstanceOf(GaveUp.class, run(OperationKind.BIND, true, ACCEPTED, new Reply(500, "")));
    assertEquals(Duration.ofSeconds(30), gaveUp.after());
    assertEquals("500", gaveUp.lastSeen());
  }

  @Test
  void silence_is_no_answer() {
    var outcome = run(OperationKind.PROVISION, true, Reply.none());
    assertInstanceOf(Unanswered.class, outcome);
    assertEquals(0, outcome.first().status());
    assertEquals(1, seen.size(), "nothing is sent twice");
  }
}
