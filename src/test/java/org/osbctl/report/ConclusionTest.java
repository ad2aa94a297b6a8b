package org.osbctl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.osbctl.conform.RequirementResult;
import org.osbctl.conform.Verdict;

class ConclusionTest {
  private static final RequirementResult PASSED = Runs.passed("bind.created-is-201");
  private static final RequirementResult WARNED =
      Runs.violated("catalog.plan-name-cli-friendly", Verdict.WARNED, Runs.conflictMissed());
  private static final RequirementResult FAILED =
      Runs.violated("provision.other-attributes-conflict", Verdict.FAILED, Runs.conflictMissed());
  private static final RequirementResult BLOCKED =
      Runs.blocked("unbind.unknown-is-410", "status 500");

  @Test
  void violation_outweighs_everything() {
    assertEquals(Conclusion.FAILED, Conclusion.of(Runs.run(PASSED, BLOCKED, FAILED), false));
  }

  @Test
  void warning_fails_a_strict_run_only() {
    assertEquals(Conclusion.PASSED, Conclusion.of(Runs.run(PASSED, WARNED), false));
    assertEquals(Conclusion.FAILED, Conclusion.of(Runs.run(PASSED, WARNED), true));
  }

  @Test
  void blocked_run_has_not_passed() {
    assertEquals(Conclusion.BLOCKED, Conclusion.of(Runs.run(PASSED, BLOCKED), false));
    var blockers = List.of("small: bind: status 500");
    assertEquals(
        Conclusion.BLOCKED, Conclusion.of(Runs.run(List.of(), blockers, false, PASSED), false));
  }

  @Test
  void interrupted_run_has_not_passed() {
    assertEquals(
        Conclusion.INTERRUPTED, Conclusion.of(Runs.run(List.of(), List.of(), true, PASSED), false));
  }

  @Test
  void run_that_saw_nothing_has_not_passed() {
    assertEquals(
        Conclusion.NOTHING_TESTED,
        Conclusion.of(Runs.run(Runs.skipped("bind.created-is-201", "not bindable")), false));
    assertEquals("nothing tested", Conclusion.NOTHING_TESTED.words());
  }
}
