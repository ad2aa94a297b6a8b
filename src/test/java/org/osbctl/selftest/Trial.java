package org.osbctl.selftest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osbctl.client.Caller;
import org.osbctl.client.WaitLimits;
import org.osbctl.conform.CreatedListener;
import org.osbctl.conform.Planner;
import org.osbctl.conform.RequirementResult;
import org.osbctl.conform.RunOptions;
import org.osbctl.conform.RunResult;
import org.osbctl.conform.Runner;
import org.osbctl.conform.Verdict;
import org.osbctl.http.Tls;
import org.osbctl.http.Transport;
import org.osbctl.http.TransportOptions;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.mock.MockOptions.Mode;
import org.osbctl.mock.fault.Fault;
import org.osbctl.mock.fault.FaultInterceptor;
import org.osbctl.mock.fault.FaultSelection;
import org.osbctl.spec.ApiVersion;

/**
 * One conformance run against one mock, in fake time.
 *
 * @param faults what is wrong with the mock, or unusual
 * @param mode which operations are asynchronous
 * @param version the version of the run
 * @param plan the offering or OFFERING/PLAN to test; none for what creates nothing
 */
record Trial(List<Fault> faults, Mode mode, ApiVersion version, Optional<String> plan) {
  private static final TransportOptions QUICK =
      new TransportOptions(Duration.ofSeconds(5), Duration.ofSeconds(5), 1L << 20, Tls.DEFAULT);

  /** The trial that shows a fault. */
  static Trial of(Fault fault) {
    var shows = fault.shows();
    return new Trial(List.of(fault), shows.mode(), shows.version(), shows.plan());
  }

  /** Runs it. */
  RunResult run() {
    var time = new FakeTime();
    var selections = faults.stream().map(f -> new FaultSelection(f, Optional.empty(), 0)).toList();
    var interceptor =
        new FaultInterceptor(
            selections,
            1,
            (answer, by) -> {
              time.pass(by);
              return answer;
            });
    var options =
        MockOptions.defaults()
            .withMode(mode)
            .withDelay(Duration.ofSeconds(5))
            .withInterceptor(interceptor);
    try (var broker = MockBroker.start(options, time);
        var transport = new Transport(QUICK, time)) {
      var runner =
          new Runner(
              transport,
              broker.target(),
              Caller.of(version),
              time,
              time::pass,
              exchange -> {},
              CreatedListener.none());
      runner.fetchCatalog();
      var run = runOptions();
      return runner.run(Planner.plan(runner.catalog(), run), run);
    }
  }

  private RunOptions runOptions() {
    var limits = WaitLimits.DEFAULT.withTimeout(Optional.of(Duration.ofSeconds(60)));
    var names = plan.stream().toList();
    var isPlan = plan.filter(name -> name.contains("/")).isPresent();
    return new RunOptions(
        plan.isEmpty(),
        isPlan ? List.of() : names,
        isPlan ? names : List.of(),
        false,
        Map.of(),
        1,
        limits);
  }

  /** The requirements that a run reports as failed or warned, with the first reason of each. */
  static Map<String, String> violations(RunResult result) {
    var found = new TreeMap<String, String>();
    for (var each : result.requirements()) {
      if (each.verdict() == Verdict.FAILED || each.verdict() == Verdict.WARNED) {
        found.put(each.requirement().id(), reason(each));
      }
    }
    return found;
  }

  private static String reason(RequirementResult result) {
    return result.findings().getFirst().seen().exchange().request()
        + ": "
        + result.findings().getFirst().violation().because();
  }
}
