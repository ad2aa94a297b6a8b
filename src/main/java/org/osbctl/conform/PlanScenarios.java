package org.osbctl.conform;

import java.util.ArrayList;
import java.util.List;
import org.osbctl.http.HttpResponseData;
import org.osbctl.lifecycle.Tracker;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.Requests;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** The life of service instances and service bindings of one plan, in the order of a lane. */
final class PlanScenarios {
  private PlanScenarios() {}

  static List<Scenario> of(LanePlan lane) {
    var scenarios = new ArrayList<Scenario>();
    scenarios.add(
        new Scenario("broken provision requests", List.of(), PlanScenarios::brokenProvisions));
    scenarios.add(
        new Scenario(
            "provision",
            List.of("provision", "poll-instance", "fetch-instance", "deprovision"),
            PlanScenarios::provision));
    scenarios.add(
        new Scenario(
            "provision without accepts_incomplete", List.of(), PlanScenarios::provisionUnasked));
    scenarios.add(
        new Scenario("provision again", List.of("provision"), PlanScenarios::provisionAgain));
    scenarios.add(
        new Scenario("fetch instance", List.of("fetch-instance"), PlanScenarios::fetchInstance));
    scenarios.add(
        new Scenario("poll after the end", List.of("poll-instance"), PlanScenarios::pollAfterEnd));
    scenarios.add(
        new Scenario("broken update requests", List.of("update"), PlanScenarios::brokenUpdates));
    lane.other()
        .ifPresent(
            other ->
                scenarios.add(
                    new Scenario("update plan", List.of("update"), PlanScenarios::updatePlan)));
    if (lane.plan().bindable()) {
      scenarios.add(
          new Scenario(
              "bind",
              List.of("bind", "fetch-binding", "unbind", "poll-binding"),
              BindScenarios::bind));
    }
    scenarios.add(
        new Scenario(
            "broken deprovision requests",
            List.of("deprovision"),
            PlanScenarios::brokenDeprovisions));
    scenarios.add(new Scenario("deprovision", List.of("deprovision"), PlanScenarios::deprovision));
    return scenarios;
  }

  private static void brokenProvisions(Drive drive) {
    for (var member : List.of("service_id", "plan_id")) {
      drive.send(drive.provision().with(member, Json.missing()));
      drive.send(drive.provision().with(member, StringNode.valueOf("")));
    }
    drive.send(drive.provision().with("service_id", StringNode.valueOf(drive.newId())));
    drive.send(drive.provision().with("plan_id", StringNode.valueOf(drive.newId())));
    drive.send(drive.provision().with("parameters", StringNode.valueOf("no object")));
    if (drive.lane().plan().maintenanceVersion().isPresent()) {
      drive.send(drive.provision().with("maintenance_info", maintenance("0.0.0-osbctl")));
    }
  }

  private static JsonNode maintenance(String version) {
    return Json.object().put("version", version);
  }

  /** The first honest provision request; while it runs, the same again, another, a fetch. */
  private static void provision(Drive drive) throws Blocked {
    var request = drive.provision();
    var answer = drive.send(request);
    if (answer.status() == 202) {
      drive.send(request);
      if (drive.lane().plan().offering().instancesRetrievable()) {
        drive.send(drive.fetch(request.instanceId()));
      }
      drive
          .lane()
          .other()
          .ifPresent(other -> drive.send(request.with("plan_id", StringNode.valueOf(other.id()))));
    }
    drive.carriedOut(request, answer);
    drive.share(request);
  }

  private static void provisionUnasked(Drive drive) {
    var request = drive.provision();
    drive.send(request.withQuery(request.query().without("accepts_incomplete")));
  }

  private static void provisionAgain(Drive drive) throws Blocked {
    var request = drive.sharedInstance();
    drive.send(request);
    drive
        .lane()
        .other()
        .ifPresent(other -> drive.send(request.with("plan_id", StringNode.valueOf(other.id()))));
  }

  private static void fetchInstance(Drive drive) throws Blocked {
    if (drive.lane().plan().offering().instancesRetrievable()) {
      drive.send(drive.fetch(drive.sharedInstance().instanceId()));
    }
  }

  private static void pollAfterEnd(Drive drive) throws Blocked {
    var request = drive.sharedInstance();
    drive.poll(request, drive.instance(request.instanceId()).operationKey());
  }

  private static void brokenUpdates(Drive drive) throws Blocked {
    var instance = drive.sharedInstance();
    var update =
        Requests.update(instance.instanceId(), drive.lane().plan().offering().id())
            .acceptingIncomplete();
    drive.send(update.with("service_id", Json.missing()));
    drive.send(update.with("parameters", StringNode.valueOf("no object")));
    fetchInstance(drive);
  }

  private static void updatePlan(Drive drive) throws Blocked {
    var instance = drive.sharedInstance();
    var other = drive.lane().other().orElseThrow();
    var update =
        Requests.update(instance.instanceId(), drive.lane().plan().offering().id())
            .acceptingIncomplete()
            .with("plan_id", StringNode.valueOf(other.id()))
            .with("previous_values", Json.object().put("plan_id", drive.lane().plan().id()));
    var answer = drive.send(update);
    if (!drive.lane().plan().planUpdateable()) {
      return;
    }
    if (answer.status() == 202) {
      drive.send(update);
      if (drive.lane().plan().offering().instancesRetrievable()) {
        drive.send(drive.fetch(instance.instanceId()));
      }
    }
    // A broker may refuse this very change of plan; that blocks nothing.
    if (answer.status() != 422) {
      drive.carriedOut(update, answer);
    }
    fetchInstance(drive);
  }

  private static void brokenDeprovisions(Drive drive) throws Blocked {
    var instance = drive.sharedInstance();
    var request = drive.deprovision(instance.instanceId());
    drive.send(request.withQuery(request.query().without("service_id")));
    if (drive.instance(instance.instanceId()) instanceof org.osbctl.lifecycle.ResourceState.Ready) {
      drive.send(request.withQuery(request.query().without("plan_id")));
    }
  }

  private static void deprovision(Drive drive) throws Blocked {
    var instance = drive.sharedInstance();
    var request = drive.deprovision(instance.instanceId());
    var answer = drive.send(request);
    if (answer.status() == 202) {
      drive.send(request);
    }
    drive.carriedOut(request, answer);
    drive.share(null);
    drive.poll(request, answer.response().map(PlanScenarios::key).orElse(null));
    drive.send(request);
    if (drive.lane().plan().offering().instancesRetrievable()) {
      drive.send(drive.fetch(instance.instanceId()));
    }
  }

  private static @org.jspecify.annotations.Nullable String key(HttpResponseData response) {
    return Tracker.operationKey(response);
  }
}
