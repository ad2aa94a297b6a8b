package org.osbctl.rules;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Rules of the spec section "Service Offering Object" that a shape cannot say. */
final class OfferingRules {
  private OfferingRules() {}

  static final Rule NAMES_UNIQUE =
      CatalogRules.of("catalog.offering-names-unique", catalog -> unique(catalog, "name"));

  static final Rule IDS_UNIQUE =
      CatalogRules.of("catalog.offering-ids-unique", catalog -> unique(catalog, "id"));

  static List<Rule> all() {
    return List.of(NAMES_UNIQUE, IDS_UNIQUE);
  }

  private static Judgement unique(JsonNode catalog, String member) {
    var duplicates = new Duplicates(member, "offerings");
    CatalogNodes.offerings(catalog, (at, offering) -> duplicates.look("", at, offering));
    return duplicates.judgement();
  }
}
