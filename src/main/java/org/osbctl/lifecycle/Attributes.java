package org.osbctl.lifecycle;

import java.util.Optional;
import org.osbctl.operation.Operation.Update;
import org.osbctl.operation.Operation.WithBody;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a service instance or service binding was made from.
 *
 * @param serviceId the offering, empty when unknown
 * @param planId the plan, empty when unknown
 * @param parameters the configuration parameters, missing when none were given
 * @param request the body of the request that made it, missing when nobody here has seen it
 */
public record Attributes(String serviceId, String planId, JsonNode parameters, JsonNode request) {
  /** The attributes of a resource nobody here has made. */
  public static final Attributes UNKNOWN = new Attributes("", "", Json.missing(), Json.missing());

  /** How two requests for one resource compare. */
  public enum Likeness {
    SAME,
    DIFFERENT_PLAN,
    DIFFERENT_PARAMETERS,
    /**
     * They differ in something of which the text does not say whether it counts, or not enough is
     * known of the first.
     */
    UNCLEAR
  }

  /** The attributes a provision or bind request asks for. */
  public static Attributes of(WithBody request) {
    return new Attributes(
        request.serviceId().orElse(""),
        request.planId().orElse(""),
        request.parameters(),
        request.body());
  }

  /** The attributes after an update: what it does not name stays. */
  public Attributes after(Update update) {
    var merged = parameters;
    if (update.parameters().isObject()) {
      ObjectNode all = parameters.isObject() ? (ObjectNode) parameters.deepCopy() : Json.object();
      update.parameters().forEachEntry(all::set);
      merged = all;
    }
    return new Attributes(serviceId, update.planId().orElse(planId), merged, request);
  }

  /** How a repeated request compares with the one that made the resource. */
  public Likeness compare(WithBody again) {
    if (serviceId.isEmpty() || planId.isEmpty()) {
      return Likeness.UNCLEAR;
    }
    if (!again.serviceId().orElse("").equals(serviceId)
        || !again.planId().orElse("").equals(planId)) {
      return Likeness.DIFFERENT_PLAN;
    }
    if (request.isMissingNode()) {
      return Likeness.UNCLEAR;
    }
    if (!content(again.parameters()).equals(content(parameters))) {
      return Likeness.DIFFERENT_PARAMETERS;
    }
    return again.body().equals(request) ? Likeness.SAME : Likeness.UNCLEAR;
  }

  private static Optional<JsonNode> content(JsonNode parameters) {
    return parameters.isObject() && !parameters.isEmpty()
        ? Optional.of(parameters)
        : Optional.empty();
  }
}
