package org.osbctl.conform;

/** The broker failed an honest request, and what was to follow makes no sense any more. */
final class Blocked extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean again;

  Blocked(String why) {
    this(why, false);
  }

  private Blocked(String why, boolean again) {
    super(why, null, false, false);
    this.again = again;
  }

  /** What was blocked before blocks something more. */
  static Blocked again(String why) {
    return new Blocked(why, true);
  }

  String why() {
    return String.valueOf(getMessage());
  }

  /** Whether the same was reported before. */
  boolean isRepeated() {
    return again;
  }
}
