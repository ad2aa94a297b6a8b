package org.osbctl.selftest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** Time that passes only when somebody waits, the same for the mock and for who talks to it. */
final class FakeTime extends Clock {
  private static final Instant START = Instant.parse("2030-01-31T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  /** Lets time pass. */
  void pass(Duration by) {
    now.updateAndGet(instant -> instant.plus(by));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
