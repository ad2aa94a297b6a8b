package org.osbctl.spec;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A view of one service offering (spec 2.17, "Service Offering Object"). */
public final class ServiceOffering {
  private final JsonNode json;
  private final List<ServicePlan> plans;

  ServiceOffering(JsonNode json) {
    this.json = json;
    var found = new ArrayList<ServicePlan>();
    for (var plan : Json.elements(json.path("plans"))) {
      if (plan.isObject()) {
        found.add(new ServicePlan(this, plan));
      }
    }
    plans = List.copyOf(found);
  }

  /** The tree as the broker sent it. */
  public JsonNode json() {
    return json;
  }

  /** The id; empty when the broker gave none. */
  public String id() {
    return json.path("id").stringValue("");
  }

  /** The name; empty when the broker gave none. */
  public String name() {
    return json.path("name").stringValue("");
  }

  /** The description; empty when the broker gave none. */
  public String description() {
    return json.path("description").stringValue("");
  }

  /** The plans in the broker's order. */
  public List<ServicePlan> plans() {
    return plans;
  }

  /** Whether a service instance can be fetched; since 2.14. */
  public boolean instancesRetrievable() {
    return json.path("instances_retrievable").booleanValue(false);
  }

  /** Whether a service binding can be fetched; since 2.14. */
  public boolean bindingsRetrievable() {
    return json.path("bindings_retrievable").booleanValue(false);
  }

  /** Whether updates of nothing but the context are welcome; since 2.15. */
  public boolean allowsContextUpdates() {
    return json.path("allow_context_updates").booleanValue(false);
  }

  /** Whether the offering asks for a permission: syslog_drain, route_forwarding, volume_mount. */
  public boolean requires(String permission) {
    for (var each : Json.elements(json.path("requires"))) {
      if (permission.equals(each.stringValue(""))) {
        return true;
      }
    }
    return false;
  }
}
