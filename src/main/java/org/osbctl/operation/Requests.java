package org.osbctl.operation;

import org.osbctl.operation.Operation.*;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Json;
import org.osbctl.spec.ServicePlan;
import tools.jackson.databind.JsonNode;

/** Well-formed requests with the mandatory members only; callers add the rest. */
public final class Requests {
  private Requests() {}

  /** A provision request; the deprecated ids are mandatory in every version. */
  public static Provision provision(String instanceId, ServicePlan plan) {
    var body = Json.object();
    body.put("service_id", plan.offering().id());
    body.put("plan_id", plan.id());
    body.put("organization_guid", "osbctl");
    body.put("space_guid", "osbctl");
    return new Provision(instanceId, Query.NONE, body);
  }

  /**
   * Contextual data of no platform in particular, which a provision should have beside the
   * deprecated ids; missing before 2.12, which does not know it (spec 2.17, "Provisioning", body;
   * profile, "Context Object Properties").
   */
  public static JsonNode context(ApiVersion version) {
    return version.atLeast(ApiVersion.V2_12)
        ? Json.object().put("platform", "osbctl")
        : Json.missing();
  }

  /** An update request that changes nothing yet. */
  public static Update update(String instanceId, String serviceId) {
    return new Update(instanceId, Query.NONE, Json.object().put("service_id", serviceId));
  }

  /** A bind request. */
  public static Bind bind(String instanceId, String bindingId, String serviceId, String planId) {
    var body = Json.object().put("service_id", serviceId).put("plan_id", planId);
    return new Bind(instanceId, bindingId, Query.NONE, body);
  }

  /** An unbind request. */
  public static Unbind unbind(
      String instanceId, String bindingId, String serviceId, String planId) {
    return new Unbind(instanceId, bindingId, ids(serviceId, planId));
  }

  /** A deprovision request. */
  public static Deprovision deprovision(String instanceId, String serviceId, String planId) {
    return new Deprovision(instanceId, ids(serviceId, planId));
  }

  private static Query ids(String serviceId, String planId) {
    return Query.of("service_id", serviceId, "plan_id", planId);
  }
}
