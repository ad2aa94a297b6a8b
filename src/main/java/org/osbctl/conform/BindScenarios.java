package org.osbctl.conform;

import java.util.ArrayList;
import java.util.List;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.StringNode;

/** Bind requests, right and wrong, once and again, alone and at the same time, and rotation. */
final class BindScenarios {
  private static final List<String> AIMS = List.of("bind.*", "fetch-binding.*", "poll-binding.*");

  private BindScenarios() {}

  static List<Scenario> of(LanePlan lane, ApiVersion version) {
    if (!lane.plan().bindable()) {
      return List.of(
          new Scenario(
              "bind what is not bindable",
              List.of("bind.bindable-declared"),
              BindScenarios::notBindable));
    }
    var scenarios = new ArrayList<Scenario>();
    scenarios.add(
        new Scenario(
            "broken bind requests",
            List.of("bind.malformed-is-400", "bind.invalid-may-be-400"),
            BindScenarios::broken));
    if (!lane.parameters().bind().invalid().isEmpty()) {
      scenarios.add(
          new Scenario(
              "bind against the schema",
              List.of("bind.parameters-validated"),
              BindScenarios::againstSchema));
    }
    scenarios.add(
        new Scenario("bind", AIMS, BindScenarios::bind)
            .carrying("unbind.*", "rotate.*")
            .creating(0, 1));
    scenarios.add(new Scenario("bind again", AIMS, BindScenarios::again));
    scenarios.add(
        new Scenario("bind without an application", AIMS, BindScenarios::withoutApp)
            .creating(0, 1));
    scenarios.add(new Scenario("bind at the same time", AIMS, BindScenarios::race).creating(0, 2));
    if (version.atLeast(ApiVersion.V2_17) && lane.plan().bindingRotatable()) {
      scenarios.add(
          new Scenario("rotate a binding", List.of("rotate.*", "bind.*"), BindScenarios::rotate)
              .creating(0, 1));
    }
    return scenarios;
  }

  private static Provision instance(Drive drive) throws Blocked {
    return drive.shared(ProvisionScenarios.FIRST);
  }

  private static void notBindable(Drive drive) throws Blocked {
    drive.refused(new Orders(drive).bind(instance(drive).instanceId()));
  }

  private static void broken(Drive drive) throws Blocked {
    var orders = new Orders(drive);
    var id = instance(drive).instanceId();
    for (var member : List.of("service_id", "plan_id")) {
      for (int i = 0; i < Broken.member(orders.bind(id), member).size(); i++) {
        drive.refused(Broken.member(orders.bind(id), member).get(i));
      }
      drive.refused(Broken.with(orders.bind(id), member, drive.newId()));
    }
    ProvisionScenarios.foreignPlan(drive)
        .ifPresent(plan -> drive.refused(Broken.with(orders.bind(id), "plan_id", plan.id())));
    drive
        .lane()
        .other()
        .ifPresent(plan -> drive.refused(Broken.with(orders.bind(id), "plan_id", plan.id())));
    var objects = new ArrayList<>(List.of("parameters", "bind_resource"));
    if (drive.version().atLeast(ApiVersion.V2_13)) {
      objects.add("context");
    }
    for (var member : objects) {
      for (int i = 0; i < Broken.object(orders.bind(id), member).size(); i++) {
        drive.refused(Broken.object(orders.bind(id), member).get(i));
      }
    }
    for (var text : Broken.BODIES) {
      drive.refused(orders.bind(id), Broken.body(text));
    }
  }

  private static void againstSchema(Drive drive) throws Blocked {
    var id = instance(drive).instanceId();
    for (var parameters : drive.lane().parameters().bind().invalid()) {
      drive.refused(new Orders(drive).bind(id).with("parameters", parameters));
    }
  }

  /** The binding most scenarios work on; while it is made, everything that can be asked. */
  private static void bind(Drive drive) throws Blocked {
    var request = new Orders(drive).bind(instance(drive).instanceId());
    var started = drive.start(request);
    drive.meanwhile(started, meanwhile(drive, request));
    drive.finish(started);
    drive.bound().put("first", request);
    drive.look(request);
    drive.look(request);
  }

  private static List<Operation> meanwhile(Drive drive, Bind request) throws Blocked {
    var requests = new ArrayList<Operation>();
    var instance = instance(drive);
    requests.add(request);
    if (drive.plan().offering().bindingsRetrievable()) {
      requests.add(drive.fetch(request.instanceId(), request.bindingId()));
    }
    requests.addAll(others(drive, request));
    requests.add(Broken.unasked(request));
    requests.add(instance);
    requests.add(drive.fetch(instance.instanceId()));
    return requests;
  }

  /** The same request with other parameters, and for another application. */
  private static List<Bind> others(Drive drive, Bind request) {
    var others = new ArrayList<Bind>();
    var parameters = drive.lane().parameters().bind().other();
    if (!parameters.isMissingNode()) {
      others.add(request.with("parameters", parameters));
    }
    return others;
  }

  /** The same and similar requests for a binding that is there, and unknown ones beside it. */
  private static void again(Drive drive) throws Blocked {
    var request = drive.bound().get("first");
    if (request == null) {
      throw Blocked.again("there is no service binding of " + drive.lane().name());
    }
    for (int i = 0; i < 3; i++) {
      drive.ended(request, drive.send(request));
    }
    for (var other : others(drive, request)) {
      drive.send(other);
    }
    drive.lane().other().ifPresent(plan -> drive.send(Broken.with(request, "plan_id", plan.id())));
    drive.send(Broken.unasked(request));
    drive.send(request, Broken.noVersion());
    drive.send(request, Broken.unsupportedVersion());
    drive.send(request, Broken.withoutHeader("Content-Type"));
    for (var type : Broken.TYPES) {
      drive.send(request, Broken.header("Content-Type", type));
    }
    if (drive.version().atLeast(ApiVersion.V2_14)) {
      var key =
          drive.state(request) instanceof org.osbctl.lifecycle.ResourceState.Ready ready
              ? ready.last().operation()
              : null;
      drive.poll(request, key);
      drive.poll(request, null);
    }
    unknown(drive, request);
    drive.look(request);
  }

  /** A binding nobody has made, of an instance that is there. */
  private static void unknown(Drive drive, Bind known) {
    var never = new Orders(drive).bare(known.instanceId(), drive.newId());
    drive.send(drive.unbind(never));
    if (drive.version().atLeast(ApiVersion.V2_14)) {
      drive.look(never);
      drive.poll(never, null);
    }
  }

  /**
   * A binding that names no application and comes with members no broker knows, asked for without
   * accepts_incomplete first; with an application when that is what the broker wants.
   */
  private static void withoutApp(Drive drive) throws Blocked {
    var orders = new Orders(drive);
    var id = instance(drive).instanceId();
    var bare = orders.bare(id, drive.ids().unreserved().second());
    var unknown = bare.with("x-osbctl-unknown", StringNode.valueOf("of no version"));
    var answer = drive.send(Broken.unasked(unknown));
    Bind request = unknown;
    if (!Drive.accepted(answer)) {
      answer = drive.send(request);
    }
    if (!Drive.accepted(answer)) {
      request = bare;
      answer = drive.send(request);
    }
    if (!Drive.accepted(answer)) {
      request = bare.with("bind_resource", Json.object().put("app_guid", drive.newId()));
      answer = drive.send(request);
    }
    if (!Drive.accepted(answer)) {
      request = orders.bind(id);
      answer = drive.send(request);
    }
    drive.carriedOut(request, answer);
    drive.bound().put("second", request);
    drive.look(request);
  }

  /** One binding asked for twice at the same time, then two; one request may wait for the other. */
  private static void race(Drive drive) throws Blocked {
    var orders = new Orders(drive);
    var id = instance(drive).instanceId();
    var one = orders.bind(id);
    var answers = drive.together(one, one);
    var two = drive.start(orders.bind(id));
    if (!Drive.accepted(two.answer())) {
      answers.forEach(answer -> drive.ended(one, answer));
      two = drive.start(orders.bind(id));
    }
    if (two.answer().status() == 202) {
      UnbindScenarios.during(drive, (Bind) two.request(), two);
    }
    answers.forEach(answer -> drive.ended(one, answer));
    drive.look(one);
    drive.bound().put("third", one);
    drive.bound().put("fourth", (Bind) two.request());
  }

  /** A successor for the first binding, which stays valid beside it. */
  private static void rotate(Drive drive) throws Blocked {
    var old = drive.bound().get("first");
    if (old == null) {
      throw Blocked.again("there is no service binding of " + drive.lane().name());
    }
    var next =
        new Orders(drive)
            .bare(old.instanceId(), drive.newId())
            .with("parameters", Json.missing())
            .with("predecessor_binding_id", StringNode.valueOf(old.bindingId()));
    var answer = drive.tried(next);
    if (!Drive.accepted(answer)) {
      next = next.with("service_id", Json.missing()).with("plan_id", Json.missing());
      drive.tried(next);
    }
    drive.bound().put("successor", next);
    drive.look(old);
    drive.look(next);
    var unknown =
        new Orders(drive)
            .bare(old.instanceId(), drive.newId())
            .with("predecessor_binding_id", StringNode.valueOf(drive.newId()));
    drive.refused(unknown);
  }
}
