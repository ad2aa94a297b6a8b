package org.osbctl.rules;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;
import static org.osbctl.rules.Judgement.violated;

import java.util.List;
import java.util.Optional;
import org.osbctl.lifecycle.ResourceState.Ready;
import org.osbctl.operation.Operation.*;

/** Rules of the spec section "Binding Rotation"; since 2.17. */
final class RotationRules {
  private RotationRules() {}

  static final Rule BOTH_VALID = Rule.of("rotate.both-valid", RotationRules::bothValid);

  static final Rule ANSWERS_LIKE_BIND =
      Rule.of("rotate.answers-like-bind", RotationRules::answersLikeBind);

  static List<Rule> all() {
    return List.of(BOTH_VALID, ANSWERS_LIKE_BIND);
  }

  /** The predecessor is still there after it got a successor. */
  private static Judgement bothValid(Observation seen) {
    if (!(seen.operation() instanceof OfBinding old)
        || !(seen.binding() instanceof Ready)
        || !seen.honest()
        || !(seen.operation() instanceof Unbind
            || (seen.operation() instanceof FetchBinding && Answers.retrievable(seen)))
        || isExpired(seen)
        || !isSucceeded(seen, old)) {
      return notApplicable("not a request for a binding that has a successor");
    }
    if (seen.status() == 404 || seen.status() == 410) {
      return violated(
          "the binding is gone since it was given a successor",
          "a binding that is there until it expires or is deleted",
          Integer.toString(seen.status()));
    }
    return Answers.accepted(seen)
        ? met()
        : notApplicable("the answer does not tell whether it is there");
  }

  private static boolean isSucceeded(Observation seen, OfBinding old) {
    return seen.soFar().ofInstance(old.instanceId()).stream()
        .anyMatch(
            each ->
                each.operation() instanceof Bind next
                    && Answers.accepted(each)
                    && predecessor(next).equals(Optional.of(old.bindingId())));
  }

  /** A stamp nobody can read does not let a binding live for ever. */
  private static boolean isExpired(Observation seen) {
    return seen.soFar().ofResource(seen.operation()).stream()
        .filter(each -> Answers.has(each.json().path("metadata"), "expires_at"))
        .anyMatch(
            each ->
                BindingMetadataRules.stamp(each, "expires_at")
                    .map(expiry -> !expiry.isAfter(seen.exchange().at()))
                    .orElse(true));
  }

  private static Judgement answersLikeBind(Observation seen) {
    if (!(seen.operation() instanceof Bind bind) || predecessor(bind).isEmpty() || !seen.honest()) {
      return notApplicable("no rotation");
    }
    if (Answers.refused(seen)) {
      return new Judgement.Met("the text names no status for a rotation that is refused");
    }
    if (seen.succeeded() && !Answers.accepted(seen)) {
      return violated(
          "a rotation is answered with a status that no bind has",
          "200, 201 or 202",
          Integer.toString(seen.status()));
    }
    if (!Answers.accepted(seen)) {
      return notApplicable("neither accepted nor refused");
    }
    return known(seen, bind) ? like(seen, bind) : new Judgement.Met("the predecessor is not known");
  }

  private static boolean known(Observation seen, Bind bind) {
    return !predecessors(seen, bind).isEmpty();
  }

  private static List<Observation> predecessors(Observation seen, Bind bind) {
    return seen.soFar().ofBinding(bind.instanceId(), predecessor(bind).orElse("")).stream()
        .filter(Answers::accepted)
        .toList();
  }

  /** The successor of a binding with credentials has credentials. */
  private static Judgement like(Observation seen, Bind bind) {
    var lost =
        seen.status() == 201
            && Answers.credentials(seen).isEmpty()
            && predecessors(seen, bind).stream()
                .anyMatch(
                    each -> Answers.showsBinding(each) && Answers.credentials(each).isPresent());
    return lost
        ? new Judgement.Violated(
            "the predecessor has credentials, and the answer to the rotation has none",
            "credentials",
            "none",
            "/credentials")
        : met();
  }

  private static Optional<String> predecessor(Bind bind) {
    return Answers.text(bind.body(), "predecessor_binding_id");
  }
}
