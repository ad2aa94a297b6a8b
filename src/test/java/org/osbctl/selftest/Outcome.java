package org.osbctl.selftest;

import java.util.Map;
import java.util.TreeMap;
import org.osbctl.conform.RequirementResult;
import org.osbctl.conform.RunResult;
import org.osbctl.conform.Verdict;

/**
 * What came out of a trial.
 *
 * @param result the report
 * @param turns how often each fault had its turn
 */
record Outcome(RunResult result, Map<String, Long> turns) {
  /** The requirements reported as failed or warned, each with a reason. */
  Map<String, String> violations() {
    var found = new TreeMap<String, String>();
    for (var each : result.requirements()) {
      if (each.verdict() == Verdict.FAILED || each.verdict() == Verdict.WARNED) {
        found.put(each.requirement().id(), reason(each));
      }
    }
    return found;
  }

  /** Whether something could not be judged. */
  boolean isBlocked() {
    return !result.blockers().isEmpty() || result.count(Verdict.BLOCKED) > 0;
  }

  private static String reason(RequirementResult result) {
    var finding = result.findings().getFirst();
    return finding.seen().exchange().request() + ": " + finding.violation().because();
  }
}
