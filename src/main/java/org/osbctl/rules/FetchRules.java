package org.osbctl.rules;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;

import java.util.List;
import org.osbctl.lifecycle.ResourceState.Ready;
import org.osbctl.operation.Operation.FetchBinding;
import org.osbctl.operation.Operation.Update;
import org.osbctl.operation.OperationKind;
import org.osbctl.spec.ApiVersion;

/** Rules of the spec section "Fetching a Service Binding". */
final class FetchRules {
  private FetchRules() {}

  /** The first fetch counts: the data may be handed out once only. */
  static final Rule CREDENTIALS_OF_ASYNC_BIND =
      Rule.of(
          "fetch-binding.credentials-of-async-bind",
          seen -> {
            if (!(seen.operation() instanceof FetchBinding)
                || seen.status() != 200
                || !(seen.binding() instanceof Ready ready)
                || !ready.last().asynchronous()) {
              return notApplicable("not the fetch of a binding that was made asynchronously");
            }
            if (Answers.credentials(seen).isPresent()) {
              return met();
            }
            var first =
                seen.soFar().ofResource(seen.operation()).stream().noneMatch(Answers::showsBinding);
            return first && BindRules.hasCredentials(seen)
                ? new Judgement.Violated(
                    "other bindings of the plan have credentials, and this one does not show any",
                    "credentials",
                    "none",
                    "/credentials")
                : notApplicable("no sign that there are credentials to show");
          });

  static final Rule SHOWS_CURRENT_PLAN =
      Rule.of("fetch-instance.shows-current-plan", FetchRules::showsCurrentPlan);

  static final Rule SPECIAL_MEMBERS_ONLY_IF_REQUIRED =
      Rule.of(
          "fetch-binding.special-members-only-if-required",
          seen -> {
            if (!(seen.operation() instanceof FetchBinding)) {
              return notApplicable("not the fetch of a binding");
            }
            Judgement judgement = notApplicable("no special member");
            for (var permission : Permission.values()) {
              var each = permission.onlyIfRequired(seen);
              if (each instanceof Judgement.Violated) {
                return each;
              }
              judgement = each instanceof Judgement.Met ? each : judgement;
            }
            return judgement;
          });

  static List<Rule> all() {
    return List.of(SHOWS_CURRENT_PLAN, CREDENTIALS_OF_ASYNC_BIND, SPECIAL_MEMBERS_ONLY_IF_REQUIRED);
  }

  /** After a change of plan that was carried out beyond doubt, and nothing after it. */
  private static Judgement showsCurrentPlan(Observation seen) {
    var history = Chapter.ofInstance(seen);
    var shown = Answers.text(seen.json(), "plan_id");
    if (!Refusals.isFetched(seen) || history.isEmpty() || shown.isEmpty()) {
      return notApplicable("not the fetch of an instance at rest whose making was seen");
    }
    var last = history.get().mutations().stream().filter(each -> !Answers.refused(each)).toList();
    if (last.isEmpty()
        || !Answers.accepted(last.getLast())
        || !(last.getLast().operation() instanceof Update change)
        || change.planId().isEmpty()
        || !wasCarriedOut(seen)) {
      return notApplicable("the last change was not certainly one of the plan");
    }
    if (shown.equals(change.planId())) {
      return met();
    }
    return isSettled(seen, last.getLast())
        ? new Judgement.Violated(
            "the plan was changed, and the instance is not shown to be on it",
            "plan " + Answers.quoted(change.planId().get()),
            "plan " + Answers.quoted(shown.get()),
            "/plan_id")
        : notApplicable("the plan was changed just now");
  }

  /** From 2.15 on a 200 may mean that an update had no effect. */
  private static boolean wasCarriedOut(Observation seen) {
    return seen.instance() instanceof Ready ready
        && ready.last().kind() == OperationKind.UPDATE
        && ready.last().succeeded()
        && (ready.last().asynchronous() || seen.version().before(ApiVersion.V2_15));
  }

  /** A fetch may lag behind: then it is the second one that counts. */
  private static boolean isSettled(Observation seen, Observation change) {
    return seen.soFar().ofResource(seen.operation()).stream()
        .filter(each -> each.number() > change.number())
        .anyMatch(Refusals::isFetched);
  }
}
