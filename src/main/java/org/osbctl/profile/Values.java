package org.osbctl.profile;

import java.util.UUID;
import java.util.function.Supplier;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Json;
import org.osbctl.spec.ServicePlan;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is known when a request is shaped: what the user says of the platform, and what the command
 * knows of the request.
 *
 * @param given the user's values, by the names of the profile's settings; they go first
 * @param known the command's values: {@code plan}, {@code offering}, {@code instance_name} …
 * @param ids makes ids for headers that want a new one each time
 */
public record Values(ObjectNode given, ObjectNode known, Supplier<UUID> ids) {
  /** Values of the user's, with nothing known yet. */
  public static Values of(ObjectNode given, Supplier<UUID> ids) {
    return new Values(given, Json.object(), ids);
  }

  /** These values and one more; a missing node adds none. */
  public Values with(String name, JsonNode value) {
    if (value.isMissingNode()) {
      return this;
    }
    var more = known.deepCopy();
    more.set(name, value);
    return new Values(given, more, ids);
  }

  /** These values and a text. */
  public Values with(String name, String value) {
    return with(name, tools.jackson.databind.node.StringNode.valueOf(value));
  }

  /** These values with the plan the request is about, and its offering without the plans. */
  public Values of(ServicePlan plan) {
    var offering = (ObjectNode) plan.offering().json().deepCopy();
    offering.remove("plans");
    return with("plan", plan.json()).with("offering", offering);
  }

  /** These values with a plan, if the catalog has it. */
  public Values of(Catalog catalog, String planId) {
    return catalog.plan(planId).map(this::of).orElse(this);
  }

  /** These values with the plan the instance has before the request, which may be another. */
  public Values withPrevious(Catalog catalog, String planId) {
    var previous = catalog.plan(planId).map(ServicePlan::json);
    var all = with("previous_plan", previous.orElseGet(() -> Json.object().put("id", planId)));
    var wanted = known.path("plan").path("id");
    return wanted.isString() && !wanted.stringValue().equals(planId)
        ? all.with("plan_changes", tools.jackson.databind.node.BooleanNode.TRUE)
        : all;
  }

  /** The value of a name; missing when nobody has said it. */
  JsonNode find(String name) {
    var own = given.path(name);
    return own.isMissingNode() ? known.path(name) : own;
  }
}
