package org.osbctl.conform;

import java.util.Optional;
import org.osbctl.spec.ServicePlan;
import tools.jackson.databind.JsonNode;

/**
 * What one lane works on.
 *
 * @param plan the plan that instances are made of
 * @param other another plan of the same offering, if it has one
 * @param parameters the parameters to provision with, missing when none are needed
 */
public record LanePlan(ServicePlan plan, Optional<ServicePlan> other, JsonNode parameters) {
  /** Offering and plan by name. */
  public String name() {
    return plan.offering().name() + "/" + plan.name();
  }
}
