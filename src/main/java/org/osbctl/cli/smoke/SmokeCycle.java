package org.osbctl.cli.smoke;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osbctl.cli.smoke.Scenario.Action;
import org.osbctl.cli.smoke.Scenario.Expectation;
import org.osbctl.cli.smoke.Scenario.Step;
import org.osbctl.spec.Json;
import org.osbctl.spec.ServicePlan;

/** The life cycle of a plan that nobody has written a scenario for. */
final class SmokeCycle {
  private SmokeCycle() {}

  /** What every conformant broker can do with an instance of this plan. */
  static Scenario of(ServicePlan plan) {
    var steps = new ArrayList<Step>();
    steps.add(step(Action.PROVISION, "", plan));
    if (plan.offering().instancesRetrievable()) {
      steps.add(step(Action.FETCH, "", plan));
    }
    if (plan.bindable()) {
      steps.add(step(Action.BIND, "binding", plan));
      if (plan.offering().bindingsRetrievable()) {
        steps.add(step(Action.FETCH, "binding", plan));
      }
      steps.add(step(Action.UNBIND, "binding", plan));
    }
    steps.add(step(Action.DEPROVISION, "", plan));
    return new Scenario(plan.offering().name() + "/" + plan.name(), List.copyOf(steps));
  }

  private static Step step(Action action, String binding, ServicePlan plan) {
    var details = Json.object();
    if (action == Action.PROVISION) {
      details.put("service", plan.offering().name()).put("plan", plan.name());
    }
    return new Step(
        0,
        action,
        "instance",
        binding,
        details,
        Expectation.SUCCESS,
        1,
        Duration.ZERO,
        Optional.empty());
  }
}
