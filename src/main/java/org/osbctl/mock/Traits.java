package org.osbctl.mock;

import java.time.Duration;
import java.util.Optional;
import org.osbctl.spec.ServicePlan;
import tools.jackson.databind.JsonNode;

/**
 * What a plan does that the specification's catalog cannot say: members of {@code metadata} that
 * this mock understands, those of the plan before those of its offering.
 */
record Traits(ServicePlan plan) {
  static Traits of(ServicePlan plan) {
    return new Traits(plan);
  }

  private JsonNode member(String name) {
    var own = plan.json().path("metadata").path(name);
    return own.isMissingNode() ? plan.offering().json().path("metadata").path(name) : own;
  }

  /** In mixed mode: whether operations take their time ({@code asynchronous}). */
  boolean asynchronous() {
    return member("asynchronous").booleanValue(false);
  }

  /** Whether bindings need an application ({@code requiresApp}). */
  boolean requiresApp() {
    return member("requiresApp").booleanValue(false);
  }

  /** Whether bindings have credentials ({@code credentials}, true unless it is false). */
  boolean credentials() {
    return member("credentials").booleanValue(true);
  }

  /**
   * Whether the platform is to proxy routes; else the network is wired up out of band ({@code
   * proxiesRoutes}, true unless it is false).
   */
  boolean proxiesRoutes() {
    return member("proxiesRoutes").booleanValue(true);
  }

  /** How long a binding is valid ({@code bindingLifetime}, in seconds). */
  Optional<Duration> bindingLifetime() {
    var seconds = member("bindingLifetime");
    return seconds.isIntegralNumber() && seconds.canConvertToInt() && seconds.intValue() > 0
        ? Optional.of(Duration.ofSeconds(seconds.intValue()))
        : Optional.empty();
  }
}
