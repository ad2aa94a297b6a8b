package org.osbctl.rules;

import java.util.List;
import java.util.Set;
import org.osbctl.operation.OperationKind;
import org.osbctl.spec.ApiVersion;

/**
 * Rules of the spec section "Broker Errors" about what a body is, as it stood until 2.13. From 2.14
 * on the bodies of errors without a defined code are the broker's own affair.
 */
final class ErrorBodyRules {
  /** What came with 2.14, when no body had a form any more. */
  private static final Set<OperationKind> LATER =
      Set.of(OperationKind.FETCH_INSTANCE, OperationKind.FETCH_BINDING, OperationKind.POLL_BINDING);

  private ErrorBodyRules() {}

  static final Rule EVERY_BODY_IS_JSON_OBJECT =
      Rule.of(
          "errors.every-body-is-json-object",
          seen ->
              isJudged(seen) && (seen.succeeded() || seen.status() >= 400)
                  ? object(seen)
                  : Judgement.notApplicable("not an answer of the broker that has a body"));

  static final Rule UNLISTED_FAILURE_HAS_JSON_OBJECT =
      Rule.of(
          "errors.unlisted-failure-has-json-object",
          seen ->
              isJudged(seen) && seen.status() >= 400 && !isListed(seen)
                  ? object(seen)
                  : Judgement.notApplicable("not a failure beyond the tables"));

  static List<Rule> all() {
    return List.of(EVERY_BODY_IS_JSON_OBJECT, UNLISTED_FAILURE_HAS_JSON_OBJECT);
  }

  private static boolean isJudged(Observation seen) {
    return Bodies.judged(seen) && !LATER.contains(seen.operation().kind());
  }

  private static Judgement object(Observation seen) {
    return seen.json().isObject() ? Judgement.met() : Bodies.notDue(seen, "a JSON object");
  }

  /** Whether the tables of those versions have a row for the status. */
  private static boolean isListed(Observation seen) {
    int status = seen.status();
    if (status == 400) {
      return seen.version().atLeast(ApiVersion.V2_13);
    }
    return switch (seen.operation().kind()) {
      case PROVISION, BIND -> status == 409 || status == 422;
      case UPDATE -> status == 422;
      case DEPROVISION -> status == 410 || status == 422;
      case UNBIND, POLL_INSTANCE -> status == 410;
      case GET_CATALOG, FETCH_INSTANCE, FETCH_BINDING, POLL_BINDING, UNRECOGNISED -> false;
    };
  }
}
