package org.osbctl.rules;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;
import static org.osbctl.rules.Judgement.violated;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.osbctl.http.Outcome;
import org.osbctl.http.TransportFailure;
import org.osbctl.operation.Operation.*;
import org.osbctl.rules.Hindsight.Finding;

/**
 * Rules of the spec sections "Synchronous and Asynchronous Operations" and "Blocking Operations".
 */
final class SynchronyRules {
  /** What the section "Orphan Mitigation" calls a typical limit. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private SynchronyRules() {}

  static final Rule ANSWERS_QUICKLY =
      Rule.of(
          "sync.answers-quickly",
          seen -> {
            var took = seen.exchange().timing().total();
            var waited =
                seen.response().isPresent()
                    || (seen.exchange().outcome() instanceof Outcome.Failed failed
                        && failed.failure().kind() == TransportFailure.Kind.TIMEOUT);
            if (!waited) {
              return notApplicable("the broker was not reached");
            }
            if (took.compareTo(PATIENCE) > 0) {
              return violated(
                  "the broker takes longer than platforms typically wait",
                  "an answer within " + PATIENCE.toSeconds() + " s",
                  took.toSeconds() + " s");
            }
            return seen.response().isPresent() ? met() : notApplicable("nobody waited long enough");
          });

  static final Rule UNFINISHED_WORK_IS_ASYNCHRONOUS =
      Hindsight.rule("sync.unfinished-work-is-asynchronous", Unfinished::judge);

  /** Until 2.13 a 202 had the body of the synchronous answer. */
  static final Rule ACCEPTED_BODY_LIKE_SYNCHRONOUS =
      Rule.of(
          "async.accepted-body-like-synchronous",
          seen -> {
            var first = Chapter.sinceCreation(seen).map(Chapter::beginning);
            if (!(seen.operation() instanceof Provision)
                || seen.status() != 200
                || !seen.json().isObject()
                || first.filter(f -> f.status() == 202 && f.json().isObject()).isEmpty()) {
              return notApplicable("no answer to compare a 202 with");
            }
            for (var member : seen.json().propertyNames()) {
              if (seen.json().hasNonNull(member) && !first.get().json().has(member)) {
                return new Judgement.Violated(
                    "the 202 did not have a member that the synchronous answer has",
                    member + " in both",
                    "no " + member + " in the 202",
                    Answers.pointer(member));
              }
            }
            return met();
          });

  /** Until 2.13 there was a description instead of a code. */
  static final Rule REFUSAL_HAS_DESCRIPTION =
      Hindsight.rule("concurrency.refusal-has-description", SynchronyRules::refusalsMeanwhile);

  static List<Rule> all() {
    return List.of(
        ANSWERS_QUICKLY,
        UNFINISHED_WORK_IS_ASYNCHRONOUS,
        ACCEPTED_BODY_LIKE_SYNCHRONOUS,
        REFUSAL_HAS_DESCRIPTION);
  }

  /**
   * A poll that says "in progress" shows that requests since the operation began met a busy
   * resource.
   */
  private static List<Finding> refusalsMeanwhile(Observation poll) {
    var findings = new ArrayList<Finding>();
    for (var earlier : Unfinished.during(poll)) {
      if (earlier.status() == 422
          && earlier.honest()
          && Answers.code(earlier).filter(Answers.DEFINED_CODES::contains).isEmpty()
          && hasOneReasonFor422(earlier)) {
        findings.add(
            new Finding(
                earlier,
                Answers.text(earlier.json(), "description").isPresent()
                    ? met()
                    : new Judgement.Violated(
                        "a request was refused while an operation was running, without an"
                            + " explanation",
                        "a description",
                        "none",
                        "/description")));
      }
    }
    return findings;
  }

  /** An update can be refused for other reasons, too, and so can what does not allow a 202. */
  private static boolean hasOneReasonFor422(Observation seen) {
    return seen.operation() instanceof Mutation mutation
        && mutation.acceptsIncomplete()
        && (mutation instanceof Provision || mutation instanceof Deprovision);
  }
}
