package org.osbctl.rules;

import java.util.List;
import org.osbctl.spec.SemanticVersion;
import tools.jackson.databind.JsonNode;

/** Rules of the spec section "Maintenance Info Object" that a shape cannot say. */
final class MaintenanceInfoRules {
  private MaintenanceInfoRules() {}

  static final Rule VERSION_SEMANTIC =
      CatalogRules.of("maintenance-info.version-semantic", MaintenanceInfoRules::versions);

  static List<Rule> all() {
    return List.of(VERSION_SEMANTIC);
  }

  private static Judgement versions(JsonNode catalog) {
    var offences = new Offences();
    CatalogNodes.plans(
        catalog,
        (at, plan) -> {
          var version = plan.path("maintenance_info").path("version");
          if (version.isString()) {
            offences.place();
            if (!SemanticVersion.isValid(version.asString())) {
              offences.add(at + "/maintenance_info/version", version.asString());
            }
          }
        });
    return offences.judgement(
        "maintenance_info.version", "a semantic version 2.0, such as 2.1.1+abcdef");
  }
}
