package org.osbctl.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.client.Caller;
import org.osbctl.client.WaitLimits;
import org.osbctl.http.Exchange;
import org.osbctl.http.Target;
import org.osbctl.http.Transport;
import org.osbctl.http.TransportOptions;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.mock.MockOptions.Mode;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.Deprovision;
import org.osbctl.operation.Operation.GetCatalog;
import org.osbctl.operation.Operation.OfBinding;
import org.osbctl.operation.Operation.OfInstance;
import org.osbctl.operation.Operation.Provision;
import org.osbctl.operation.Wire;
import org.osbctl.samples.FakeClock;
import org.osbctl.samples.ScriptedBroker;
import org.osbctl.samples.ScriptedBroker.Reply;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Json;
import org.osbctl.spec.ServicePlan;

class RunnerTest {
  private static final Duration DELAY = Duration.ofSeconds(5);

  private final FakeClock clock = new FakeClock();
  private final Created created = new Created();

  /** Remembers what was asked for and is not gone. */
  private static final class Created implements CreatedListener {
    private final Set<String> all = Collections.synchronizedSet(new HashSet<>());
    private final Set<String> left = Collections.synchronizedSet(new HashSet<>());

    @Override
    public void asked(String instanceId, ServicePlan plan) {
      all.add(instanceId);
      left.add(instanceId);
    }

    @Override
    public void gone(String instanceId) {
      left.remove(instanceId);
    }
  }

  private record Outcome(RunPlan plan, RunResult result, List<Exchange> exchanges) {
    /** The last exchanges. */
    String last() {
      var last = exchanges.subList(Math.max(0, exchanges.size() - 20), exchanges.size());
      return last.stream()
          .map(
              each ->
                  each.request()
                      + " "
                      + each.response().map(r -> r.status() + " " + r.body().text()).orElse("-"))
          .collect(Collectors.joining("\n", "\n", "\n"));
    }

    /** Requirements with a verdict, and why. */
    List<String> with(Verdict verdict) {
      return result.requirements().stream()
          .filter(each -> each.verdict() == verdict)
          .map(each -> each.requirement().id() + " " + each.findings() + each.reason())
          .toList();
    }
  }

  private static RunOptions options(boolean quick) {
    return new RunOptions(quick, List.of(), List.of(), false, Map.of(), 1, WaitLimits.DEFAULT);
  }

  private Outcome run(Target target, ApiVersion version, RunOptions options) {
    return run(target, version, options, runner -> {}, Integer.MAX_VALUE);
  }

  /** Runs, and does something to the runner after a number of requests. */
  private Outcome run(
      Target target, ApiVersion version, RunOptions options, Consumer<Runner> then, int after) {
    var exchanges = Collections.synchronizedList(new ArrayList<Exchange>());
    var runner = new Runner[1];
    var count = new AtomicInteger();
    try (var transport = new Transport(TransportOptions.DEFAULT, Clock.systemUTC())) {
      runner[0] =
          new Runner(
              transport,
              target,
              Caller.of(version),
              clock,
              clock,
              heard -> {
                exchanges.add(heard.exchange());
                if (count.incrementAndGet() == after) {
                  then.accept(runner[0]);
                }
              },
              created);
      runner[0].fetchCatalog();
      var plan = Planner.plan(runner[0].catalog(), options);
      return new Outcome(plan, runner[0].run(plan, options), List.copyOf(exchanges));
    }
  }

  private MockBroker mock(Mode mode) {
    return MockBroker.start(MockOptions.defaults().withMode(mode).withDelay(DELAY), clock);
  }

  /** Over real sockets; the self-test goes through all versions. */
  static Stream<Arguments> modes_and_versions() {
    return Stream.of(Mode.values())
        .flatMap(
            mode ->
                Stream.of(ApiVersion.V2_11, ApiVersion.LATEST)
                    .map(version -> Arguments.of(mode, version)));
  }

  @ParameterizedTest
  @MethodSource("modes_and_versions")
  void nothing_is_wrong_with_the_mock(Mode mode, ApiVersion version) {
    try (var broker = mock(mode)) {
      var outcome = run(broker.target(), version, options(false));
      assertEquals(List.of(), outcome.with(Verdict.FAILED));
      assertEquals(List.of(), outcome.with(Verdict.WARNED));
      assertEquals(List.of(), outcome.with(Verdict.BLOCKED));
      assertEquals(List.of(), outcome.result().blockers());
      assertFalse(outcome.result().isRed(true));
      assertFalse(outcome.result().interrupted());
      assertNothingLeft(outcome);
      assertAsAnnounced(outcome);
    }
  }

  private void assertNothingLeft(Outcome outcome) {
    assertEquals(List.of(), outcome.result().leftBehind());
    assertEquals(Set.of(), created.left);
    assertEquals(Set.of(), alive(outcome.exchanges(), new AtomicInteger()));
  }

  private static void assertAsAnnounced(Outcome outcome) {
    var result = outcome.result();
    var plan = outcome.plan();
    assertFalse(plan.lanes().isEmpty());
    assertTrue(result.instancesCreated() >= plan.lanes().size());
    assertTrue(result.instancesCreated() <= plan.instances(), "instances as announced");
    assertTrue(result.bindingsCreated() <= plan.bindings(), "bindings as announced");
    assertTrue(plan.instances() <= 4 * plan.lanes().size(), "few instances");
    var most = new AtomicInteger();
    alive(outcome.exchanges(), most);
    assertTrue(most.get() <= 3, () -> most + " alive at a time");
    assertEquals(outcome.exchanges().size(), result.requests());
  }

  /** The instances that are there at the end; one lane works at a time. */
  private static Set<String> alive(List<Exchange> exchanges, AtomicInteger most) {
    var alive = new HashSet<String>();
    for (var exchange : exchanges) {
      var request = exchange.request();
      var operation = Wire.parse(request.method(), request.target(), request.body());
      if (operation instanceof Provision p && exchange.status() / 100 == 2) {
        alive.add(p.instanceId());
      }
      var gone = exchange.status() == 410 || exchange.status() == 200;
      if (operation instanceof Deprovision d && gone) {
        alive.remove(d.instanceId());
      }
      if (operation instanceof OfInstance poll
          && !(poll instanceof OfBinding)
          && exchange.status() == 410) {
        alive.remove(poll.instanceId());
      }
      most.accumulateAndGet(alive.size(), Math::max);
    }
    return alive;
  }

  @Test
  void quick_run_creates_nothing() {
    try (var broker = mock(Mode.MIXED)) {
      var outcome = run(broker.target(), ApiVersion.LATEST, options(true));
      assertEquals(0, outcome.plan().instances());
      assertEquals(0, outcome.result().instancesCreated());
      assertEquals(0, outcome.result().bindingsCreated());
      assertFalse(outcome.result().isRed(true));
      assertTrue(outcome.result().count(Verdict.PASSED) > 20);
      assertEquals(Set.of(), created.left);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 20, 60, 62, 64, 70, 80, 90, 100, 110, 120, 150})
  void cancelled_run_leaves_nothing_behind(int after) {
    try (var broker = mock(Mode.ASYNC)) {
      var outcome = run(broker.target(), ApiVersion.LATEST, options(false), Runner::cancel, after);
      assertTrue(outcome.result().interrupted());
      assertEquals(List.of(), outcome.result().leftBehind(), outcome::last);
      assertEquals(Set.of(), created.left);
      assertEquals(404, state(outcome, broker.target()));
    }
  }

  /** The broker's own word on every instance that was asked for; 404 unless one is there. */
  private int state(Outcome outcome, Target target) {
    var worst = 404;
    try (var transport = new Transport(TransportOptions.DEFAULT, Clock.systemUTC())) {
      var client =
          new org.osbctl.client.BrokerClient(
              transport, target, Caller.of(ApiVersion.LATEST), e -> {});
      for (var id : created.all) {
        var status =
            client.send(new Operation.FetchInstance(id, org.osbctl.operation.Query.NONE)).status();
        worst = status == 404 ? worst : status;
      }
    }
    assertEquals(outcome.result().target(), target.baseUrl());
    return worst;
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 422, 500, 503})
  void broker_that_refuses_everything_blocks_with_names(int status) {
    var catalog = Json.text(MockOptions.defaults().catalog().json());
    try (var broker =
        new ScriptedBroker(
            operation ->
                operation instanceof GetCatalog
                    ? new Reply(200, catalog)
                    : new Reply(status, "{\"description\": \"No.\"}"))) {
      var outcome = run(broker.target(), ApiVersion.LATEST, options(false));
      var lane = outcome.plan().lanes().getFirst().name();
      assertTrue(outcome.result().isRed(false));
      assertTrue(
          outcome.result().blockers().stream()
              .anyMatch(
                  blocker -> blocker.contains(lane) && blocker.contains(Integer.toString(status))),
          () -> lane + " in " + outcome.result().blockers());
      assertTrue(outcome.result().count(Verdict.BLOCKED) > 0);
      assertEquals(0, outcome.result().instancesCreated());
    }
  }

  @Test
  void broker_without_catalog_is_judged_by_what_it_answers() {
    try (var broker = ScriptedBroker.inTurn(new Reply(500, "out of order"))) {
      var outcome = run(broker.target(), ApiVersion.LATEST, options(false));
      assertEquals(List.of(), outcome.plan().lanes());
      assertTrue(outcome.result().isRed(false));
      // A server in trouble may have carried out what it says nothing of.
      assertEquals(outcome.result().leftBehind().size(), created.left.size());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"SYNC", "ASYNC"})
  void lanes_side_by_side_leave_nothing_behind(Mode mode) {
    var options =
        new RunOptions(false, List.of(), List.of(), true, Map.of(), 4, WaitLimits.DEFAULT);
    try (var broker = mock(mode)) {
      var outcome = run(broker.target(), ApiVersion.LATEST, options);
      assertEquals(List.of(), outcome.result().blockers());
      assertEquals(List.of(), outcome.result().leftBehind(), outcome::last);
      assertEquals(Set.of(), created.left);
    }
  }
}
