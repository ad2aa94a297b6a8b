package org.osbctl.spec;

import java.util.Arrays;
import java.util.Optional;

/** The strength of a requirement, by the RFC 2119 words of the specification's text. */
public enum Level {
  MUST("MUST"),
  MUST_NOT("MUST NOT"),
  SHOULD("SHOULD"),
  SHOULD_NOT("SHOULD NOT"),
  MAY("MAY");

  private final String word;

  Level(String word) {
    this.word = word;
  }

  /** The level written as in the text, {@code MUST NOT} with a blank; empty for any other word. */
  public static Optional<Level> parse(String word) {
    return Arrays.stream(values()).filter(level -> level.word.equals(word)).findFirst();
  }

  /** Whether a violation fails a broker. */
  public boolean isMust() {
    return this == MUST || this == MUST_NOT;
  }

  /** Whether a violation earns a warning. */
  public boolean isShould() {
    return this == SHOULD || this == SHOULD_NOT;
  }

  @Override
  public String toString() {
    return word;
  }
}
