package org.osbctl.http;

import java.time.Instant;
import java.util.Optional;

/** One HTTP round trip: what was sent, when, and how it ended. */
public record Exchange(Instant at, HttpRequestData request, Outcome outcome, Timing timing) {
  /** The answer, if there was one. */
  public Optional<HttpResponseData> response() {
    // Not a switch over patterns, which costs milliseconds at its first use: every command comes
    // by.
    return outcome instanceof Outcome.Answered answered
        ? Optional.of(answered.response())
        : Optional.empty();
  }

  /** The status of the answer, or 0 when there was none. */
  public int status() {
    return response().map(HttpResponseData::status).orElse(0);
  }
}
