package org.osbctl.mock;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osbctl.spec.ParameterSchema;
import tools.jackson.databind.JsonNode;

/**
 * Finds what a mock could not behave by: members that are missing or of a wrong type, ids and names
 * that are there twice. Not a judge of catalogs: what no behaviour depends on may be as it likes.
 */
final class CatalogCheck {
  private static final List<String> FLAGS =
      List.of(
          "plan_updateable",
          "instances_retrievable",
          "bindings_retrievable",
          "allow_context_updates",
          "binding_rotatable",
          "free");

  private final List<String> reasons = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  /** The reasons not to serve a catalog. */
  List<String> of(JsonNode catalog) {
    var services = catalog.path("services");
    if (!services.isArray()) {
      return List.of("it has no array services");
    }
    var names = new HashSet<String>();
    for (int i = 0; i < services.size(); i++) {
      offering("services[" + i + "]", services.path(i), names);
    }
    return List.copyOf(reasons);
  }

  private void offering(String place, JsonNode offering, Set<String> names) {
    identity(place, offering, names);
    if (!offering.path("bindable").isBoolean()) {
      reasons.add(place + " has no bindable, true or false");
    }
    var plans = offering.path("plans");
    if (!plans.isArray() || plans.isEmpty()) {
      reasons.add(place + " has no plans");
    }
    var planNames = new HashSet<String>();
    for (int i = 0; i < plans.size(); i++) {
      plan(place + ".plans[" + i + "]", plans.path(i), planNames);
    }
  }

  private void plan(String place, JsonNode plan, Set<String> names) {
    identity(place, plan, names);
    if (plan.has("bindable") && !plan.path("bindable").isBoolean()) {
      reasons.add(place + ".bindable is neither true nor false");
    }
    var maintenance = plan.path("maintenance_info");
    if (!maintenance.isMissingNode() && !maintenance.path("version").isString()) {
      reasons.add(place + ".maintenance_info has no version");
    }
    var polling = plan.path("maximum_polling_duration");
    if (!polling.isMissingNode() && !(polling.isIntegralNumber() && polling.asLong(0) > 0)) {
      reasons.add(place + ".maximum_polling_duration is no number of seconds");
    }
    var schemas = plan.path("schemas");
    schema(place, "service_instance.create", schemas.path("service_instance").path("create"));
    schema(place, "service_instance.update", schemas.path("service_instance").path("update"));
    schema(place, "service_binding.create", schemas.path("service_binding").path("create"));
  }

  private void schema(String place, String where, JsonNode action) {
    var parameters = action.path("parameters");
    if (!parameters.isMissingNode()
        && (!parameters.isObject() || ParameterSchema.of(parameters).isEmpty())) {
      reasons.add(place + ".schemas." + where + ".parameters is no usable JSON Schema");
    }
  }

  private void identity(String place, JsonNode node, Set<String> names) {
    for (var member : List.of("id", "name", "description")) {
      if (node.path(member).stringValue("").isEmpty()) {
        reasons.add(place + " has no " + member);
      }
    }
    unique(place, "id", node, ids);
    unique(place, "name", node, names);
    for (var flag : FLAGS) {
      if (node.has(flag) && !node.path(flag).isBoolean()) {
        reasons.add(place + "." + flag + " is neither true nor false");
      }
    }
  }

  private void unique(String place, String member, JsonNode node, Set<String> seen) {
    var value = node.path(member).stringValue("");
    if (!value.isEmpty() && !seen.add(value)) {
      reasons.add(place + " has the " + member + " of another one: " + value);
    }
  }
}
