package org.osbctl.conform;

import java.util.ArrayList;
import java.util.List;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.lifecycle.Tracker;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.spec.ApiVersion;

/** Unbind requests: of what is being made, broken ones, and the last ones. */
final class UnbindScenarios {
  private UnbindScenarios() {}

  static List<Scenario> of(LanePlan lane, ApiVersion version) {
    if (!lane.plan().bindable()) {
      return List.of();
    }
    var aims = List.of("unbind.*", "rotate.*", "poll-binding.*", "fetch-binding.*");
    return List.of(new Scenario("unbind", aims, UnbindScenarios::unbind));
  }

  /** A binding deleted while it is made, if the broker allows it. */
  static void during(Drive drive, Bind bind, Drive.Started started) {
    var key = started.answer().response().map(Tracker::operationKey).orElse(null);
    drive.poll(bind, key);
    var delete = drive.unbind(bind);
    var answer = drive.send(delete);
    if (!Drive.accepted(answer)) {
      drive.ended(bind, started.answer());
      return;
    }
    drive.ended(delete, answer);
    drive.poll(bind, key);
    drive.poll(bind, null);
    drive.look(bind);
  }

  /** All bindings that are there; the first is asked about in every way while it goes. */
  private static void unbind(Drive drive) throws Blocked {
    if (drive.bound().isEmpty()) {
      throw Blocked.again("there is no service binding of " + drive.lane().name());
    }
    var first = true;
    var culprit = "";
    for (var bind : List.copyOf(drive.bound().values())) {
      if (drive.state(bind) instanceof ResourceState.Absent) {
        continue;
      }
      if (first && culprit.isEmpty()) {
        culprit = broken(drive, bind);
        if (!culprit.isEmpty()) {
          continue;
        }
      }
      one(drive, bind, first);
      first = false;
    }
    drive.bound().clear();
    if (first && !culprit.isEmpty()) {
      throw new Blocked("the service binding is gone: " + culprit);
    }
  }

  private static String broken(Drive drive, Bind bind) {
    var right = drive.unbind(bind);
    var culprit =
        DeprovisionScenarios.wronglyDeleted(drive, right, DeprovisionScenarios.wrong(drive, right));
    drive.look(bind);
    if (!culprit.isEmpty()) {
      drive.tried(right); // For a broker that only said so.
    }
    return culprit;
  }

  private static void one(Drive drive, Bind bind, boolean thorough) throws Blocked {
    var request = drive.unbind(bind);
    var unasked = thorough ? null : drive.send(Broken.unasked(request));
    var started =
        unasked != null && Drive.accepted(unasked)
            ? new Drive.Started(Broken.unasked(request), unasked)
            : drive.start(request);
    if (thorough) {
      drive.meanwhile(started, meanwhile(drive, bind, request));
    }
    drive.finish(started);
    if (thorough && drive.version().atLeast(ApiVersion.V2_14)) {
      var key = started.answer().response().map(Tracker::operationKey).orElse(null);
      drive.poll(request, key);
      drive.poll(request, null);
    }
    drive.send(request);
    drive.look(bind);
  }

  private static List<Operation> meanwhile(Drive drive, Bind bind, Unbind request) {
    var requests = new ArrayList<Operation>();
    // The repeat comes first: if all is over by now, a bind request would make a new binding.
    requests.add(request);
    requests.add(bind);
    requests.add(Broken.unasked(request));
    if (drive.plan().offering().bindingsRetrievable()) {
      requests.add(drive.fetch(bind.instanceId(), bind.bindingId()));
    }
    requests.add(drive.fetch(bind.instanceId()));
    return requests;
  }
}
