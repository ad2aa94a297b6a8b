package org.osbctl.rules;

import org.jspecify.annotations.Nullable;

/** Counts the places a rule looked at and keeps the first offence. */
final class Offences {
  private int places;
  private int offences;
  private @Nullable String firstAt;
  private @Nullable String first;
  private @Nullable String note;

  /** There is a place to look at. */
  void place() {
    places++;
  }

  /** A place is not as it should be. */
  void add(String at, String actual) {
    offences++;
    if (firstAt == null) {
      firstAt = at;
      first = actual;
    }
  }

  /** There is something to tell that is no offence. */
  void note(String text) {
    note = note == null ? text : note;
  }

  /**
   * The verdict.
   *
   * @param subject what was looked at
   * @param expected what would have been right
   */
  Judgement judgement(String subject, String expected) {
    var at = firstAt;
    var actual = first;
    if (at != null && actual != null) {
      var more = offences > 1 ? "; and " + (offences - 1) + " more of the kind" : "";
      return new Judgement.Violated(
          subject + " is " + actual + ", " + expected + " is due" + more, expected, actual, at);
    }
    return places > 0
        ? new Judgement.Met(note)
        : Judgement.notApplicable("the body has nothing the requirement speaks of");
  }
}
