package org.osbctl.conform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osbctl.client.BrokerClient;
import org.osbctl.client.Poller;
import org.osbctl.client.WaitLimits;
import org.osbctl.client.WaitResult;
import org.osbctl.http.Exchange;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.Outcome;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.lifecycle.Tracker;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.OperationKind;
import org.osbctl.operation.Query;
import org.osbctl.operation.Requests;
import org.osbctl.rules.Judge;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.ServicePlan;

/** What a scenario drives with: one lane of a run. Used by one thread. */
final class Drive {
  private final BrokerClient client;
  private final Poller poller;
  private final WaitLimits limits;
  private final Judge judge;
  private final Run run;
  private final @Nullable LanePlan lane;
  private final Map<String, Made> made = new LinkedHashMap<>();
  private @Nullable Provision shared;

  Drive(
      BrokerClient client,
      Poller poller,
      WaitLimits limits,
      Judge judge,
      Run run,
      @Nullable LanePlan lane) {
    this.client = client;
    this.poller = poller;
    this.limits = limits;
    this.judge = judge;
    this.run = run;
    this.lane = lane;
  }

  /** An instance this lane asked for, and the bindings it asked for. */
  record Made(String instanceId, ServicePlan plan, List<String> bindings) {}

  Catalog catalog() {
    return judge.known().catalog();
  }

  /** What the lane works on; only scenarios of a plan may ask. */
  LanePlan lane() {
    if (lane == null) {
      throw new IllegalStateException("this scenario has no plan");
    }
    return lane;
  }

  Target target() {
    return new Target(client);
  }

  /** The headers that carry right credentials, for scenarios that leave them out or change them. */
  record Target(BrokerClient client) {
    boolean isProtected() {
      return !client.target().authentication().headers().fields().isEmpty();
    }

    org.osbctl.http.Authentication authentication() {
      return client.target().authentication();
    }
  }

  String newId() {
    return UUID.randomUUID().toString();
  }

  /** A provision request for the lane's plan with a new id. */
  Provision provision() {
    var request = Requests.provision(newId(), lane().plan()).acceptingIncomplete();
    return lane().parameters().isMissingNode()
        ? request
        : request.with("parameters", lane().parameters());
  }

  /** Sends an operation. */
  Exchange send(Operation operation) {
    return send(operation, UnaryOperator.identity());
  }

  /** Sends an operation after a last change to its request. */
  Exchange send(Operation operation, UnaryOperator<HttpRequestData> change) {
    run.checkCancelled();
    remember(operation);
    var exchange = client.send(operation, change);
    run.noteAnswer(operation, exchange);
    return exchange;
  }

  private void remember(Operation operation) {
    switch (operation) {
      case Provision p -> {
        var plan = catalog().plan(p.planId().orElse("")).orElse(lane == null ? null : lane.plan());
        if (plan != null
            && made.putIfAbsent(p.instanceId(), new Made(p.instanceId(), plan, new ArrayList<>()))
                == null) {
          run.asked(p.instanceId(), plan);
        }
      }
      case Bind b -> {
        var instance = made.get(b.instanceId());
        if (instance != null && !instance.bindings().contains(b.bindingId())) {
          instance.bindings().add(b.bindingId());
        }
      }
      default -> {}
    }
  }

  /** The state of an instance, as far as the answers tell. */
  ResourceState instance(String id) {
    return judge.instance(id);
  }

  /** The state of a binding, as far as the answers tell. */
  ResourceState binding(String instanceId, String bindingId) {
    return judge.binding(instanceId, bindingId);
  }

  /** The instance all scenarios of the lane share, which has to be there by now. */
  Provision sharedInstance() throws Blocked {
    var found = shared;
    if (found == null) {
      throw new Blocked("there is no service instance of " + lane().name());
    }
    return found;
  }

  void share(@Nullable Provision instance) {
    shared = instance;
  }

  /** Waits for what an answer started; blocks unless the request was carried out. */
  void carriedOut(Mutation request, Exchange exchange) throws Blocked {
    var words = request.kind().words() + " of " + (lane == null ? "?" : lane.name());
    switch (exchange.outcome()) {
      case Outcome.Failed failed ->
          throw new Blocked(words + " got no answer: " + failed.failure());
      case Outcome.Answered answered -> {
        var status = answered.response().status();
        if (status == 202) {
          await(request, exchange, words);
        } else if (status < 200 || status > 299) {
          throw new Blocked(
              words
                  + " was answered "
                  + Tracker.answer(answered.response())
                  + description(exchange));
        }
      }
    }
  }

  private void await(Mutation request, Exchange accepted, String words) throws Blocked {
    var result = awaitQuietly(request, accepted, run::checkCancelled);
    switch (result) {
      case WaitResult.Succeeded s -> {}
      case WaitResult.Failed f ->
          throw new Blocked(words + " ended as failed" + words(f.description()));
      case WaitResult.GaveUp g ->
          throw new Blocked(
              words
                  + " did not end within "
                  + g.after().toSeconds()
                  + " s, last seen: "
                  + g.lastSeen());
      case WaitResult.Interrupted i -> throw new Cancelled();
    }
  }

  private WaitResult awaitQuietly(Mutation request, Exchange accepted, Runnable meanwhile) {
    var attributes = judge.instance(request.instanceId()).attributesNow();
    var key = accepted.response().map(Tracker::operationKey).orElse(null);
    var serviceId = request.serviceId().orElse(attributes.serviceId());
    var planId =
        request instanceof Update
            ? attributes.planId()
            : request.planId().orElse(attributes.planId());
    var poll = Poller.poll(request, serviceId, planId, key);
    var maximum = catalog().plan(planId).flatMap(ServicePlan::maximumPollingDuration);
    return poller.await(
        poll,
        request.kind(),
        accepted,
        limits.atMost(maximum),
        (exchange, pause) -> meanwhile.run());
  }

  private static String description(Exchange exchange) {
    return exchange
        .response()
        .map(r -> words(r.body().json().path("description").stringValue("")))
        .orElse("");
  }

  private static String words(String description) {
    return description.isEmpty() ? "" : ": " + description;
  }

  /** Polls the last operation of a resource once, as after the given request. */
  Exchange poll(Mutation request, @Nullable String key) {
    return send(
        Poller.poll(request, request.serviceId().orElse(""), request.planId().orElse(""), key));
  }

  FetchInstance fetch(String instanceId) {
    return new FetchInstance(instanceId, hints());
  }

  FetchBinding fetch(String instanceId, String bindingId) {
    return new FetchBinding(instanceId, bindingId, hints());
  }

  private Query hints() {
    return version().atLeast(ApiVersion.V2_16)
        ? Query.of("service_id", lane().plan().offering().id(), "plan_id", lane().plan().id())
        : Query.NONE;
  }

  /** The version the run judges by. */
  ApiVersion version() {
    return client.caller().version();
  }

  /** The plan an instance of the lane is on by now. */
  ServicePlan currentPlan(String instanceId) {
    return catalog()
        .plan(judge.instance(instanceId).attributesNow().planId())
        .orElse(lane().plan());
  }

  /** A deprovision request for an instance of the lane. */
  Deprovision deprovision(String instanceId) {
    var plan = currentPlan(instanceId);
    return Requests.deprovision(instanceId, plan.offering().id(), plan.id()).acceptingIncomplete();
  }

  /** A bind request that allows an asynchronous answer where the version knows one. */
  Bind allowing(Bind request) {
    return version().atLeast(ApiVersion.V2_14) ? request.acceptingIncomplete() : request;
  }

  /** An unbind request that allows an asynchronous answer where the version knows one. */
  Unbind allowing(Unbind request) {
    return version().atLeast(ApiVersion.V2_14) ? request.acceptingIncomplete() : request;
  }

  /** Deletes all that this lane asked for and that may be there; says what stays. */
  List<String> cleanUp() {
    var left = new ArrayList<String>();
    for (var each : made.values()) {
      for (var binding : each.bindings()) {
        if (mayBeThere(judge.binding(each.instanceId(), binding))) {
          delete(() -> unbind(each, binding), "service binding " + binding, left);
        }
      }
      if (mayBeThere(judge.instance(each.instanceId()))) {
        delete(() -> deprovision(each), "service instance " + each.instanceId(), left);
      }
      if (!mayBeThere(judge.instance(each.instanceId()))) {
        run.gone(each.instanceId());
      }
    }
    return left;
  }

  private static boolean mayBeThere(ResourceState state) {
    return !(state instanceof ResourceState.Absent);
  }

  private Deprovision deprovision(Made instance) {
    return Requests.deprovision(instance.instanceId(), serviceId(instance), planId(instance))
        .acceptingIncomplete();
  }

  private Unbind unbind(Made instance, String bindingId) {
    return allowing(
        Requests.unbind(instance.instanceId(), bindingId, serviceId(instance), planId(instance)));
  }

  private static String serviceId(Made instance) {
    return instance.plan().offering().id();
  }

  private String planId(Made instance) {
    var now = judge.instance(instance.instanceId()).attributesNow().planId();
    return now.isEmpty() ? instance.plan().id() : now;
  }

  /** Deletes; each attempt names the plan the instance is on by then. */
  private void delete(Supplier<Mutation> attempts, String what, List<String> left) {
    for (int attempt = 0; attempt < 3; attempt++) {
      var request = attempts.get();
      var exchange = client.send(request);
      if (exchange.status() == 200 || exchange.status() == 410) {
        return;
      }
      // A cancelled run waits here all the same, or something would be left behind.
      if (exchange.status() == 202
          && awaitQuietly(request, exchange, () -> {}) instanceof WaitResult.Succeeded) {
        return;
      }
      if (!awaitRunning(request) && !run.pauseBeforeRetry()) {
        break;
      }
    }
    left.add(what + " of " + (lane == null ? "?" : lane.name()));
  }

  /** Waits for the end of what runs on a resource and may keep it from being deleted. */
  private boolean awaitRunning(Mutation delete) {
    var state =
        delete instanceof OfBinding of
            ? judge.binding(of.instanceId(), of.bindingId())
            : judge.instance(delete.instanceId());
    if (!state.isBusy()) {
      return false;
    }
    var poll =
        Poller.poll(
            delete,
            delete.serviceId().orElse(""),
            delete.planId().orElse(""),
            state.operationKey());
    var ending = state instanceof ResourceState.Deleting ? delete.kind() : OperationKind.PROVISION;
    var result = poller.await(poll, ending, null, limits, (exchange, pause) -> {});
    return !(result instanceof WaitResult.Interrupted);
  }
}
