package org.osbctl.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Json;

/** Update requests: of parameters, context, maintenance info and plan; refused ones first. */
final class UpdateScenarios {
  private static final List<String> AIMS =
      List.of("update.*", "fetch-instance.*", "poll-instance.*", "metadata.*");

  private UpdateScenarios() {}

  /** Updates that leave the plan as it is. */
  static List<Scenario> of(LanePlan lane, ApiVersion version) {
    var scenarios = new ArrayList<Scenario>();
    scenarios.add(new Scenario("broken update requests", AIMS, UpdateScenarios::broken));
    if (!lane.parameters().update().invalid().isEmpty()) {
      scenarios.add(
          new Scenario(
              "update against the schema",
              List.of("update.parameters-validated", "update.failure-changes-nothing"),
              UpdateScenarios::againstSchema));
    }
    if (!lane.parameters().update().first().isMissingNode()) {
      // A broker that works on several things at once may accept a bind meanwhile.
      scenarios.add(
          new Scenario("update parameters", AIMS, UpdateScenarios::parameters)
              .creating(0, lane.plan().bindable() ? 1 : 0));
    }
    scenarios.add(new Scenario("update nothing", AIMS, UpdateScenarios::nothing));
    if (version.atLeast(ApiVersion.V2_15) && lane.plan().offering().allowsContextUpdates()) {
      scenarios.add(new Scenario("update context", AIMS, UpdateScenarios::context));
    }
    if (version.atLeast(ApiVersion.V2_15) && lane.plan().maintenanceVersion().isPresent()) {
      scenarios.add(new Scenario("update maintenance info", AIMS, UpdateScenarios::maintenance));
    }
    if (lane.other().isPresent() && !lane.plan().planUpdateable()) {
      scenarios.add(
          new Scenario("update to an unsupported plan", AIMS, UpdateScenarios::unsupportedPlan));
    }
    return scenarios;
  }

  /** The update that moves the first instance to another plan, if that is to be had. */
  static List<Scenario> ofPlan(LanePlan lane) {
    return lane.other().isPresent() && lane.plan().planUpdateable()
        ? List.of(
            new Scenario("update plan", AIMS, UpdateScenarios::plan)
                .creating(0, lane.plan().bindable() ? 1 : 0))
        : List.of();
  }

  /** A change that the plan allows, of parameters or else of the plan. */
  static Optional<Update> anyChange(Drive drive, String instanceId) {
    var update = new Orders(drive).update(instanceId);
    var values = drive.lane().parameters().update();
    var parameters = values.other().isMissingNode() ? values.first() : values.other();
    if (!parameters.isMissingNode() && drive.planNow(instanceId).id().equals(drive.plan().id())) {
      return Optional.of(update.with("parameters", parameters));
    }
    return drive
        .lane()
        .other()
        .filter(other -> drive.planNow(instanceId).planUpdateable())
        .filter(other -> !other.id().equals(drive.planNow(instanceId).id()))
        .map(other -> Broken.with(update, "plan_id", other.id()));
  }

  /** Each asks for a change besides, so that a fetch can tell whether it was made all the same. */
  private static void broken(Drive drive) throws Blocked {
    var id = drive.shared(ProvisionScenarios.FIRST).instanceId();
    var update = anyChange(drive, id).orElse(new Orders(drive).update(id));
    drive.look(id);
    for (var each : Broken.member(update, "service_id")) {
      drive.tried(each);
    }
    drive.tried(Broken.with(update, "service_id", drive.newId()));
    for (var each : Broken.member(update, "plan_id").subList(1, 4)) {
      drive.tried(each);
    }
    drive.tried(Broken.with(update, "plan_id", drive.newId()));
    ProvisionScenarios.foreignPlan(drive)
        .ifPresent(plan -> drive.tried(Broken.with(update, "plan_id", plan.id())));
    var objects = new ArrayList<>(List.of("parameters", "previous_values"));
    if (drive.version().atLeast(ApiVersion.V2_12)) {
      objects.add("context");
    }
    if (drive.version().atLeast(ApiVersion.V2_15)) {
      objects.add("maintenance_info");
    }
    for (var member : objects) {
      for (var each : Broken.object(update, member)) {
        drive.tried(each);
      }
    }
    for (var text : Broken.BODIES) {
      drive.ended(update, drive.send(update, Broken.body(text)));
    }
    drive.ended(update, drive.send(update, Broken.unsupportedVersion()));
    drive.look(id);
  }

  private static void againstSchema(Drive drive) throws Blocked {
    var id = drive.shared(ProvisionScenarios.FIRST).instanceId();
    drive.look(id);
    for (var parameters : drive.lane().parameters().update().invalid()) {
      drive.tried(new Orders(drive).update(id).with("parameters", parameters));
    }
    drive.look(id);
  }

  /** Parameters only, with and without accepts_incomplete, with unknown members, and once more. */
  private static void parameters(Drive drive) throws Blocked {
    var id = drive.shared(ProvisionScenarios.FIRST).instanceId();
    var values = drive.lane().parameters().update();
    var update = new Orders(drive).update(id);
    var first = update.with("parameters", values.first());
    var other = values.other().isMissingNode() ? first : update.with("parameters", values.other());
    drive.look(id);
    running(drive, other, first);
    drive.look(id);
    drive.look(id);
    twin(drive, first);
    drive.look(id);
    var unknown = other.with("x-osbctl-unknown", Json.object().put("of", "no version"));
    var answer = drive.tried(unknown);
    if (!Drive.accepted(answer)) {
      drive.done(other);
    }
    drive.look(id);
    for (var each : drive.together(other, other)) {
      drive.ended(other, each);
    }
    drive.look(id);
  }

  /** Without accepts_incomplete, and with it when that was not enough. */
  private static void twin(Drive drive, Update update) throws Blocked {
    var answer = drive.send(Broken.unasked(update));
    drive.carriedOut(update, Drive.accepted(answer) ? answer : drive.send(update));
  }

  /** An update; while it runs, everything that can be asked. */
  private static void running(Drive drive, Update update, Update different) throws Blocked {
    var started = drive.start(update);
    drive.meanwhile(started, meanwhile(drive, update, different));
    drive.finish(started);
    if (started.answer().status() != 202) {
      drive.poll(update, null);
    }
  }

  private static List<Operation> meanwhile(Drive drive, Update update, Update different)
      throws Blocked {
    var requests = new ArrayList<Operation>();
    var orders = new Orders(drive);
    var id = update.instanceId();
    requests.add(update);
    if (drive.plan().offering().instancesRetrievable()) {
      requests.add(drive.fetch(id));
    }
    requests.add(different);
    requests.add(Broken.unasked(update));
    var instance = drive.shared(ProvisionScenarios.FIRST);
    requests.add(instance);
    requests.addAll(ProvisionScenarios.others(drive, instance));
    if (drive.plan().bindable()) {
      requests.add(orders.bind(id));
      requests.add(drive.unbind(orders.bind(id)));
      requests.add(drive.fetch(id, drive.newId()));
      requests.add(new PollBinding(id, drive.newId(), drive.unbind(orders.bind(id)).query()));
    }
    return requests;
  }

  /** An update that asks for nothing, and one that asks for what is there. */
  private static void nothing(Drive drive) throws Blocked {
    var id = drive.shared(ProvisionScenarios.FIRST).instanceId();
    var update = new Orders(drive).update(id);
    drive.look(id);
    drive.tried(update);
    drive.look(id);
    drive.tried(Broken.with(update, "plan_id", drive.planNow(id).id()));
    drive.look(id);
  }

  private static void context(Drive drive) throws Blocked {
    var id = drive.shared(ProvisionScenarios.FIRST).instanceId();
    var orders = new Orders(drive);
    drive.look(id);
    drive.tried(orders.update(id).with("context", orders.context()));
    drive.look(id);
  }

  private static void maintenance(Drive drive) throws Blocked {
    var id = drive.shared(ProvisionScenarios.FIRST).instanceId();
    var orders = new Orders(drive);
    drive.look(id);
    // No other plan, which might have no maintenance info or another.
    var update =
        anyChange(drive, id).filter(change -> change.planId().isEmpty()).orElse(orders.update(id));
    drive.tried(update.with("maintenance_info", Orders.maintenanceInfo("0.0.1-osbctl")));
    drive.look(id);
    var current = orders.update(id).with("maintenance_info", orders.maintenanceInfo());
    var answer = drive.tried(current);
    var version = drive.plan().maintenanceVersion();
    if (!Drive.accepted(answer) && version.isPresent()) {
      drive.tried(current.with("maintenance_info", Orders.maintenanceInfo(version.get())));
    }
    drive.look(id);
  }

  private static void unsupportedPlan(Drive drive) throws Blocked {
    var id = drive.shared(ProvisionScenarios.FIRST).instanceId();
    var other = drive.lane().other().orElseThrow();
    drive.look(id);
    drive.tried(Broken.with(new Orders(drive).update(id), "plan_id", other.id()));
    drive.look(id);
  }

  private static void plan(Drive drive) throws Blocked {
    var id = drive.shared(ProvisionScenarios.FIRST).instanceId();
    var other = drive.lane().other().orElseThrow();
    var plain = new Orders(drive).update(id);
    var update =
        Broken.with(plain, "plan_id", other.id())
            .with("previous_values", Json.object().put("plan_id", drive.planNow(id).id()));
    drive.look(id);
    var started = drive.start(update);
    // A broker may refuse this very change of plan; that blocks nothing.
    if (started.answer().status() == 422) {
      drive.look(id);
      return;
    }
    drive.meanwhile(started, meanwhile(drive, update, plain));
    drive.finish(started);
    drive.look(id);
    drive.look(id);
    twinOfPlan(drive, id);
  }

  /** The way back, which a broker may refuse. */
  private static void twinOfPlan(Drive drive, String id) {
    if (!drive.planNow(id).planUpdateable()) {
      return;
    }
    var back = Broken.with(new Orders(drive).update(id), "plan_id", drive.plan().id());
    var answer = drive.send(Broken.unasked(back));
    if (Drive.accepted(answer)) {
      drive.ended(back, answer);
    } else {
      drive.tried(back);
    }
    drive.look(id);
  }
}
