package org.osbctl.rules;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;

import java.util.List;
import org.osbctl.lifecycle.ResourceState.Ready;
import org.osbctl.operation.Operation.FetchBinding;

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
    return List.of(CREDENTIALS_OF_ASYNC_BIND, SPECIAL_MEMBERS_ONLY_IF_REQUIRED);
  }
}
