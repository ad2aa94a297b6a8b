package org.osbctl.mock;

import mockwebserver3.MockResponse;

/**
 * Something done to an answer below HTTP: delayed, throttled, cut, garbled.
 *
 * <p>It gets the finished answer, status, headers and body, and may set whatever the server offers:
 * socket effects, delays, throttling, a lying length, trailers.
 */
@FunctionalInterface
public interface WireEffect {
  /** Leaves the answer as it is. */
  WireEffect NONE = answer -> {};

  /** Changes the answer. */
  void apply(MockResponse.Builder answer);

  /** This effect, then another. */
  default WireEffect andThen(WireEffect other) {
    return answer -> {
      apply(answer);
      other.apply(answer);
    };
  }
}
