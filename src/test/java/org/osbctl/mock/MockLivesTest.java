package org.osbctl.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.osbctl.client.BrokerClient;
import org.osbctl.client.Caller;
import org.osbctl.client.OperationOutcome.Done;
import org.osbctl.client.OperationOutcome.Refused;
import org.osbctl.client.OperationRunner;
import org.osbctl.client.Poller;
import org.osbctl.client.WaitLimits;
import org.osbctl.http.Authentication;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.HttpResponseData;
import org.osbctl.http.Transport;
import org.osbctl.http.TransportOptions;
import org.osbctl.mock.MockOptions.Mode;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.Query;
import org.osbctl.operation.Requests;
import org.osbctl.operation.Wire;
import org.osbctl.samples.FakeClock;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.ServicePlan;
import tools.jackson.databind.node.StringNode;

class MockLivesTest {
  private static final MockOptions OPTIONS =
      MockOptions.defaults().withAuthentication(new Authentication.None());

  static Stream<Arguments> modes_and_versions() {
    return Stream.of(Mode.values())
        .flatMap(
            mode ->
                Stream.of(ApiVersion.V2_11, ApiVersion.V2_14, ApiVersion.V2_17)
                    .map(version -> Arguments.of(mode, version)));
  }

  private static ServicePlan plan(String offering, String name) {
    return OPTIONS.catalog().offerings().stream()
        .filter(o -> o.name().equals(offering))
        .flatMap(o -> o.plans().stream())
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("modes_and_versions")
  void whole_life_over_http(Mode mode, ApiVersion version) {
    for (var offering : List.of("mock-database", "mock-cluster")) {
      var clock = new FakeClock();
      try (var broker = MockBroker.start(OPTIONS.withMode(mode), clock);
          var transport = new Transport(TransportOptions.DEFAULT, Clock.systemUTC())) {
        var client = new BrokerClient(transport, broker.target(), Caller.of(version), e -> {});
        var asynchronous =
            mode == Mode.ASYNC || (mode == Mode.MIXED && offering.equals("mock-cluster"));
        live(
            client, clock, version, plan(offering, "small"), plan(offering, "large"), asynchronous);
      }
    }
  }

  private static void live(
      BrokerClient client,
      FakeClock clock,
      ApiVersion version,
      ServicePlan small,
      ServicePlan large,
      boolean asynchronous) {
    var service = small.offering().id();
    var runner = new OperationRunner(client, new Poller(client, clock, clock));
    var waiting =
        new OperationRunner.Waiting(
            service, small.id(), WaitLimits.DEFAULT, true, first -> {}, (poll, pause) -> {});
    var later = asynchronous ? 202 : 0;
    var bindLater = version.atLeast(ApiVersion.V2_14) ? later : 0;

    var provision = Requests.provision("i", small).acceptingIncomplete();
    done(runner.run(provision, waiting), later, 201);
    assertEquals(200, client.send(provision).status());
    assertEquals(
        409, client.send(provision.with("plan_id", StringNode.valueOf(large.id()))).status());

    var update =
        Requests.update("i", service)
            .acceptingIncomplete()
            .with("plan_id", StringNode.valueOf(large.id()));
    done(runner.run(update, waiting), later, 200);
    var fetched = client.send(new FetchInstance("i", Query.NONE)).response().orElseThrow();
    assertEquals(
        version.atLeast(ApiVersion.V2_14) ? large.id() : "",
        fetched.body().json().path("plan_id").stringValue(""));

    var bind = Requests.bind("i", "b", service, large.id()).acceptingIncomplete();
    done(runner.run(bind, waiting), bindLater, 201);
    assertEquals(200, client.send(bind).status());
    assertEquals(
        version.atLeast(ApiVersion.V2_14) ? 200 : 404,
        client.send(new FetchBinding("i", "b", Query.NONE)).status());

    var unbind = Requests.unbind("i", "b", service, large.id()).acceptingIncomplete();
    done(runner.run(unbind, waiting), bindLater, 200);
    assertEquals(410, client.send(unbind).status());
    assertEquals(404, client.send(new FetchBinding("i", "b", Query.NONE)).status());

    var deprovision = Requests.deprovision("i", service, large.id()).acceptingIncomplete();
    done(runner.run(deprovision, waiting), later, 200);
    assertEquals(410, client.send(deprovision).status());
    assertEquals(404, client.send(new FetchInstance("i", Query.NONE)).status());
    assertInstanceOf(Refused.class, runner.run(bind, waiting));
  }

  private static void done(Object outcome, int accepted, int status) {
    var done = assertInstanceOf(Done.class, outcome);
    assertEquals(accepted == 0 ? status : accepted, done.first().status());
    assertEquals(accepted != 0, done.lastPoll() != null);
  }

  // In process.

  /** A plan without schemas, which cost more time than all the rest. */
  private static final ServicePlan PLAN = plan("mock-database", "large");

  private static HttpResponseData send(MockCore core, Operation operation) {
    var rendered = Wire.render(operation);
    var headers = org.osbctl.http.Headers.of("X-Broker-API-Version", "2.17");
    var uri = URI.create("http://mock.example.com" + rendered.target());
    var request = new HttpRequestData(rendered.method(), uri, headers, rendered.body());
    return core.answer(MockRequest.of(request, core));
  }

  private static Provision provision(String id) {
    return Requests.provision(id, PLAN).acceptingIncomplete();
  }

  private static Deprovision deprovision(String id) {
    return Requests.deprovision(id, PLAN.offering().id(), PLAN.id()).acceptingIncomplete();
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"SYNC", "ASYNC"})
  void memory_stays_flat_however_many_instances_come_and_go(Mode mode) {
    var clock = new FakeClock();
    var core = new MockCore(OPTIONS.withMode(mode).withDelay(Duration.ofSeconds(1)), clock);
    for (int i = 0; i < 10_000; i++) {
      assertTrue(send(core, provision("i" + i)).status() < 300);
      clock.forward(Duration.ofSeconds(1));
      assertTrue(send(core, deprovision("i" + i)).status() < 300);
    }
    var remembered = core.describe().path("instances").size();
    assertTrue(remembered <= 1_001, () -> remembered + " instances");
    assertEquals(410, send(core, deprovision("i9998")).status());
  }

  @Test
  void id_that_others_ask_for_is_not_lost_when_it_is_made() throws Exception {
    var core = new MockCore(OPTIONS.withMode(Mode.SYNC), new FakeClock());
    var barrier = new CyclicBarrier(2);
    try (var threads = Executors.newFixedThreadPool(1)) {
      for (int i = 0; i < 1_000; i++) {
        var id = "i" + i;
        var fetched =
            threads.submit(
                () -> {
                  barrier.await();
                  return send(core, new FetchInstance(id, Query.NONE)).status();
                });
        barrier.await();
        assertEquals(201, send(core, provision(id)).status());
        assertTrue(List.of(200, 404).contains(fetched.get()));
        assertEquals(200, send(core, new FetchInstance(id, Query.NONE)).status());
      }
    }
  }

  @Test
  void requests_in_parallel_make_and_delete_an_instance_once_each() throws Exception {
    var core = new MockCore(OPTIONS.withMode(Mode.SYNC), new FakeClock());
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int round = 0; round < 100; round++) {
        assertEquals(1, count(threads, core, provision("i"), 201));
        assertEquals(1, count(threads, core, deprovision("i"), 200));
      }
    }
    assertEquals(404, send(core, new FetchInstance("i", Query.NONE)).status());
  }

  /** How many of eight requests at the same time get an answer. */
  private static long count(
      java.util.concurrent.ExecutorService threads, MockCore core, Operation operation, int status)
      throws Exception {
    var answers = new ArrayList<Future<Integer>>();
    for (int i = 0; i < 8; i++) {
      answers.add(threads.submit(() -> send(core, operation).status()));
    }
    int count = 0;
    for (var each : answers) {
      count += each.get() == status ? 1 : 0;
    }
    return count;
  }
}
