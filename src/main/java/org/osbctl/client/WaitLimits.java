package org.osbctl.client;

import java.time.Duration;
import java.util.Optional;

/**
 * How to wait for a last operation.
 *
 * @param timeout when to give up; empty waits as long as it takes
 * @param interval a fixed pause between polls; empty starts at {@code first} and grows up to {@code
 *     longest}
 * @param first the first pause
 * @param longest the longest pause of our own choice; a broker's Retry-After may ask for a longer
 *     one
 * @param growth how many times as long each pause is as the one before
 * @param manner what of the broker's wishes is heard
 */
public record WaitLimits(
    Optional<Duration> timeout,
    Optional<Duration> interval,
    Duration first,
    Duration longest,
    double growth,
    Manner manner) {
  /**
   * What of the broker's wishes is heard.
   *
   * @param atOnce whether the first poll follows without a pause
   * @param planMaximum whether {@code maximum_polling_duration} of a plan counts
   * @param retryAfter whether {@code Retry-After} counts
   * @param shortest the shortest pause that it can ask for
   * @param longest the longest one
   */
  public record Manner(
      boolean atOnce,
      boolean planMaximum,
      boolean retryAfter,
      Duration shortest,
      Duration longest) {
    /** As the specification has it: everything is heard, Retry-After up to a day. */
    public static final Manner SPECIFIED =
        new Manner(false, true, true, Duration.ZERO, Duration.ofHours(24));

    /** The pause that counts, when a broker asks for one. */
    Optional<Duration> heard(Duration asked) {
      if (!retryAfter) {
        return Optional.empty();
      }
      var least = asked.compareTo(shortest) < 0 ? shortest : asked;
      return Optional.of(least.compareTo(longest) > 0 ? longest : least);
    }
  }

  /** Pauses that double. */
  public WaitLimits(
      Optional<Duration> timeout, Optional<Duration> interval, Duration first, Duration longest) {
    this(timeout, interval, first, longest, 2, Manner.SPECIFIED);
  }

  /** 30 minutes, pauses from 1 s doubling up to 10 s. */
  public static final WaitLimits DEFAULT =
      new WaitLimits(
          Optional.of(Duration.ofMinutes(30)),
          Optional.empty(),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10));

  /** These limits with another timeout; empty waits as long as it takes. */
  public WaitLimits withTimeout(Optional<Duration> other) {
    return new WaitLimits(other, interval, first, longest, growth, manner);
  }

  /** These limits with a fixed pause. */
  public WaitLimits withInterval(Duration fixed) {
    return new WaitLimits(timeout, Optional.of(fixed), first, longest, growth, manner);
  }

  /** These limits with pauses that start short and grow slowly, for a broker on this machine. */
  public WaitLimits eager() {
    return new WaitLimits(timeout, interval, Duration.ofMillis(10), longest, 1.1, manner);
  }

  /**
   * These limits, shortened to what the plan asks for (spec 2.17, "Polling Interval and Duration").
   */
  public WaitLimits atMost(Optional<Duration> maximumPollingDuration) {
    if (maximumPollingDuration.isEmpty() || !manner.planMaximum()) {
      return this;
    }
    var maximum = maximumPollingDuration.get();
    return withTimeout(
        Optional.of(timeout.filter(own -> own.compareTo(maximum) < 0).orElse(maximum)));
  }

  /** The pause before a poll, counted from 0, when the broker asks for none. */
  Duration pause(int poll) {
    if (poll == 0 && manner.atOnce()) {
      return Duration.ZERO;
    }
    if (interval.isPresent()) {
      return interval.get();
    }
    var grown = first.toMillis() * Math.pow(growth, poll);
    return grown < longest.toMillis() ? Duration.ofMillis(Math.round(grown)) : longest;
  }
}
