package org.osbctl.cli;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osbctl.client.WaitLimits;
import picocli.CommandLine.Option;

/** {@code --no-wait}, {@code --timeout}, {@code --interval}. */
final class WaitOptions {
  @Option(
      names = "--no-wait",
      description = "Come back as soon as the broker has accepted the request.")
  private boolean noWait;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "When to give up waiting: 90s, 30m, none. Default: 30m.")
  private @Nullable String timeout;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      description =
          "Pause between polls, or auto: 1s growing to 10s. A broker's Retry-After comes first."
              + " Default: auto.")
  private @Nullable String interval;

  boolean untilEnd() {
    return !noWait;
  }

  WaitLimits limits() {
    var limits = WaitLimits.DEFAULT;
    if (timeout != null) {
      limits =
          limits.withTimeout(
              timeout.equals("none")
                  ? Optional.empty()
                  : Optional.of(duration("--timeout", timeout)));
    }
    return interval == null || interval.equals("auto")
        ? limits
        : limits.withInterval(duration("--interval", interval));
  }

  private static Duration duration(String option, String text) {
    try {
      return new Durations().convert(text);
    } catch (picocli.CommandLine.TypeConversionException e) {
      throw new Problem("bad-time", option + ": " + e.getMessage(), "", "").exit(ExitCode.USAGE);
    }
  }
}
