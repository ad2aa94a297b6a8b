package org.osbctl.client;

import java.time.Duration;

/** Lets time pass; a fake one makes tests quick. */
@FunctionalInterface
public interface Sleeper {
  /** Waits. */
  void sleep(Duration duration) throws InterruptedException;

  /** The sleeper of real programs. */
  Sleeper REAL = Thread::sleep;
}
