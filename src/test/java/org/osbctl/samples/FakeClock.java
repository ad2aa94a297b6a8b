package org.osbctl.samples;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.osbctl.client.Sleeper;

/** A clock that stands still until somebody sleeps or moves it. */
public final class FakeClock extends Clock implements Sleeper {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final Queue<Duration> pauses = new ConcurrentLinkedQueue<>();

  @Override
  public void sleep(Duration duration) {
    pauses.add(duration);
    forward(duration);
  }

  /** Lets time pass. */
  public void forward(Duration duration) {
    now.updateAndGet(before -> before.plus(duration));
  }

  /** How long was slept, each time. */
  public List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  /** What a stopwatch shows that was started when this clock was made. */
  public long nanos() {
    return Duration.between(START, instant()).toNanos();
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
