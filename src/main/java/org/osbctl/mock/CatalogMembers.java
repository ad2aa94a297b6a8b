package org.osbctl.mock;

import java.util.Map;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Since when a catalog has which member (spec 2.11 to 2.17, "Catalog Management"). */
final class CatalogMembers {
  private static final Map<String, ApiVersion> OF_OFFERINGS =
      Map.of(
          "instances_retrievable", ApiVersion.V2_14,
          "bindings_retrievable", ApiVersion.V2_14,
          "allow_context_updates", ApiVersion.V2_15);
  private static final Map<String, ApiVersion> OF_PLANS =
      Map.of(
          "schemas", ApiVersion.V2_13,
          "plan_updateable", ApiVersion.V2_15,
          "maximum_polling_duration", ApiVersion.V2_15,
          "maintenance_info", ApiVersion.V2_15,
          "binding_rotatable", ApiVersion.V2_17);

  private CatalogMembers() {}

  /** The catalog without what a version does not have yet. */
  static Catalog at(ApiVersion version, Catalog whole) {
    if (version == ApiVersion.LATEST) {
      return whole;
    }
    var json = whole.json().deepCopy();
    for (var offering : json.path("services")) {
      strip(offering, OF_OFFERINGS, version);
      for (var plan : offering.path("plans")) {
        strip(plan, OF_PLANS, version);
      }
    }
    return new Catalog(json);
  }

  private static void strip(JsonNode node, Map<String, ApiVersion> members, ApiVersion version) {
    if (node instanceof ObjectNode object) {
      members.forEach(
          (name, since) -> {
            if (version.before(since)) {
              object.remove(name);
            }
          });
    }
  }
}
