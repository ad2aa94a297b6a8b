package org.osbctl.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.osbctl.client.Sleeper;

/** Time that passes only while somebody sleeps, and then at once. */
final class MadeUpTime extends Clock implements Sleeper {
  private final List<Duration> pauses = new ArrayList<>();
  private boolean interrupting;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /** Somebody presses Ctrl-C while the next pause lasts. */
  synchronized void interruptNext() {
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
  synchronized void pass(Duration time) {
    now = now.plus(time);
  }

  /** How long everybody slept, in order. */
  synchronized List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  @Override
  public synchronized Instant instant() {
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
