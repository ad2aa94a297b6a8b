package org.osbctl.conform;

import java.util.ArrayList;
import java.util.List;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Json;
import org.osbctl.spec.ServicePlan;

/** Provision requests, right and wrong, once and again, alone and at the same time. */
final class ProvisionScenarios {
  /** The instance most scenarios work on. */
  static final String FIRST = "first";

  /** An instance beside it. */
  static final String SECOND = "second";

  /** How many violations of the schema are sent once a broker has accepted one. */
  private static final int FORGIVEN = 2;

  private static final List<String> AIMS = List.of("provision.*", "metadata.*");

  private ProvisionScenarios() {}

  static List<Scenario> of(LanePlan lane, ApiVersion version) {
    var scenarios = new ArrayList<Scenario>();
    scenarios.add(
        new Scenario(
            "broken provision requests",
            List.of("provision.malformed-is-400", "provision.invalid-may-be-400"),
            ProvisionScenarios::broken));
    if (!lane.parameters().provision().invalid().isEmpty()) {
      scenarios.add(
          new Scenario(
              "provision against the schema",
              List.of("provision.parameters-validated"),
              ProvisionScenarios::againstSchema));
    }
    if (version.atLeast(ApiVersion.V2_15) && lane.plan().maintenanceVersion().isPresent()) {
      scenarios.add(
          new Scenario(
              "provision with stale maintenance info",
              List.of("provision.stale-maintenance-info*"),
              ProvisionScenarios::stale));
    }
    scenarios.add(
        new Scenario(
                "provision",
                List.of("provision.*", "poll-instance.*", "fetch-instance.*"),
                ProvisionScenarios::provision)
            .carrying(
                "update.*",
                "deprovision.*",
                "bind.*",
                "unbind.*",
                "poll-binding.*",
                "fetch-binding.*",
                "rotate.*")
            .framing()
            .creating(1, 0));
    scenarios.add(new Scenario("provision again", AIMS, ProvisionScenarios::again));
    scenarios.add(
        new Scenario("provision a second instance", AIMS, ProvisionScenarios::second)
            .creating(1, 0));
    scenarios.add(
        new Scenario("provision at the same time", AIMS, ProvisionScenarios::race).creating(1, 0));
    return scenarios;
  }

  private static void broken(Drive drive) {
    var orders = new Orders(drive);
    for (var member : List.of("service_id", "plan_id")) {
      for (int i = 0; i < Broken.member(orders.provision(), member).size(); i++) {
        drive.refused(Broken.member(orders.provision(), member).get(i));
      }
      drive.refused(Broken.with(orders.provision(), member, drive.newId()));
    }
    foreignPlan(drive)
        .ifPresent(plan -> drive.refused(Broken.with(orders.provision(), "plan_id", plan.id())));
    var objects = new ArrayList<>(List.of("parameters"));
    if (drive.version().atLeast(ApiVersion.V2_12)) {
      objects.add("context");
    }
    if (drive.version().atLeast(ApiVersion.V2_15)) {
      objects.add("maintenance_info");
    }
    for (var member : objects) {
      for (int i = 0; i < Broken.object(orders.provision(), member).size(); i++) {
        drive.refused(Broken.object(orders.provision(), member).get(i));
      }
    }
    drive.lookAtRefused();
    for (var text : Broken.BODIES) {
      drive.refused(orders.provision(), Broken.body(text));
    }
    drive.lookAtRefused();
  }

  /** A plan of another offering. */
  static java.util.Optional<ServicePlan> foreignPlan(Drive drive) {
    return drive.catalog().offerings().stream()
        .filter(offering -> !offering.id().equals(drive.plan().offering().id()))
        .flatMap(offering -> offering.plans().stream())
        .filter(ServicePlan::isNameable)
        .findFirst();
  }

  private static void againstSchema(Drive drive) {
    int accepted = 0;
    for (var parameters : drive.lane().parameters().provision().invalid()) {
      var refused = drive.refused(Orders.parameters(new Orders(drive).provision(), parameters));
      accepted += refused ? 0 : 1;
      if (accepted >= FORGIVEN) {
        return;
      }
    }
  }

  private static void stale(Drive drive) {
    var request = new Orders(drive).provision();
    drive.refused(request.with("maintenance_info", Orders.maintenanceInfo("0.0.1-osbctl")));
  }

  /** The instance that most scenarios work on; while it is made, everything that can be asked. */
  private static void provision(Drive drive) throws Blocked {
    var trouble = drive.lane().parameters().trouble();
    if (trouble.isPresent()) {
      drive.missing(trouble.get());
      throw new Blocked(trouble.get());
    }
    var orders = new Orders(drive);
    var request = orders.provision();
    try {
      var started = drive.start(request);
      drive.meanwhile(started, meanwhile(drive, orders, request));
      drive.finish(started);
      if (started.answer().status() != 202) {
        drive.poll(request, null);
      }
    } catch (Blocked e) {
      drive.missing(e.why());
      throw e;
    }
    drive.share(FIRST, request);
    drive.look(request.instanceId());
  }

  private static List<Operation> meanwhile(Drive drive, Orders orders, Provision request) {
    var requests = new ArrayList<Operation>();
    var id = request.instanceId();
    var binding = drive.newId();
    requests.add(request);
    if (drive.plan().offering().instancesRetrievable()) {
      requests.add(drive.fetch(id));
    }
    requests.addAll(others(drive, request));
    requests.add(Broken.unasked(request));
    requests.add(orders.update(id));
    if (drive.plan().bindable()) {
      requests.add(orders.bind(id, binding));
      requests.add(drive.unbind(orders.bind(id, drive.newId())));
      requests.add(drive.fetch(id, drive.newId()));
      requests.add(new PollBinding(id, drive.newId(), drive.unbind(orders.bind(id)).query()));
    }
    return requests;
  }

  /** The same request with another plan, and with other parameters. */
  static List<Provision> others(Drive drive, Provision request) {
    var others = new ArrayList<Provision>();
    drive
        .lane()
        .other()
        .ifPresent(
            plan ->
                others.add(
                    Broken.with(request.with("parameters", Json.missing()), "plan_id", plan.id())));
    var parameters = drive.lane().parameters().provision().other();
    if (!parameters.isMissingNode()) {
      others.add(request.with("parameters", parameters));
    }
    return others;
  }

  /** The same and similar requests for an instance that is there. */
  private static void again(Drive drive) throws Blocked {
    var request = drive.shared(FIRST);
    for (int i = 0; i < 5; i++) {
      drive.ended(request, drive.send(request));
    }
    for (var other : others(drive, request)) {
      drive.send(other);
    }
    drive.send(Broken.unasked(request));
    drive.send(request, Broken.noVersion());
    drive.send(request, Broken.unsupportedVersion());
    drive.send(request, Broken.withoutHeader("Content-Type"));
    for (var type : Broken.TYPES) {
      drive.send(request, Broken.header("Content-Type", type));
    }
    if (drive.version().atLeast(ApiVersion.V2_13)) {
      drive.send(
          request,
          Broken.header(
              "X-Broker-API-Originating-Identity",
              BrokerScenarios.identity("osbctl", "{\"user\":\"osbctl\"}")));
    }
    drive.look(request.instanceId());
  }

  /**
   * An instance beside the first: with other parameters and with members that no broker knows,
   * asked for without accepts_incomplete first.
   */
  private static void second(Drive drive) throws Blocked {
    var orders = new Orders(drive);
    var first = drive.shared(FIRST);
    var other = drive.lane().parameters().provision().other();
    var plain = orders.provision();
    plain = other.isMissingNode() ? plain : plain.with("parameters", other);
    var request = withUnknown(withNewer(drive, plain));
    var answer = drive.send(Broken.unasked(request));
    if (!Drive.accepted(answer)) {
      answer = drive.send(request);
    }
    if (!Drive.accepted(answer)) {
      request = withNewer(drive, plain);
      answer = drive.send(request);
    }
    if (!Drive.accepted(answer)) {
      request = withVersionOnly(drive, plain);
      answer = drive.send(request);
    }
    drive.carriedOut(request, answer);
    drive.share(SECOND, request);
    drive.look(request.instanceId());
    drive.look(first.instanceId());
  }

  /**
   * With the maintenance info of the plan; older versions do not know it and have to ignore any.
   */
  private static Provision withNewer(Drive drive, Provision request) {
    var known = drive.version().atLeast(ApiVersion.V2_15);
    var info = known ? new Orders(drive).maintenanceInfo() : Orders.maintenanceInfo("0.0.1-osbctl");
    return info.isMissingNode() ? request : request.with("maintenance_info", info);
  }

  /** Without what older versions do not know and without what does not count. */
  private static Provision withVersionOnly(Drive drive, Provision request) {
    var version = drive.plan().maintenanceVersion();
    return version.isPresent() && drive.version().atLeast(ApiVersion.V2_15)
        ? request.with("maintenance_info", Orders.maintenanceInfo(version.get()))
        : request;
  }

  private static Provision withUnknown(Provision request) {
    return request.with("x-osbctl-unknown", Json.object().put("of", "no version"));
  }

  /** One instance asked for twice at the same time, and deleted twice at the same time. */
  private static void race(Drive drive) throws Blocked {
    var request = new Orders(drive).provision();
    var answers = drive.together(request, request);
    var accepted = answers.stream().filter(Drive::accepted).toList();
    if (accepted.isEmpty()) {
      return;
    }
    for (var answer : accepted) {
      drive.carriedOut(request, answer);
    }
    drive.look(request.instanceId());
    drive.send(request);
    var others = others(drive, request);
    if (!others.isEmpty()) {
      drive.together(others.getFirst(), request);
    }
    var delete = drive.deprovision(request.instanceId());
    for (var answer : drive.together(delete, delete)) {
      drive.ended(delete, answer);
    }
    drive.look(request.instanceId());
    drive.send(delete);
  }
}
