package org.osbctl.conform;

/** The broker failed an honest request, and what was to follow makes no sense any more. */
final class Blocked extends Exception {
  private static final long serialVersionUID = 1;

  Blocked(String why) {
    super(why, null, false, false);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
