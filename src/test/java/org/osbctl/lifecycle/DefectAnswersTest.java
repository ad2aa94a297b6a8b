package org.osbctl.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.osbctl.lifecycle.Flaws.CATALOG;
import static org.osbctl.lifecycle.Flaws.READY;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.lifecycle.Clause.Verdict;
import org.osbctl.lifecycle.Defect.Kind;
import org.osbctl.lifecycle.ResourceState.*;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.OperationKind;
import org.osbctl.spec.ApiVersion;

/** What answer is due to a request with something wrong about it. */
class DefectAnswersTest {

  private static Expectation expect(Kind kind, Operation operation, ResourceState instance) {
    return Lifecycle.expect(
        new Situation(
            ApiVersion.LATEST,
            CATALOG,
            List.of(new Defect(kind, "it")),
            instance,
            States.ready(OperationKind.BIND, true, false),
            false,
            false),
        operation);
  }

  private static void assertVerdict(
      Verdict verdict, Expectation expectation, String id, Answer answer) {
    assertEquals(verdict, States.verdict(expectation, id, answer), answer::toString);
  }

  @Test
  void a06_version_header() {
    var missing = expect(Kind.VERSION_MISSING, new GetCatalog(), States.NEVER);
    var unsupported = expect(Kind.VERSION_UNSUPPORTED, new GetCatalog(), States.NEVER);
    var id = "errors.failure-has-error-status";
    for (int status : new int[] {200, 400, 412}) {
      assertVerdict(Verdict.ALLOWED, missing, id, Answer.of(status));
      assertVerdict(Verdict.ALLOWED, unsupported, id, Answer.of(status));
    }
    assertVerdict(Verdict.FORBIDDEN, missing, id, Answer.of(500));
    assertVerdict(Verdict.FORBIDDEN, unsupported, id, Answer.of(500));
    assertVerdict(Verdict.FORBIDDEN, unsupported, "version.unsupported-is-412", Answer.of(400));
  }

  @Test
  void wrong_credentials_are_answered_401_whatever_else_there_is() {
    for (var state : States.ofInstance()) {
      var expectation = expect(Kind.CREDENTIALS_WRONG, States.DEPROVISION, state);
      assertEquals(Answer.of(401), expectation.favourite());
      assertVerdict(Verdict.FORBIDDEN, expectation, "auth.failure-is-401", Answer.of(410));
      assertVerdict(Verdict.FORBIDDEN, expectation, "auth.failure-is-401", Answer.of(403));
      assertVerdict(Verdict.FORBIDDEN, expectation, "auth.every-request-checked", Answer.of(200));
      assertVerdict(Verdict.SILENT, expectation, "auth.failure-is-401", Answer.of(200));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "BODY_MALFORMED, 400, ALLOWED",
    "MEMBER_MISSING, 400, ALLOWED",
    "MEMBER_INVALID, 422, FORBIDDEN",
    "MEMBER_MISSING, 201, FORBIDDEN",
    "MEMBER_MISSING, 500, FORBIDDEN",
  })
  void malformed_request_is_answered_400(Kind kind, int status, Verdict verdict) {
    var expectation = expect(kind, States.PROVISION, States.NEVER);
    assertVerdict(verdict, expectation, "provision.malformed-is-400", Answer.of(status));
  }

  @Test
  void a22_missing_hint_is_answered_400_and_a_wrong_one_perhaps() {
    var missing = expect(Kind.MEMBER_MISSING, States.DEPROVISION, READY);
    assertVerdict(Verdict.ALLOWED, missing, "deprovision.malformed-is-400", Answer.of(400));
    assertVerdict(Verdict.FORBIDDEN, missing, "deprovision.malformed-is-400", Answer.of(200));
    assertVerdict(Verdict.FORBIDDEN, missing, "deprovision.malformed-is-400", Answer.of(410));
    var wrong = expect(Kind.HINT_MISMATCH, States.DEPROVISION, READY);
    assertTrue(wrong.clauses().stream().noneMatch(c -> c.requirement().contains("malformed")));
    var id = "errors.failure-has-error-status";
    assertVerdict(Verdict.ALLOWED, wrong, id, Answer.of(200));
    assertVerdict(Verdict.ALLOWED, wrong, id, Answer.of(400));
    assertVerdict(Verdict.FORBIDDEN, wrong, id, Answer.of(500));
  }

  @Test
  void a07_broker_may_look_for_other_reasons_to_refuse_first() {
    var unknown = expect(Kind.MEMBER_MISSING, States.DEPROVISION, States.NEVER);
    var id = "deprovision.malformed-is-400";
    assertVerdict(Verdict.TOLERATED, unknown, id, Answer.of(410));
    assertVerdict(Verdict.FORBIDDEN, unknown, id, Answer.of(200));
    var busy = expect(Kind.BODY_MALFORMED, States.UPDATE, new Deleting(States.MADE, null, false));
    assertVerdict(
        Verdict.TOLERATED, busy, "update.malformed-is-400", Answer.error(422, "ConcurrencyError"));
    assertVerdict(Verdict.FORBIDDEN, busy, "update.malformed-is-400", Answer.of(422));
    var taken = expect(Kind.MAINTENANCE_STALE, States.otherPlan(States.PROVISION), READY);
    assertVerdict(
        Verdict.TOLERATED, taken, "provision.stale-maintenance-info-is-422", Answer.of(409));
  }

  @Test
  void stale_maintenance_info_is_a_conflict_with_a_code() {
    var expectation = expect(Kind.MAINTENANCE_STALE, States.PROVISION, States.NEVER);
    var right = Answer.error(422, "MaintenanceInfoConflict");
    assertEquals(right, expectation.favourite());
    var status = "provision.stale-maintenance-info-is-422";
    var code = "provision.stale-maintenance-info-has-code";
    assertVerdict(Verdict.ALLOWED, expectation, code, right);
    assertVerdict(Verdict.FORBIDDEN, expectation, code, Answer.of(422));
    assertVerdict(Verdict.FORBIDDEN, expectation, status, Answer.of(201));
    assertVerdict(Verdict.FORBIDDEN, expectation, status, Answer.of(400));
  }

  @Test
  void unsupported_plan_change_is_refused_with_422() {
    var expectation = expect(Kind.PLAN_CHANGE_UNSUPPORTED, States.UPDATE, READY);
    assertVerdict(Verdict.ALLOWED, expectation, "update.unsupported-is-422", Answer.of(422));
    assertVerdict(Verdict.FORBIDDEN, expectation, "update.unsupported-is-422", Answer.of(400));
    assertVerdict(Verdict.FORBIDDEN, expectation, "update.plan-changes-declared", Answer.of(202));
  }

  @Test
  void wrong_content_type_may_be_passed_over() {
    var expectation = expect(Kind.CONTENT_TYPE_WRONG, States.PROVISION, States.NEVER);
    assertVerdict(Verdict.ALLOWED, expectation, "content-type.wrong-is-400", Answer.of(201));
    assertVerdict(Verdict.ALLOWED, expectation, "content-type.wrong-is-400", Answer.of(400));
    assertVerdict(Verdict.FORBIDDEN, expectation, "content-type.wrong-is-400", Answer.of(415));
  }
}
