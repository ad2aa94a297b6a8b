package org.osbctl.cli.broker;

import org.osbctl.cli.session.Session;
import org.osbctl.inventory.Made;
import org.osbctl.inventory.Made.Origin;
import org.osbctl.inventory.Masking;
import org.osbctl.inventory.Metadata;
import org.osbctl.operation.Operation.Provision;
import org.osbctl.spec.Json;
import org.osbctl.spec.ServicePlan;
import org.osbctl.spec.ServicePlan.SchemaOf;
import tools.jackson.databind.JsonNode;

/** What the inventory keeps of a request, beside its ids. */
final class Provenance {
  private Provenance() {}

  /** How an instance came to be. */
  static Made of(Session session, Provision request, ServicePlan plan, String instanceId) {
    var identity = session.caller().originatingIdentity().orElse(null);
    var context = session.redaction().json(request.body().path("context"));
    var metadata = Metadata.of(instanceId, context, identity);
    var parameters = masked(session, request.body().path("parameters"), plan, SchemaOf.PROVISION);
    return new Made(
        Origin.COMMAND,
        Metadata.plain(identity),
        context,
        parameters,
        metadata.labels(),
        metadata.annotations());
  }

  /** Parameters without their secrets; missing when there are none. */
  static JsonNode masked(Session session, JsonNode parameters, ServicePlan plan, SchemaOf of) {
    return parameters.isMissingNode()
        ? parameters
        : new Masking(session.redaction()).of(parameters, plan.schema(of).orElseGet(Json::missing));
  }
}
