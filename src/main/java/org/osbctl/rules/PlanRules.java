package org.osbctl.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Rules of the spec section "Service Plan Object" that a shape cannot say. */
final class PlanRules {
  private PlanRules() {}

  static final Rule IDS_UNIQUE =
      CatalogRules.of(
          "catalog.plan-ids-unique",
          catalog -> {
            var duplicates = new Duplicates("id", "plans");
            CatalogNodes.plans(catalog, (at, plan) -> duplicates.look("", at, plan));
            var judgement = duplicates.judgement();
            return judgement instanceof Judgement.Met && sharesIdWithOffering(catalog)
                ? new Judgement.Met("a plan has the id of an offering")
                : judgement;
          });

  static final Rule NAMES_UNIQUE =
      CatalogRules.of(
          "catalog.plan-names-unique",
          catalog -> {
            var duplicates = new Duplicates("name", "plans of an offering");
            CatalogNodes.offerings(
                catalog,
                (offeringAt, offering) ->
                    CatalogNodes.plans(
                        offeringAt, offering, (at, plan) -> duplicates.look(offeringAt, at, plan)));
            return duplicates.judgement();
          });

  static List<Rule> all() {
    return List.of(IDS_UNIQUE, NAMES_UNIQUE);
  }

  private static boolean sharesIdWithOffering(JsonNode catalog) {
    Set<String> ids = new HashSet<>();
    CatalogNodes.offerings(catalog, (at, offering) -> ids.add(offering.path("id").stringValue("")));
    var shared = new HashSet<String>();
    CatalogNodes.plans(catalog, (at, plan) -> shared.add(plan.path("id").stringValue("")));
    shared.retainAll(ids);
    shared.remove("");
    return !shared.isEmpty();
  }
}
