package org.osbctl.cli.mock;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.mock.MockOptions;
import org.osbctl.mock.fault.Delays;
import org.osbctl.mock.fault.FaultException;
import org.osbctl.mock.fault.FaultInterceptor;
import org.osbctl.mock.fault.FaultSelection;
import org.osbctl.mock.fault.Faults;
import picocli.CommandLine.Option;

/** What is wrong with a mock, or unusual. */
final class MockFaultOptions {
  @Option(
      names = "--fault",
      paramLabel = "FAULT",
      description =
          "A fault or quirk, NAME[@OPERATION][#NTH]; may be repeated. `mock faults` lists them.")
  private List<String> faults = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Where a fault leaves something to chance: the same number, the same faults.")
  private @Nullable Long seed;

  /** Options with the faults; with none, too, for the control API can switch some on. */
  MockOptions addTo(MockOptions options) {
    var number = seed == null ? ThreadLocalRandom.current().nextLong() : seed;
    return options.withInterceptor(new FaultInterceptor(selections(), number, Delays.REAL));
  }

  private List<FaultSelection> selections() {
    if (faults.isEmpty()) {
      return List.of();
    }
    try {
      return faults.stream().map(Faults.bundled()::select).toList();
    } catch (FaultException e) {
      throw problem(e);
    }
  }

  /** A fault that nobody knows. */
  static ProblemException problem(FaultException e) {
    return new Problem(
            "unknown-fault",
            "There is no such fault.",
            String.valueOf(e.getMessage()),
            "choose one of `osbctl mock faults`")
        .exit(ExitCode.USAGE);
  }
}
