package org.osbctl.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A view of the answer to {@code GET /v2/catalog}: {@code {"services": [Service Offering …]}} (spec
 * 2.17, "Catalog Management"). Members of a wrong type read as absent; nothing throws.
 */
public final class Catalog {
  /** A catalog nobody has fetched yet. */
  public static final Catalog EMPTY = new Catalog(Json.object());

  private final JsonNode json;
  private final List<ServiceOffering> offerings;
  private final Map<String, ServiceOffering> offeringById = new LinkedHashMap<>();
  private final Map<String, ServicePlan> planById = new LinkedHashMap<>();

  public Catalog(JsonNode json) {
    this.json = json;
    var found = new ArrayList<ServiceOffering>();
    for (var service : Json.elements(json.path("services"))) {
      if (service.isObject()) {
        var offering = new ServiceOffering(service);
        found.add(offering);
        offeringById.putIfAbsent(offering.id(), offering);
        offering.plans().forEach(plan -> planById.putIfAbsent(plan.id(), plan));
      }
    }
    offerings = List.copyOf(found);
    // What has no id must not be found by a request that names none.
    offeringById.remove("");
    planById.remove("");
  }

  /** The tree as the broker sent it. */
  public JsonNode json() {
    return json;
  }

  /** The service offerings in the broker's order. */
  public List<ServiceOffering> offerings() {
    return offerings;
  }

  /** The service offering with an id. */
  public Optional<ServiceOffering> offering(String id) {
    return Optional.ofNullable(offeringById.get(id));
  }

  /** The service plan with an id, whichever offering it belongs to. */
  public Optional<ServicePlan> plan(String id) {
    return Optional.ofNullable(planById.get(id));
  }

  /** The service plan with an id inside one offering. */
  public Optional<ServicePlan> plan(String offeringId, String planId) {
    return offering(offeringId)
        .filter(o -> !planId.isEmpty())
        .flatMap(o -> o.plans().stream().filter(p -> p.id().equals(planId)).findFirst());
  }
}
