package org.osbctl.client;

import java.time.Duration;
import org.osbctl.http.Exchange;

/** How waiting for a last operation ended. */
public sealed interface WaitResult {
  /** The broker said succeeded, or that a deleted resource is gone. */
  record Succeeded(Exchange last) implements WaitResult {}

  /** The broker said failed; {@code description} is its own words, empty when it had none. */
  record Failed(Exchange last, String description) implements WaitResult {}

  /** The time was up; the operation may still be running. */
  record GaveUp(Duration after, String lastSeen) implements WaitResult {}

  /** The wait was interrupted; the operation may still be running. */
  record Interrupted() implements WaitResult {}
}
