package org.osbctl.rules.platform;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;
import static org.osbctl.rules.Judgement.violated;

import java.util.List;
import java.util.Optional;
import org.osbctl.operation.Operation.Bind;
import org.osbctl.operation.Operation.Update;
import org.osbctl.rules.Judgement;
import org.osbctl.rules.Rule;
import org.osbctl.spec.ServicePlan;

/**
 * Rules of the spec section "Service Plan Object": whose word counts, the plan's or the offering's.
 */
final class PlatformCatalogRules {
  private PlatformCatalogRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.of(
            "catalog.effective-bindable",
            seen ->
                seen.operation() instanceof Bind
                    ? overridden(Sent.plan(seen), "bindable")
                    : notApplicable("no bind")),
        Rule.of(
            "catalog.effective-plan-updateable",
            seen ->
                seen.operation() instanceof Update update
                        && PlatformUpdateRules.changesPlan(seen, update)
                    ? overridden(Sent.currentPlan(seen), "plan_updateable")
                    : notApplicable("no change of plan")));
  }

  /** Judges only where plan and offering say different things: there the platform has to choose. */
  private static Judgement overridden(Optional<ServicePlan> plan, String flag) {
    var own = plan.map(each -> each.json().path(flag)).filter(each -> each.isBoolean());
    var inherited =
        plan.map(each -> each.offering().json().path(flag).booleanValue(false)).orElse(false);
    if (own.isEmpty() || own.get().booleanValue(false) == inherited) {
      return notApplicable("plan and offering say the same");
    }
    return own.get().booleanValue(false)
        ? met()
        : violated(
            "the request goes by the offering's " + flag + ", though the plan says otherwise",
            "no such request, as the plan has " + flag + " false",
            "a request that only the offering's word allows");
  }
}
