package org.osbctl.cli;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osbctl.client.WaitLimits;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --timeout}, {@code --interval}: how long and how often to ask. */
final class PollOptions {
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

  WaitLimits limits() {
    var limits = WaitLimits.DEFAULT;
    if (timeout != null) {
      limits = limits.withTimeout(timeout(timeout));
    }
    return interval == null || interval.equals("auto")
        ? limits
        : limits.withInterval(duration("--interval", interval));
  }

  /** The value of {@code --timeout}: a time, or {@code none}. */
  static Optional<Duration> timeout(String text) {
    return text.equals("none") ? Optional.empty() : Optional.of(duration("--timeout", text));
  }

  private static Duration duration(String option, String text) {
    try {
      return new Durations().convert(text);
    } catch (TypeConversionException e) {
      throw new Problem("wrong-usage", option + ": " + e.getMessage(), "", "").exit(ExitCode.USAGE);
    }
  }
}
