package org.osbctl.http;

import java.time.Instant;
import java.util.Optional;

/**
 * A token that somebody issued.
 *
 * @param value what is sent; secret
 * @param expires from when on it is worth nothing; empty when nobody said
 */
public record Token(String value, Optional<Instant> expires) {
  /** Without its value. */
  @Override
  public String toString() {
    return "token" + expires.map(at -> " until " + at).orElse("");
  }
}
