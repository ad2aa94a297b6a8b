package org.osbctl.cli.session;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.Durations;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.client.WaitLimits;
import org.osbctl.profile.Polling;
import org.osbctl.profile.Profile;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --timeout}, {@code --interval}: how long and how often to ask. */
public final class PollOptions {
  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "When to give up waiting: 90s, 30m, none. Default: 30m.")
  private @Nullable String timeout;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      description =
          "Pause between polls; auto: 1s growing to 10s; platform: as the platform of --profile"
              + " polls. A broker's Retry-After comes first, as far as that platform reads it."
              + " Default: auto.")
  private @Nullable String interval;

  /** How long and how often to ask; ends the command when the options make no sense. */
  public WaitLimits limits(Session session) {
    var asPlatform = "platform".equals(interval);
    var limits = asPlatform ? platform(session) : WaitLimits.DEFAULT;
    if (timeout != null) {
      limits = limits.withTimeout(timeout(timeout));
    }
    return interval == null || interval.equals("auto") || asPlatform
        ? limits
        : limits.withInterval(duration("--interval", interval));
  }

  /** As the platform of the profile polls; ends the command when nobody knows how that is. */
  private static WaitLimits platform(Session session) {
    var profile = session.platform().profile();
    var polling =
        profile
            .flatMap(Profile::polling)
            .orElseThrow(
                () ->
                    new Problem(
                            "no-polling",
                            "There is no platform as which to poll.",
                            profile
                                .map(
                                    each ->
                                        "the profile " + each.id() + " does not say how it does")
                                .orElse("no profile is named"),
                            "name one that says so, like --profile cloudfoundry, or give --interval"
                                + " a time")
                        .exit(ExitCode.USAGE));
    var asked = polling.retryAfter();
    return new WaitLimits(
        Optional.of(polling.maximum()),
        Optional.empty(),
        polling.first().isZero() ? polling.interval() : polling.first(),
        polling.longest(),
        polling.growth(),
        new WaitLimits.Manner(
            polling.first().isZero(),
            polling.planMaximum(),
            asked.isPresent(),
            asked.map(Polling.Range::shortest).orElse(Duration.ZERO),
            asked.map(Polling.Range::longest).orElse(Duration.ZERO)));
  }

  /** The value of {@code --timeout}: a time, or {@code none}. */
  public static Optional<Duration> timeout(String text) {
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
