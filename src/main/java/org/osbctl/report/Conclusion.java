package org.osbctl.report;

import java.util.Locale;
import org.osbctl.conform.RunResult;
import org.osbctl.conform.Verdict;

/** What a whole run comes to, the gravest first. */
public enum Conclusion {
  /** The broker violates the specification. */
  FAILED,
  /** Nothing is violated as far as could be seen, but the broker kept the run from seeing all. */
  BLOCKED,
  /** Nothing is violated as far as was seen, but the run was ended before its time. */
  INTERRUPTED,
  /** Nothing was seen that a requirement speaks of. */
  NOTHING_TESTED,
  /** Everything that was seen is right. */
  PASSED;

  /** The conclusion of a run; {@code strict} counts warnings as violations. */
  public static Conclusion of(RunResult result, boolean strict) {
    if (result.count(Verdict.FAILED) > 0 || (strict && result.count(Verdict.WARNED) > 0)) {
      return FAILED;
    }
    if (result.isRed(strict)) {
      return BLOCKED;
    }
    if (result.interrupted()) {
      return INTERRUPTED;
    }
    return result.exercised() == 0 ? NOTHING_TESTED : PASSED;
  }

  /** In words: {@code nothing tested}. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
