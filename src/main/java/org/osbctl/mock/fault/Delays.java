package org.osbctl.mock.fault;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.osbctl.mock.MockAnswer;

/** Keeps answers back; a fake one makes tests quick. */
@FunctionalInterface
public interface Delays {
  /** An answer that comes so much later. */
  MockAnswer later(MockAnswer answer, Duration by);

  /** The delays of real mocks. */
  Delays REAL =
      (answer, by) -> answer.with(wire -> wire.headersDelay(by.toNanos(), TimeUnit.NANOSECONDS));
}
