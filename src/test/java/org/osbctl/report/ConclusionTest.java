package org.osbctl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.osbctl.conform.RequirementResult;
import org.osbctl.conform.RunResult;
import org.osbctl.conform.Verdict;

class ConclusionTest {
  private static final RequirementResult PASSED = Runs.passed("bind.created-is-201");
  private static final RequirementResult WARNED =
      Runs.violated("catalog.plan-name-cli-friendly", Verdict.WARNED, Runs.conflictMissed());
  private static final RequirementResult FAILED =
      Runs.violated("provision.other-attributes-conflict", Verdict.FAILED, Runs.conflictMissed());
  private static final RequirementResult BLOCKED =
      Runs.blocked("unbind.unknown-is-410", "status 500");

  private static Conclusion conclusion(RunResult result) {
    return Runs.report(result).conclusion();
  }

  @Test
  void violation_outweighs_everything() {
    assertEquals(Conclusion.FAILED, conclusion(Runs.run(PASSED, BLOCKED, FAILED)));
  }

  @Test
  void warning_fails_a_strict_run_only() {
    assertEquals(Conclusion.PASSED, conclusion(Runs.run(PASSED, WARNED)));
    assertEquals(
        Conclusion.FAILED, Runs.report(Runs.run(PASSED, WARNED), Gate.SHOULD).conclusion());
  }

  @Test
  void blocked_run_has_not_passed() {
    assertEquals(Conclusion.BLOCKED, conclusion(Runs.run(PASSED, BLOCKED)));
    var blockers = List.of("small: bind: status 500");
    assertEquals(Conclusion.BLOCKED, conclusion(Runs.run(List.of(), blockers, false, PASSED)));
  }

  @Test
  void interrupted_run_has_not_passed() {
    assertEquals(Conclusion.INTERRUPTED, conclusion(Runs.run(List.of(), List.of(), true, PASSED)));
  }

  @Test
  void run_that_saw_nothing_has_not_passed() {
    assertEquals(
        Conclusion.NOTHING_TESTED,
        conclusion(Runs.run(Runs.skipped("bind.created-is-201", "not bindable"))));
    assertEquals("nothing tested", Conclusion.NOTHING_TESTED.words());
  }

  @Test
  void what_stays_behind_is_not_passed() {
    var left = List.of("service instance abc");
    assertEquals(Conclusion.LEFT_BEHIND, conclusion(Runs.run(left, List.of(), false, PASSED)));
    assertEquals(Conclusion.FAILED, conclusion(Runs.run(left, List.of(), false, FAILED)));
  }

  @Test
  void report_says_what_decided() {
    var failed = Runs.report(Runs.run(PASSED, WARNED, FAILED));
    assertEquals("1 requirement violated at a level that gates (MUST)", failed.decided());
    assertEquals(List.of("provision.other-attributes-conflict"), failed.decisive());
    var strict = Runs.report(Runs.run(PASSED, WARNED, FAILED), Gate.SHOULD);
    assertEquals(2, strict.decisive().size());
    var blocked = Runs.report(Runs.run(PASSED, BLOCKED));
    assertEquals("the broker kept 1 requirement from being judged", blocked.decided());
    assertEquals(List.of("unbind.unknown-is-410"), blocked.decisive());
    assertEquals(List.of(), Runs.report(Runs.run(PASSED)).decisive());
  }
}
