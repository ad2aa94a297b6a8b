package org.osbctl.conform;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.osbctl.client.BrokerClient;
import org.osbctl.client.WaitResult;
import org.osbctl.http.Exchange;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.Requests;
import org.osbctl.rules.Judge;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.ServicePlan;

/** Deletes all that a lane asked for and that may be there, whatever became of its scenarios. */
final class CleanUp {
  private static final int ATTEMPTS = 3;

  private final BrokerClient client;
  private final Waiting waiting;
  private final Judge judge;
  private final Run run;
  private final Endurance endurance;
  private final String lane;
  private final List<String> left = new ArrayList<>();

  CleanUp(
      BrokerClient client,
      Waiting waiting,
      Judge judge,
      Run run,
      Endurance endurance,
      String lane) {
    this.client = client;
    this.waiting = waiting;
    this.judge = judge;
    this.run = run;
    this.endurance = endurance;
    this.lane = lane;
  }

  /** Deletes; says what stays. */
  List<String> of(List<Asked.Made> made) {
    for (var each : made) {
      for (var binding : each.bindings()) {
        if (mayBeThere(judge.binding(each.instanceId(), binding)) && mayBeThere(instance(each))) {
          delete(each, plan -> unbind(each, binding, plan), "service binding " + binding);
        }
      }
      if (mayBeThere(instance(each))) {
        delete(each, plan -> deprovision(each, plan), name(each));
      }
      if (!mayBeThere(instance(each))) {
        run.gone(each.instanceId());
      }
    }
    return left;
  }

  /** Deletes nothing; says what is there. */
  List<String> keep(List<Asked.Made> made) {
    for (var each : made) {
      if (mayBeThere(instance(each))) {
        left.add(name(each) + " of " + lane + ", kept to be looked at");
      } else {
        run.gone(each.instanceId());
      }
    }
    return left;
  }

  private ResourceState instance(Asked.Made made) {
    return judge.instance(made.instanceId());
  }

  private static String name(Asked.Made made) {
    return "service instance " + made.instanceId();
  }

  private static boolean mayBeThere(ResourceState state) {
    return !(state instanceof ResourceState.Absent);
  }

  private Deprovision deprovision(Asked.Made instance, String planId) {
    return Requests.deprovision(instance.instanceId(), instance.plan().offering().id(), planId)
        .acceptingIncomplete();
  }

  private Unbind unbind(Asked.Made instance, String bindingId, String planId) {
    var request =
        Requests.unbind(instance.instanceId(), bindingId, instance.plan().offering().id(), planId);
    return client.caller().version().atLeast(ApiVersion.V2_14)
        ? request.acceptingIncomplete()
        : request;
  }

  private String planId(Asked.Made made) {
    var now = instance(made).attributesNow().planId();
    return now.isEmpty() ? made.plan().id() : now;
  }

  /** Plans the instance may be on beside the one it should be on: a broker can have lied. */
  private Iterator<String> otherPlans(Asked.Made made) {
    return made.plan().offering().plans().stream()
        .map(ServicePlan::id)
        .filter(id -> !id.equals(planId(made)))
        .iterator();
  }

  /** Deletes; each attempt names the plan the instance is on by then, as far as is known. */
  private void delete(Asked.Made made, Function<String, Mutation> attempts, String what) {
    var others = otherPlans(made);
    var status = 0;
    for (int attempt = 0; attempt < ATTEMPTS && !endurance.isSilent(); attempt++) {
      var request =
          attempts.apply(status == 400 && others.hasNext() ? others.next() : planId(made));
      var exchange = client.send(request);
      status = exchange.status();
      if (status == 200 || status == 410) {
        return;
      }
      if (status == 202 && hasEnded(request, exchange)) {
        return;
      }
      if (!awaitRunning(request) && !run.pauseBeforeRetry()) {
        break;
      }
    }
    left.add(what + " of " + lane);
  }

  /** Waits for the end of a delete; once one has not ended, others are asked for and left alone. */
  private boolean hasEnded(Mutation delete, Exchange accepted) {
    if (endurance.hasWaitedInVain()) {
      return false;
    }
    var result = waiting.await(delete, accepted);
    endurance.hear(result);
    return result instanceof WaitResult.Succeeded;
  }

  /** Waits for the end of what runs on a resource and may keep it from being deleted. */
  private boolean awaitRunning(Mutation delete) {
    var state =
        delete instanceof OfBinding of
            ? judge.binding(of.instanceId(), of.bindingId())
            : judge.instance(delete.instanceId());
    if (!state.isBusy() || endurance.hasWaitedInVain()) {
      return false;
    }
    var result = waiting.awaitRunning(delete, state);
    endurance.hear(result);
    return !(result instanceof WaitResult.Interrupted);
  }
}
