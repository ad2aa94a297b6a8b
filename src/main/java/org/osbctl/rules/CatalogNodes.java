package org.osbctl.rules;

import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/** Walks over the objects of a catalog as it was sent, with the JSON pointer of each. */
final class CatalogNodes {
  private CatalogNodes() {}

  /** Every service offering that is an object. */
  static void offerings(JsonNode catalog, BiConsumer<String, JsonNode> each) {
    items("/services", catalog.path("services"), each);
  }

  /** Every service plan of an offering that is an object. */
  static void plans(String offeringAt, JsonNode offering, BiConsumer<String, JsonNode> each) {
    items(offeringAt + "/plans", offering.path("plans"), each);
  }

  /** Every service plan of the catalog that is an object. */
  static void plans(JsonNode catalog, BiConsumer<String, JsonNode> each) {
    offerings(catalog, (at, offering) -> plans(at, offering, each));
  }

  private static void items(String at, JsonNode array, BiConsumer<String, JsonNode> each) {
    if (!array.isArray()) {
      return;
    }
    for (int i = 0; i < array.size(); i++) {
      if (array.get(i).isObject()) {
        each.accept(at + "/" + i, array.get(i));
      }
    }
  }
}
