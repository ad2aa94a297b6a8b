package org.osbctl.conform;

import java.util.Optional;
import org.osbctl.spec.ServicePlan;

/**
 * What one lane works on.
 *
 * @param plan the plan that instances are made of
 * @param other another plan of the same offering, if it has one
 * @param parameters the parameters to send
 * @param instances how many service instances it creates at most on a conformant broker
 * @param bindings how many service bindings it creates at most on a conformant broker
 */
public record LanePlan(
    ServicePlan plan,
    Optional<ServicePlan> other,
    PlanParameters parameters,
    int instances,
    int bindings) {
  /** Offering and plan by name. */
  public String name() {
    return plan.offering().name() + "/" + plan.name();
  }

  LanePlan creating(int moreInstances, int moreBindings) {
    return new LanePlan(plan, other, parameters, moreInstances, moreBindings);
  }
}
