package org.osbctl.report;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osbctl.client.Caller;
import org.osbctl.client.WaitLimits;
import org.osbctl.conform.CreatedListener;
import org.osbctl.conform.Planner;
import org.osbctl.conform.RunOptions;
import org.osbctl.conform.RunResult;
import org.osbctl.conform.Runner;
import org.osbctl.http.Target;
import org.osbctl.http.Transport;
import org.osbctl.http.TransportOptions;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.spec.ApiVersion;

/** Runs against the mock broker, which takes no time for anything. */
final class RealRun {
  private RealRun() {}

  static RunResult against(MockBroker broker, boolean quick) {
    return against(broker.target(), quick);
  }

  static RunResult against(Target target, boolean quick) {
    var clock = Clock.systemUTC();
    var options =
        new RunOptions(
            quick,
            List.of(),
            List.of(),
            false,
            Map.of(),
            1,
            WaitLimits.DEFAULT.withTimeout(Optional.of(Duration.ofSeconds(20))));
    try (var transport = new Transport(TransportOptions.DEFAULT, clock)) {
      var runner =
          new Runner(
              transport,
              target,
              Caller.of(ApiVersion.V2_17),
              clock,
              pause -> Thread.onSpinWait(),
              exchange -> {},
              CreatedListener.none());
      runner.fetchCatalog();
      return runner.run(Planner.plan(runner.catalog(), options), options);
    }
  }

  static MockBroker broker() {
    return MockBroker.start(MockOptions.defaults().withDelay(Duration.ZERO));
  }
}
