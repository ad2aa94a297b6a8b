package org.osbctl.conform;

import org.osbctl.operation.Operation.*;
import org.osbctl.operation.Requests;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.StringNode;

/** The life of service bindings. */
final class BindScenarios {
  private BindScenarios() {}

  /** Broken requests, one binding from bind to unbind, a second one beside it. */
  static void bind(Drive drive) throws Blocked {
    var instance = drive.sharedInstance();
    broken(drive, instance);
    var first = request(drive, instance);
    var answer = drive.send(first);
    if (answer.status() == 202) {
      drive.send(first);
      fetch(drive, first);
    }
    drive.carriedOut(first, answer);
    fetch(drive, first);
    drive.send(first);
    var second = request(drive, instance);
    drive.carriedOut(second, drive.send(second));
    fetch(drive, second);
    unbind(drive, first);
    unbind(drive, second);
  }

  private static void broken(Drive drive, Provision instance) {
    for (var member : java.util.List.of("service_id", "plan_id")) {
      drive.send(request(drive, instance).with(member, Json.missing()));
    }
    drive.send(request(drive, instance).with("parameters", StringNode.valueOf("no object")));
  }

  private static Bind request(Drive drive, Provision instance) {
    var plan = drive.currentPlan(instance.instanceId());
    return drive.allowing(
        Requests.bind(instance.instanceId(), drive.newId(), plan.offering().id(), plan.id())
            .with("bind_resource", Json.object().put("app_guid", drive.newId())));
  }

  private static void fetch(Drive drive, Bind bind) {
    if (drive.lane().plan().offering().bindingsRetrievable()
        && drive.version().atLeast(ApiVersion.V2_14)) {
      drive.send(drive.fetch(bind.instanceId(), bind.bindingId()));
    }
  }

  private static void unbind(Drive drive, Bind bind) throws Blocked {
    var plan = drive.currentPlan(bind.instanceId());
    var request =
        drive.allowing(
            Requests.unbind(bind.instanceId(), bind.bindingId(), plan.offering().id(), plan.id()));
    var answer = drive.send(request);
    if (answer.status() == 202) {
      drive.send(request);
    }
    drive.carriedOut(request, answer);
    drive.send(request);
    fetch(drive, bind);
  }
}
