package org.osbctl.conform;

import org.osbctl.operation.Operation.Bind;
import org.osbctl.operation.Operation.Provision;
import org.osbctl.operation.Operation.Update;
import org.osbctl.operation.Requests;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** Honest requests for the plan of a lane. */
final class Orders {
  private final Drive drive;

  Orders(Drive drive) {
    this.drive = drive;
  }

  /** A provision request for a new instance. */
  Provision provision() {
    return provision(drive.newId());
  }

  /** A provision request. */
  Provision provision(String instanceId) {
    return parameters(
        Requests.provision(instanceId, drive.plan())
            .with("context", context())
            .acceptingIncomplete(),
        drive.lane().parameters().provision().first());
  }

  /** A request with parameters; without, when there are none. */
  static Provision parameters(Provision request, JsonNode parameters) {
    return parameters.isMissingNode() ? request : request.with("parameters", parameters);
  }

  /** An update request that changes nothing yet. */
  Update update(String instanceId) {
    return Requests.update(instanceId, drive.plan().offering().id()).acceptingIncomplete();
  }

  /** A bind request for a new binding, with an application and, where routes are bound, a route. */
  Bind bind(String instanceId) {
    return bind(instanceId, drive.newId());
  }

  /** A bind request with an application and, where the offering binds routes, a route. */
  Bind bind(String instanceId, String bindingId) {
    var resource = Json.object().put("app_guid", drive.newId());
    if (drive.plan().offering().requires("route_forwarding")) {
      resource.put("route", "osbctl.example.com");
    }
    return bare(instanceId, bindingId).with("bind_resource", resource);
  }

  /** A bind request that names no application. */
  Bind bare(String instanceId, String bindingId) {
    var plan = drive.planNow(instanceId);
    var request =
        drive.allowing(Requests.bind(instanceId, bindingId, plan.offering().id(), plan.id()));
    var parameters = drive.lane().parameters().bind().first();
    return parameters.isMissingNode() || !plan.id().equals(drive.plan().id())
        ? request
        : request.with("parameters", parameters);
  }

  /** The maintenance info of the plan, with a description that must not matter. */
  JsonNode maintenanceInfo() {
    return drive
        .plan()
        .maintenanceVersion()
        .<JsonNode>map(version -> maintenanceInfo(version).put("description", "osbctl"))
        .orElseGet(Json::missing);
  }

  /** A maintenance info of some version. */
  static tools.jackson.databind.node.ObjectNode maintenanceInfo(String version) {
    return Json.object().put("version", version);
  }

  /** Contextual data of no platform in particular. */
  JsonNode context() {
    return Requests.context(drive.version());
  }
}
