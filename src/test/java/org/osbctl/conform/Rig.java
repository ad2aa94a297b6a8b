package org.osbctl.conform;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.osbctl.client.Caller;
import org.osbctl.client.WaitLimits;
import org.osbctl.http.Exchange;
import org.osbctl.http.Target;
import org.osbctl.http.Transport;
import org.osbctl.http.TransportOptions;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.samples.FakeClock;
import org.osbctl.spec.ApiVersion;

/** Runs in which time passes only when the tool waits for it. */
final class Rig {
  private static final Duration WORK = Duration.ofMillis(60);

  private final FakeClock time = new FakeClock();
  private ApiVersion version = ApiVersion.LATEST;
  private RunOptions options =
      new RunOptions(
              false,
              List.of(),
              List.of(),
              false,
              Map.of(),
              1,
              WaitLimits.DEFAULT.withTimeout(Optional.of(Duration.ofMinutes(1))))
          .withSeed(7);
  private Consumer<Exchange> listener = exchange -> {};
  private CreatedListener created = CreatedListener.none();
  private final AtomicReference<Runner> runner = new AtomicReference<>();
  private RunPlan plan = new RunPlan(List.of());

  Rig at(ApiVersion other) {
    version = other;
    return this;
  }

  Rig with(RunOptions other) {
    options = other;
    return this;
  }

  Rig listening(Consumer<Exchange> other) {
    listener = other;
    return this;
  }

  Rig remembering(CreatedListener other) {
    created = other;
    return this;
  }

  RunOptions options() {
    return options;
  }

  /** The runner of the run under way. */
  Runner runner() {
    return runner.get();
  }

  /** What the last run announced. */
  RunPlan plan() {
    return plan;
  }

  /** A mock whose asynchronous work takes a while. */
  MockBroker mock(MockOptions.Mode mode) {
    return mock(MockOptions.defaults().withMode(mode).withDelay(WORK));
  }

  /** A mock in the time of the runs. */
  MockBroker mock(MockOptions of) {
    return MockBroker.start(of, time);
  }

  RunResult run(Target target) {
    try (var transport = new Transport(TransportOptions.DEFAULT, time)) {
      var made =
          new Runner(
              transport,
              target,
              Caller.of(version),
              time,
              time,
              heard -> listener.accept(heard.exchange()),
              created);
      runner.set(made);
      made.fetchCatalog();
      plan = Planner.plan(made.catalog(), options, version);
      return made.run(plan, options);
    }
  }

  /** The ids with a verdict, each with the first reason. */
  static Map<String, String> wrong(RunResult result) {
    return result.requirements().stream()
        .filter(
            each ->
                each.verdict() == Verdict.FAILED
                    || each.verdict() == Verdict.WARNED
                    || each.verdict() == Verdict.BLOCKED)
        .collect(
            Collectors.toMap(
                each -> each.requirement().id(),
                each ->
                    each.findings().isEmpty()
                        ? each.reason()
                        : each.findings().getFirst().violation().because()));
  }
}
