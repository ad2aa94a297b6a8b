package org.osbctl.cli.conform;

import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.report.Gate;
import org.osbctl.report.Report;
import picocli.CommandLine.Option;

/** What fails a run, and what that means for the process. */
final class GateOptions {
  @Option(
      names = "--gate",
      paramLabel = "LEVEL",
      description =
          "What fails the run: must, the violation of a MUST (default), or should, also that of a"
              + " SHOULD.")
  private @Nullable Gate gate;

  @Option(names = "--strict", description = "The same as --gate should.")
  private boolean strict;

  /** The level that gates; ends the command when two are asked for. */
  Gate gate() {
    if (strict && gate == Gate.MUST) {
      throw new Problem(
              "wrong-usage", "--strict and --gate must contradict each other.", "", "say one")
          .exit(ExitCode.USAGE);
    }
    return strict || gate == Gate.SHOULD ? Gate.SHOULD : Gate.MUST;
  }

  /** A report of an earlier run, by the gate that was asked for, else by its own. */
  Report over(Report report) {
    return strict || gate != null ? report.withGate(gate()) : report;
  }

  /** What a process ends with that made this report. */
  static ExitCode exit(Report report) {
    if (report.interrupted()) {
      return ExitCode.INTERRUPTED;
    }
    return switch (report.conclusion()) {
      case FAILED, BLOCKED -> ExitCode.REFUSED;
      case INTERRUPTED -> ExitCode.INTERRUPTED;
      case LEFT_BEHIND -> ExitCode.LEFT_BEHIND;
      case NOTHING_TESTED -> ExitCode.NOTHING_TESTED;
      // Judged apart, and asked for: a platform that would not take the broker fails the run, too.
      case PASSED -> report.isRefusedByPlatform() ? ExitCode.REFUSED : ExitCode.DONE;
    };
  }
}
