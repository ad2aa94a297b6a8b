package org.osbctl.report;

import java.util.Locale;
import org.osbctl.conform.Verdict;

/** What a whole run comes to, the gravest first. */
public enum Conclusion {
  /** The broker violates the specification. */
  FAILED,
  /** Nothing is violated as far as could be seen, but the broker kept the run from seeing all. */
  BLOCKED,
  /** Nothing is violated as far as was seen, but the run was ended before its time. */
  INTERRUPTED,
  /** Nothing is violated, but something that was created is still there. */
  LEFT_BEHIND,
  /** Nothing was seen that a requirement speaks of, or no plan was found to create instances of. */
  NOTHING_TESTED,
  /** Everything that was seen is right. */
  PASSED;

  /** The conclusion of a run. */
  static Conclusion of(Report report) {
    if (failures(report) > 0 || isStale(report)) {
      return FAILED;
    }
    if (report.count(Verdict.BLOCKED) > 0 || !report.blockers().isEmpty()) {
      return BLOCKED;
    }
    if (report.interrupted()) {
      return INTERRUPTED;
    }
    if (!report.leftBehind().isEmpty()) {
      return LEFT_BEHIND;
    }
    return report.exercised() == 0 || report.planless() ? NOTHING_TESTED : PASSED;
  }

  /** What decided on it, in one sentence without a full stop. */
  String because(Report report) {
    return switch (this) {
      case FAILED ->
          failures(report) == 0
              ? Wording.number(report.staleWaivers().size(), "waiver")
                  + " expired or no longer needed"
              : Wording.number(failures(report), "requirement")
                  + " violated at a level that gates ("
                  + (report.gate() == Gate.MUST ? "MUST" : "MUST or SHOULD")
                  + ")";
      case BLOCKED ->
          "the broker kept "
              + (report.count(Verdict.BLOCKED) > 0
                  ? Wording.number(report.count(Verdict.BLOCKED), "requirement")
                  : "a scenario")
              + " from being judged";
      case INTERRUPTED -> "the run was ended before its time";
      case LEFT_BEHIND ->
          Wording.number(report.leftBehind().size(), "resource") + " could not be deleted";
      case NOTHING_TESTED ->
          report.exercised() == 0
              ? "nothing was seen that a requirement speaks of"
              : "there was no plan to create service instances of";
      case PASSED ->
          "nothing is violated at a level that gates ("
              + (report.gate() == Gate.MUST ? "MUST" : "MUST or SHOULD")
              + ")";
    };
  }

  /** A waiver that should go is a warning: what it waived without right is a failure by itself. */
  private static boolean isStale(Report report) {
    return report.gate() == Gate.SHOULD && !report.staleWaivers().isEmpty();
  }

  private static int failures(Report report) {
    return (int)
        report.requirements().stream().filter(each -> report.gate().fails(each.verdict())).count();
  }

  /** Whether a requirement with this verdict decided on it. */
  boolean isDecidedBy(Verdict verdict, Gate gate) {
    return switch (this) {
      case FAILED -> gate.fails(verdict);
      case BLOCKED -> verdict == Verdict.BLOCKED;
      case INTERRUPTED, LEFT_BEHIND, NOTHING_TESTED, PASSED -> false;
    };
  }

  /** In words: {@code nothing tested}. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
