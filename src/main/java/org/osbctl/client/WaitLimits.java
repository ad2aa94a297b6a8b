package org.osbctl.client;

import java.time.Duration;
import java.util.Optional;

/**
 * How to wait for a last operation.
 *
 * @param timeout when to give up; empty waits as long as it takes
 * @param interval a fixed pause between polls; empty starts at {@code first} and doubles up to
 *     {@code longest}
 * @param first the first pause
 * @param longest the longest pause of our own choice; a broker's Retry-After may ask for a longer
 *     one
 */
public record WaitLimits(
    Optional<Duration> timeout, Optional<Duration> interval, Duration first, Duration longest) {
  /** 30 minutes, pauses from 1 s doubling up to 10 s. */
  public static final WaitLimits DEFAULT =
      new WaitLimits(
          Optional.of(Duration.ofMinutes(30)),
          Optional.empty(),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10));

  /** These limits with another timeout; empty waits as long as it takes. */
  public WaitLimits withTimeout(Optional<Duration> other) {
    return new WaitLimits(other, interval, first, longest);
  }

  /** These limits with a fixed pause. */
  public WaitLimits withInterval(Duration fixed) {
    return new WaitLimits(timeout, Optional.of(fixed), first, longest);
  }

  /**
   * These limits, shortened to what the plan asks for (spec 2.17, "Polling Interval and Duration").
   */
  public WaitLimits atMost(Optional<Duration> maximumPollingDuration) {
    if (maximumPollingDuration.isEmpty()) {
      return this;
    }
    var maximum = maximumPollingDuration.get();
    return withTimeout(
        Optional.of(timeout.filter(own -> own.compareTo(maximum) < 0).orElse(maximum)));
  }

  /** The pause before a poll, counted from 0, when the broker asks for none. */
  Duration pause(int poll) {
    if (interval.isPresent()) {
      return interval.get();
    }
    var doubled = first.multipliedBy(1L << Math.min(poll, 20));
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }
}
