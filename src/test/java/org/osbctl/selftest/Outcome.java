package org.osbctl.selftest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.osbctl.conform.RequirementResult;
import org.osbctl.conform.RunResult;
import org.osbctl.conform.Verdict;

/**
 * What came out of a trial; not the report itself, which holds on to every exchange.
 *
 * @param violations the requirements reported as failed or warned, each with a reason
 * @param exercised the requirements that were judged, whatever came out
 * @param blockers what could not be judged, in words
 * @param leftBehind what was created and is still there
 * @param instances how many service instances were created
 * @param turns how often each fault had its turn
 */
record Outcome(
    Map<String, String> violations,
    Set<String> exercised,
    List<String> blockers,
    List<String> leftBehind,
    int instances,
    Map<String, Long> turns) {
  static Outcome of(RunResult result, Map<String, Long> turns) {
    var violations = new TreeMap<String, String>();
    var exercised = new TreeSet<String>();
    for (var each : result.requirements()) {
      var id = each.requirement().id();
      if (each.verdict() == Verdict.FAILED || each.verdict() == Verdict.WARNED) {
        violations.put(id, reason(each));
      }
      if (each.seen() > 0) {
        exercised.add(id);
      }
    }
    return new Outcome(
        violations,
        exercised,
        blockers(result),
        result.leftBehind(),
        result.instancesCreated(),
        turns);
  }

  /** Whether something could not be judged. */
  boolean isBlocked() {
    return !blockers.isEmpty();
  }

  private static List<String> blockers(RunResult result) {
    return result.blockers().isEmpty() && result.count(Verdict.BLOCKED) > 0
        ? List.of("requirements are blocked, and nobody says by what")
        : result.blockers();
  }

  private static String reason(RequirementResult result) {
    var finding = result.findings().getFirst();
    return finding.seen().exchange().request() + ": " + finding.violation().because();
  }
}
