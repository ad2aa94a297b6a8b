package org.osbctl.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osbctl.client.Sleeper;

/** Time that passes only while somebody sleeps, and then at once. */
public final class MadeUpTime extends Clock implements Sleeper {
  private final List<Duration> pauses = new ArrayList<>();
  private boolean interrupting;
  private @Nullable Supplier<? extends Throwable> broken;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /** Somebody presses Ctrl-C while the next pause lasts. */
  public synchronized void interruptNext() {
    interrupting = true;
  }

  @Override
  public synchronized void sleep(Duration pause) throws InterruptedException {
    if (interrupting) {
      interrupting = false;
      throw new InterruptedException();
    }
    pauses.add(pause);
    now = now.plus(pause);
  }

  /** Time passes while nobody sleeps. */
  public synchronized void pass(Duration time) {
    now = now.plus(time);
  }

  /** How long everybody slept, in order. */
  public synchronized List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  /** Makes whoever looks at the clock run into a bug. */
  synchronized void breakWith(Supplier<? extends Throwable> bug) {
    broken = bug;
  }

  @Override
  public synchronized Instant instant() {
    if (broken != null) {
      switch (broken.get()) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new IllegalStateException(e);
      }
    }
    return now;
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
