package org.osbctl.conform;

import java.util.ArrayList;
import java.util.List;
import org.osbctl.http.Exchange;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.lifecycle.Tracker;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.Query;

/** Deprovision requests: of what is being made or changed, broken ones, and the last ones. */
final class DeprovisionScenarios {
  private static final List<String> AIMS = List.of("deprovision.*", "poll-instance.*");

  private static final String DELETED = " deleted it, which the broker should have refused";

  private DeprovisionScenarios() {}

  /** What is deleted before the first instance is. */
  static List<Scenario> during(LanePlan lane) {
    return List.of(
        new Scenario("deprovision during provision", AIMS, DeprovisionScenarios::duringProvision)
            .creating(1, 0));
  }

  static List<Scenario> of(LanePlan lane) {
    return List.of(
        new Scenario("deprovision during update", AIMS, DeprovisionScenarios::duringUpdate),
        new Scenario("broken deprovision requests", AIMS, DeprovisionScenarios::broken),
        new Scenario("deprovision", AIMS, DeprovisionScenarios::deprovision).framing());
  }

  /** An instance whose id has unusual characters, deleted while it is made. */
  private static void duringProvision(Drive drive) throws Blocked {
    drive.shared(ProvisionScenarios.FIRST);
    var orders = new Orders(drive);
    var request = orders.provision(drive.ids().unreserved().first());
    var started = drive.start(request);
    if (started.answer().status() >= 400 && started.answer().status() < 500) {
      request = orders.provision();
      started = drive.start(request);
    }
    var key = started.answer().response().map(Tracker::operationKey).orElse(null);
    var busy = drive.instance(request.instanceId()).isBusy();
    if (busy) {
      drive.poll(request, key);
    }
    var delete = drive.deprovision(request.instanceId());
    var deletion = drive.start(delete);
    if (!Drive.accepted(deletion.answer())) {
      drive.finish(started);
      deletion = drive.start(drive.deprovision(request.instanceId()));
    }
    drive.meanwhile(deletion, List.of(delete));
    drive.finish(deletion);
    drive.poll(request, key);
    drive.poll(request, null);
    drive.look(request.instanceId());
    drive.send(delete);
  }

  /** The second instance, deleted while it is updated, if it can be. */
  private static void duringUpdate(Drive drive) throws Blocked {
    var instance = drive.shared(ProvisionScenarios.SECOND);
    var update = UpdateScenarios.anyChange(drive, instance.instanceId());
    Drive.Started running = null;
    if (update.isPresent()) {
      running = drive.start(update.get());
    }
    var delete = drive.deprovision(instance.instanceId());
    if (running != null && running.answer().status() == 202) {
      var during = drive.start(delete);
      if (Drive.accepted(during.answer())) {
        drive.ended(delete, during.answer());
        drive.unshare(ProvisionScenarios.SECOND);
        return;
      }
      drive.ended(update.orElseThrow(), running.answer());
      delete = drive.deprovision(instance.instanceId());
    }
    var answer = drive.send(Broken.unasked(delete));
    if (!Drive.accepted(answer)) {
      answer = drive.send(delete);
    }
    drive.carriedOut(delete, answer);
    drive.unshare(ProvisionScenarios.SECOND);
  }

  private static void broken(Drive drive) throws Blocked {
    var instance = drive.shared(ProvisionScenarios.FIRST);
    var request = drive.deprovision(instance.instanceId());
    drive.look(instance.instanceId());
    var culprit = wronglyDeleted(drive, request, wrong(drive, request));
    drive.look(instance.instanceId());
    if (!culprit.isEmpty()) {
      drive.tried(request); // For a broker that only said so.
      drive.unshare(ProvisionScenarios.FIRST);
      drive.missing(culprit);
      throw new Blocked("the service instance is gone: " + culprit);
    }
  }

  /**
   * Sends wrong deletes as long as there is something to delete, and the right one with a version
   * that no broker supports.
   *
   * @return which of them the broker has carried out, as a reason; empty when none was
   */
  static <T extends Mutation> String wronglyDeleted(Drive drive, T right, List<T> wrong) {
    for (var each : wrong) {
      if (drive.state(right) instanceof ResourceState.Ready
          && isGone(drive, right, drive.send(each), each)) {
        return "our own DELETE " + Broken.difference(right, each) + DELETED;
      }
    }
    var ready = drive.state(right) instanceof ResourceState.Ready;
    var gone = isGone(drive, right, drive.send(right, Broken.unsupportedVersion()), right);
    return ready && gone ? "our own DELETE with X-Broker-API-Version 1.0" + DELETED : "";
  }

  private static boolean isGone(Drive drive, OfInstance what, Exchange answer, Mutation delete) {
    drive.ended(delete, answer);
    return drive.state(what) instanceof ResourceState.Absent;
  }

  /** A delete with one of its query parameters missing, empty, or of something else. */
  static <T extends Mutation> List<T> wrong(Drive drive, T request) {
    var wrong = new ArrayList<T>();
    for (var name : List.of("service_id", "plan_id")) {
      wrong.add(Broken.without(request, name));
      wrong.add(Broken.query(request, name, ""));
      wrong.add(Broken.query(request, name, drive.newId()));
    }
    drive
        .lane()
        .other()
        .filter(
            other -> !request.query().first("plan_id").equals(java.util.Optional.of(other.id())))
        .ifPresent(other -> wrong.add(Broken.query(request, "plan_id", other.id())));
    return wrong;
  }

  /** The last instance goes; while it goes, and after it is gone, everything that can be asked. */
  private static void deprovision(Drive drive) throws Blocked {
    var instance = drive.shared(ProvisionScenarios.FIRST);
    var orders = new Orders(drive);
    var request = drive.deprovision(instance.instanceId());
    var unasked = drive.send(Broken.unasked(request));
    var started =
        Drive.accepted(unasked)
            ? new Drive.Started(Broken.unasked(request), unasked)
            : drive.start(request);
    drive.unshare(ProvisionScenarios.FIRST);
    if (started.answer().status() == 410) {
      throw new Blocked(
          "the service instance is gone already: one of our own DELETE requests before deleted it,"
              + " though the broker refused it");
    }
    drive.meanwhile(started, meanwhile(drive, orders, instance, request));
    drive.finish(started);
    var key = started.answer().response().map(Tracker::operationKey).orElse(null);
    drive.poll(request, key);
    drive.send(request);
    drive.look(instance.instanceId());
    drive.poll(request, null);
    drive.send(Broken.unasked(request));
    drive.send(orders.update(instance.instanceId()));
    if (drive.plan().bindable()) {
      drive.refused(orders.bind(instance.instanceId()));
      drive.send(drive.unbind(orders.bind(instance.instanceId())));
    }
  }

  private static List<Operation> meanwhile(
      Drive drive, Orders orders, Provision instance, Deprovision request) {
    var requests = new ArrayList<Operation>();
    var id = instance.instanceId();
    // The repeat comes first: if all is over by now, a provision request would make a new instance.
    requests.add(request);
    requests.add(instance);
    requests.addAll(ProvisionScenarios.others(drive, instance));
    requests.add(Broken.unasked(request));
    if (drive.plan().offering().instancesRetrievable()) {
      requests.add(drive.fetch(id));
    }
    requests.add(orders.update(id));
    if (drive.plan().bindable()) {
      requests.add(orders.bind(id));
      requests.add(drive.unbind(orders.bind(id)));
      requests.add(drive.fetch(id, drive.newId()));
      requests.add(new PollBinding(id, drive.newId(), Query.NONE));
    }
    return requests;
  }
}
