package org.osbctl.http;

import java.util.ArrayList;
import java.util.List;

/**
 * How much of what a broker says is kept, for those who keep all of it. A large body that was there
 * before is kept once.
 */
final class Allowance {
  private final List<Body> large = new ArrayList<>();
  private long left;

  private Allowance(long left) {
    this.left = left;
  }

  /** Room for so many bytes of large bodies; small ones do not count. */
  static Allowance of(long bytes) {
    return new Allowance(bytes);
  }

  /** How large the next body may be, given how large any body may be. */
  synchronized long next(long largest) {
    return left > 0 ? largest : Math.min(largest, Body.LARGE);
  }

  /** The body, or the same from before. */
  synchronized Body keep(Body body) {
    if (!body.isLarge()) {
      return body;
    }
    for (var each : large) {
      if (each.equals(body)) {
        return each;
      }
    }
    large.add(body);
    left -= body.size();
    return body;
  }
}
