package org.osbctl.lifecycle;

import static org.osbctl.lifecycle.AnswerPattern.ANY;
import static org.osbctl.lifecycle.AnswerPattern.NO_SUCCESS;
import static org.osbctl.lifecycle.AnswerPattern.SUCCESS;
import static org.osbctl.lifecycle.AnswerPattern.error;
import static org.osbctl.lifecycle.AnswerPattern.range;
import static org.osbctl.lifecycle.AnswerPattern.status;
import static org.osbctl.lifecycle.Expectation.prefer;

import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.spec.ErrorCode;

/** Answers to a request with one defect. */
final class DefectAnswers {
  private static final AnswerPattern REFUSED = range(400, 499);

  private DefectAnswers() {}

  static Expectation expect(Situation situation, Operation operation, Defect defect) {
    var area = area(operation);
    var fitting = Clause.of("errors.failure-has-error-status", range(200, 499)).within(ANY);
    return switch (defect.kind()) {
      case CREDENTIALS_WRONG ->
          prefer(Answer.of(401))
              .and(
                  Clause.of("auth.failure-is-401", status(401)).within(NO_SUCCESS),
                  Clause.of("auth.every-request-checked", NO_SUCCESS));
      case VERSION_MISSING ->
          prefer(Answer.of(400), Answer.of(412))
              .and(fitting, Clause.of("version.missing-is-400", status(400)));
      case VERSION_UNSUPPORTED ->
          prefer(Answer.of(412)).and(fitting, Clause.of("version.unsupported-is-412", status(412)));
      case CONTENT_TYPE_WRONG ->
          prefer(Answer.of(400)).and(Clause.of("content-type.wrong-is-400", SUCCESS, status(400)));
      case BODY_MALFORMED, MEMBER_MISSING, MEMBER_INVALID ->
          prefer(Answer.of(400)).and(Clause.of(area + ".malformed-is-400", status(400)));
      case SERVICE_UNKNOWN, PLAN_UNKNOWN, HINT_MISMATCH ->
          prefer(Answer.of(400)).and(fitting, Clause.of(area + ".invalid-may-be-400", status(400)));
      case PARAMETERS_INVALID ->
          prefer(Answer.of(400)).and(fitting, Clause.of(area + ".parameters-validated", REFUSED));
      case MAINTENANCE_STALE ->
          prefer(Answer.error(422, ErrorCode.MAINTENANCE_INFO_CONFLICT))
              .and(
                  Clause.of(area + ".stale-maintenance-info-is-422", status(422)),
                  Clause.of(
                          area + ".stale-maintenance-info-has-code",
                          error(422, ErrorCode.MAINTENANCE_INFO_CONFLICT))
                      .within(status(422)));
      case NOT_BINDABLE -> prefer(Answer.of(400)).and(fitting);
      case PLAN_CHANGE_UNSUPPORTED ->
          prefer(Answer.of(422))
              .and(
                  Clause.of("update.unsupported-is-422", status(422)).within(NO_SUCCESS),
                  Clause.of("update.plan-changes-declared", NO_SUCCESS));
    };
  }

  /**
   * The expectation, content with what would be due without the defect when that is a refusal, too:
   * the text does not say in which order a broker looks for reasons.
   */
  static Expectation orOtherwise(Expectation expectation, Defect defect, Expectation otherwise) {
    var refusals =
        otherwise.preferred().stream()
            .filter(answer -> answer.status() >= 400)
            .map(
                answer -> new AnswerPattern(answer.status(), answer.status(), answer.error(), null))
            .toArray(AnswerPattern[]::new);
    return isOfContent(defect) && refusals.length > 0
        ? new Expectation(
            expectation.preferred(),
            expectation.clauses().stream()
                .map(clause -> clause.tolerating(Lifecycle.OTHER_REASON, refusals))
                .toList())
        : expectation;
  }

  /** Credentials come before all else; what a clause only permits needs no tolerance. */
  private static boolean isOfContent(Defect defect) {
    return switch (defect.kind()) {
      case CONTENT_TYPE_WRONG,
          BODY_MALFORMED,
          MEMBER_MISSING,
          MEMBER_INVALID,
          PARAMETERS_INVALID,
          MAINTENANCE_STALE,
          PLAN_CHANGE_UNSUPPORTED ->
          true;
      case CREDENTIALS_WRONG,
          VERSION_MISSING,
          VERSION_UNSUPPORTED,
          SERVICE_UNKNOWN,
          PLAN_UNKNOWN,
          HINT_MISMATCH,
          NOT_BINDABLE ->
          false;
    };
  }

  private static String area(Operation operation) {
    return switch (operation) {
      case Provision p -> "provision";
      case Update u -> "update";
      case Deprovision d -> "deprovision";
      case Bind b -> "bind";
      case Unbind u -> "unbind";
      case PollInstance p -> "poll-instance";
      case PollBinding p -> "poll-binding";
      case FetchInstance f -> "fetch-instance";
      case FetchBinding f -> "fetch-binding";
      case GetCatalog g -> "catalog";
      case Unrecognised u -> "errors";
    };
  }
}
