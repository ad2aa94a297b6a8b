package org.osbctl.selftest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.osbctl.client.Caller;
import org.osbctl.client.WaitLimits;
import org.osbctl.conform.CreatedListener;
import org.osbctl.conform.Planner;
import org.osbctl.conform.RunOptions;
import org.osbctl.conform.Runner;
import org.osbctl.http.Exchange;
import org.osbctl.http.Tls;
import org.osbctl.http.Transport;
import org.osbctl.http.TransportOptions;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.mock.MockOptions.Mode;
import org.osbctl.mock.fault.Fault;
import org.osbctl.mock.fault.FaultInterceptor;
import org.osbctl.mock.fault.FaultSelection;
import org.osbctl.samples.FakeClock;
import org.osbctl.spec.ApiVersion;

/**
 * One conformance run against one mock, in fake time.
 *
 * @param fault what is wrong with the mock, or unusual; nothing for a healthy one
 * @param mode which operations are asynchronous
 * @param version the version of the run
 * @param plan the offering or OFFERING/PLAN to test; none for what creates nothing
 */
record Trial(Optional<Fault> fault, Mode mode, ApiVersion version, Optional<String> plan) {
  /** Says to test every plan. */
  static final String ALL = "*";

  /** A mock that stalls is given up on soon, and one that sends without end is not listened to. */
  private static final TransportOptions IMPATIENT =
      new TransportOptions(Duration.ofSeconds(2), Duration.ofSeconds(2), 1L << 20, Tls.DEFAULT);

  /** The trial that shows a fault or quirk. */
  static Trial of(Fault fault) {
    return of(fault, fault.shows().version());
  }

  /** The trial that shows a fault or quirk, at another version. */
  static Trial of(Fault fault, ApiVersion version) {
    return new Trial(Optional.of(fault), fault.shows().mode(), version, fault.shows().plan());
  }

  /** A trial of a healthy mock. */
  static Trial healthy(Mode mode, ApiVersion version) {
    return new Trial(Optional.empty(), mode, version, Optional.of(ALL));
  }

  /** Runs it. */
  Outcome run() {
    return run(exchange -> {});
  }

  /** Runs it and tells of every exchange. */
  Outcome run(Consumer<Exchange> listener) {
    var time = new FakeClock();
    var faults =
        new FaultInterceptor(
            fault.map(f -> new FaultSelection(f, Optional.empty(), 0)).stream().toList(),
            1,
            (answer, by) -> {
              time.forward(by);
              return answer;
            });
    var options =
        MockOptions.defaults()
            .withMode(mode)
            .withDelay(Duration.ofMillis(250))
            .withInterceptor(faults);
    try (var broker = MockBroker.start(options, time)) {
      return run(broker, time, listener, faults);
    }
  }

  /** Over real sockets where they make a difference, and in some trials where they must not. */
  private Transport transport(MockBroker broker, FakeClock time) {
    return needsSockets()
        ? new Transport(IMPATIENT, time, List.of(), time::nanos)
        : Transport.within(broker::response, time, List.of(), time::nanos);
  }

  /** Whether it runs over real sockets and takes its time, without work to do. */
  boolean needsSockets() {
    return fault.map(Fault::isOnTheWire).orElse(version == ApiVersion.LATEST);
  }

  private Outcome run(
      MockBroker broker, FakeClock time, Consumer<Exchange> listener, FaultInterceptor faults) {
    try (var transport = transport(broker, time)) {
      var runner =
          new Runner(
              transport,
              broker.target(),
              Caller.of(version),
              time,
              time,
              heard -> listener.accept(heard.exchange()),
              CreatedListener.none());
      runner.fetchCatalog();
      var run = runOptions();
      return Outcome.of(runner.run(Planner.plan(runner.catalog(), run), run), faults.turns());
    }
  }

  private RunOptions runOptions() {
    var limits = WaitLimits.DEFAULT.withTimeout(Optional.of(Duration.ofSeconds(60)));
    var all = plan.equals(Optional.of(ALL));
    var names = all ? List.<String>of() : plan.stream().toList();
    var isPlan = plan.filter(name -> name.contains("/")).isPresent();
    return new RunOptions(
            plan.isEmpty(),
            isPlan ? List.of() : names,
            isPlan ? names : List.of(),
            all,
            Map.of(),
            1,
            limits)
        .withSeed(1);
  }

  /** For the names of tests. */
  @Override
  public String toString() {
    return fault.map(Fault::name).orElse("healthy") + " " + mode + " " + version;
  }
}
