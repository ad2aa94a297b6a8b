package org.osbctl.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.client.WaitLimits;
import org.osbctl.mock.Interceptor;
import org.osbctl.mock.MockAnswer;
import org.osbctl.mock.MockOptions;
import org.osbctl.operation.Operation.Poll;
import org.osbctl.spec.Json;
import org.osbctl.spec.ServicePlan;

/** What a run creates, when it ends, and what it leaves. */
class RunLimitsTest {
  @Test
  void few_instances_are_made_and_fewer_live_at_once() {
    try (var broker = FakeBroker.start(200)) {
      var rig = new Rig();
      var result = rig.run(broker.target());
      assertTrue(broker.made() <= 4, () -> broker.made() + " made");
      assertTrue(broker.most() <= 3, () -> broker.most() + " at once");
      assertTrue(broker.made() <= rig.plan().instances(), "more instances than announced");
      assertTrue(broker.bound() <= rig.plan().bindings(), () -> broker.bound() + " bound");
      assertEquals(0, broker.left());
      assertEquals(List.of(), result.leftBehind());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 90, 120, 150, 200, 260})
  void a_cancelled_run_leaves_nothing(int after) {
    var rig = new Rig();
    var sent = new AtomicInteger();
    rig.listening(
        exchange -> {
          if (sent.incrementAndGet() == after) {
            rig.runner().cancel();
          }
        });
    var living = new Living();
    try (var broker = rig.remembering(living).mock(MockOptions.Mode.ASYNC)) {
      var result = rig.run(broker.target());
      assertTrue(result.interrupted());
      assertEquals(List.of(), result.leftBehind());
      assertEquals(Set.of(), living.ids);
    }
  }

  @Test
  void a_lane_that_breaks_leaves_nothing() {
    try (var broker = FakeBroker.start(200)) {
      var asked = new AtomicInteger();
      var breaking =
          new CreatedListener() {
            @Override
            public void asked(String instanceId, ServicePlan plan) {
              // Once something is there.
              if (broker.left() > 0 && asked.incrementAndGet() == 2) {
                throw new IllegalStateException("no space left");
              }
            }

            @Override
            public void gone(String instanceId) {}
          };
      var rig = new Rig().remembering(breaking);
      assertThrows(IllegalStateException.class, () -> rig.run(broker.target()));
      assertEquals(0, broker.left());
    }
  }

  @Test
  void polls_that_are_refused_are_given_up_after_a_minute() {
    Interceptor refusing =
        (request, next) ->
            request.operation() instanceof Poll
                ? MockAnswer.json(400, Json.object().put("description", "Not now."))
                : next.proceed(request);
    var rig = new Rig();
    rig.with(
        new RunOptions(
            false, List.of("mock-mailer"), List.of(), false, Map.of(), 1, WaitLimits.DEFAULT));
    var mock = MockOptions.defaults().withMode(MockOptions.Mode.ASYNC).withInterceptor(refusing);
    try (var broker = rig.mock(mock)) {
      var result = rig.run(broker.target());
      assertTrue(
          result.blockers().getFirst().contains("did not end within 6"),
          () -> result.blockers().toString());
      assertEquals(List.of(), result.leftBehind());
    }
  }

  @Test
  void a_run_stops_at_the_number_of_failures_it_was_given() {
    try (var broker = FakeBroker.start(201)) {
      var all = new Rig().run(broker.target()).requests();
      var rig = new Rig();
      rig.with(rig.options().withFailures(1, false));
      var result = rig.run(broker.target());
      assertEquals(1, result.count(Verdict.FAILED));
      assertTrue(result.requests() < all);
      assertFalse(result.interrupted());
      assertEquals(0, broker.left());
    }
  }

  @Test
  void what_a_failure_was_seen_on_can_be_kept() {
    try (var broker = FakeBroker.start(201)) {
      var rig = new Rig();
      rig.with(rig.options().withFailures(0, true));
      var result = rig.run(broker.target());
      assertTrue(broker.left() > 0);
      assertEquals(broker.left(), result.leftBehind().size());
    }
  }

  @Test
  void the_same_seed_makes_the_same_ids() {
    assertEquals(ids(7), ids(7));
    assertFalse(ids(7).equals(ids(8)));
  }

  private static Set<String> ids(long seed) {
    Set<String> ids = ConcurrentHashMap.newKeySet();
    try (var broker = FakeBroker.start(200)) {
      var rig = new Rig();
      rig.with(rig.options().withSeed(seed));
      rig.listening(exchange -> ids.add(exchange.request().uri().getPath())).run(broker.target());
    }
    return ids;
  }

  /** Remembers what is there. */
  private static final class Living implements CreatedListener {
    private final Set<String> ids = ConcurrentHashMap.newKeySet();

    @Override
    public void asked(String instanceId, ServicePlan plan) {
      ids.add(instanceId);
    }

    @Override
    public void gone(String instanceId) {
      ids.remove(instanceId);
    }
  }
}
