package org.osbctl.mock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that can be put forward. */
final class MockClock extends Clock {
  private final Clock base;
  private final AtomicReference<Duration> ahead;

  MockClock(Clock base) {
    this(base, new AtomicReference<>(Duration.ZERO));
  }

  private MockClock(Clock base, AtomicReference<Duration> ahead) {
    this.base = base;
    this.ahead = ahead;
  }

  void advance(Duration by) {
    ahead.updateAndGet(by::plus);
  }

  @Override
  public Instant instant() {
    return base.instant().plus(ahead.get());
  }

  @Override
  public ZoneId getZone() {
    return base.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new MockClock(base.withZone(zone), ahead);
  }
}
