package org.osbctl.conform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osbctl.client.BrokerClient;
import org.osbctl.client.Poller;
import org.osbctl.http.Authentication;
import org.osbctl.http.Exchange;
import org.osbctl.http.HttpRequestData;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.Query;
import org.osbctl.operation.Requests;
import org.osbctl.rules.Judge;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.ServicePlan;

/** What a scenario drives with: one lane of a run. Used by one thread. */
final class Drive {
  private final BrokerClient client;
  private final Consumer<Exchange> heard;
  private final Waiting waiting;
  private final Judge judge;
  private final Run run;
  private final Endurance endurance;
  private final @Nullable LanePlan lane;
  private final Ids ids;
  private final Asked asked;
  private final Map<String, Provision> shared = new LinkedHashMap<>();
  private final Map<String, Bind> bound = new LinkedHashMap<>();
  private String missing = "";
  private @Nullable Mutation refused;

  /**
   * The drive of a lane.
   *
   * @param client sends, and tells of each exchange by itself
   * @param heard is told of exchanges that were under way at the same time
   */
  Drive(
      BrokerClient client,
      Consumer<Exchange> heard,
      Waiting waiting,
      Judge judge,
      Run run,
      Endurance endurance,
      @Nullable LanePlan lane,
      Ids ids) {
    this.client = client;
    this.heard = heard;
    this.waiting = waiting;
    this.judge = judge;
    this.run = run;
    this.endurance = endurance;
    this.lane = lane;
    this.ids = ids;
    this.asked = new Asked(run);
  }

  /** A request that was answered 202, or at once. */
  record Started(Mutation request, Exchange answer) {}

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

  ServicePlan plan() {
    return lane().plan();
  }

  /** The version the run judges by. */
  ApiVersion version() {
    return client.caller().version();
  }

  /** How the platform proves who it is. */
  Authentication authentication() {
    return client.target().authentication();
  }

  /** A token that has expired. */
  Optional<String> expiredToken() {
    return client.target().expiredToken();
  }

  Ids ids() {
    return ids;
  }

  String newId() {
    return ids.next();
  }

  /** Sends an operation. */
  Exchange send(Operation operation) {
    return send(operation, UnaryOperator.identity());
  }

  /** Sends an operation after a last change to its request. */
  Exchange send(Operation operation, UnaryOperator<HttpRequestData> change) {
    run.checkCancelled();
    endurance.check();
    remember(operation);
    var exchange = client.send(operation, change);
    run.noteAnswer(operation, exchange);
    return exchange;
  }

  /** Sends operations at the same time; whoever judges hears of them in a possible order. */
  List<Exchange> together(Operation... operations) {
    run.checkCancelled();
    endurance.check();
    List.of(operations).forEach(this::remember);
    var runners = new ArrayList<Race.Runner>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<Exchange>>();
      for (var each : operations) {
        answers.add(threads.submit(() -> client.sendUnheard(each)));
      }
      for (int i = 0; i < operations.length; i++) {
        runners.add(new Race.Runner(operations[i], answers.get(i).get()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Cancelled();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a request broke", e.getCause());
    }
    for (var each : Race.ordered(runners)) {
      heard.accept(each.exchange());
      run.noteAnswer(each.operation(), each.exchange());
    }
    return runners.stream().map(Race.Runner::exchange).toList();
  }

  private void remember(Operation operation) {
    asked.remember(operation, catalog(), anyPlan());
  }

  /** The state of an instance, as far as the answers tell. */
  ResourceState instance(String id) {
    return judge.instance(id);
  }

  /** The state of the resource a request speaks of, as far as the answers tell. */
  ResourceState state(OfInstance operation) {
    return operation instanceof OfBinding of
        ? judge.binding(of.instanceId(), of.bindingId())
        : judge.instance(operation.instanceId());
  }

  /** An instance the scenarios of the lane share, which has to be there by now. */
  Provision shared(String role) throws Blocked {
    var found = shared.get(role);
    if (found == null) {
      throw Blocked.again(
          "there is no service instance of " + lane().name() + " to work on" + missing);
    }
    return found;
  }

  void share(String role, Provision instance) {
    shared.put(role, instance);
  }

  void unshare(String role) {
    shared.remove(role);
  }

  /** Says why there is nothing to share. */
  void missing(String why) {
    missing = ": " + why;
  }

  /** The bindings scenarios have left for later ones, oldest first. */
  Map<String, Bind> bound() {
    return bound;
  }

  /** Sends a request that may be answered 202, to be waited for later. */
  Started start(Mutation request) {
    return new Started(request, send(request));
  }

  /** Waits for what an answer started; blocks unless the request was carried out. */
  void finish(Started started) throws Blocked {
    carriedOut(started.request(), started.answer());
  }

  /** Waits for what an answer started; blocks unless the request was carried out. */
  void carriedOut(Mutation request, Exchange exchange) throws Blocked {
    if (lane != null && exchange.status() >= 500) {
      lookAt(request);
    }
    waiting.carriedOut(request, exchange, lane == null ? "?" : lane.name());
  }

  /** Sends a request and waits; blocks unless it was carried out. */
  Exchange done(Mutation request) throws Blocked {
    var answer = send(request);
    carriedOut(request, answer);
    return answer;
  }

  /** Sends a request that may be refused or end as failed, and waits if it is accepted. */
  Exchange tried(Mutation request) {
    var answer = send(request);
    ended(request, answer);
    return answer;
  }

  /** Waits for the end of a request, whatever that is. */
  void ended(Mutation request, Exchange answer) {
    if (answer.status() == 202) {
      waiting.await(request, answer);
    }
  }

  /** Whether a request was carried out or accepted. */
  static boolean accepted(Exchange answer) {
    return answer.status() >= 200 && answer.status() < 300;
  }

  /** Sends requests while an operation is running, and looks now and then whether it still is. */
  void meanwhile(Started running, List<? extends Operation> operations) {
    new Meanwhile(this, waiting, running).send(operations);
  }

  /** Sends what must be refused; a broker that accepts it is left with nothing of it. */
  boolean refused(Mutation request, UnaryOperator<HttpRequestData> change) {
    var answer = send(request, change);
    if (!accepted(answer)) {
      refused = request;
      return true;
    }
    ended(request, answer);
    if (anyPlan().isPresent()) {
      switch (request) {
        case Provision p -> tried(deprovision(p.instanceId()));
        case Bind b -> tried(unbind(b));
        default -> {}
      }
    }
    return false;
  }

  /** Sends what must be refused as it is. */
  boolean refused(Mutation request) {
    return refused(request, UnaryOperator.identity());
  }

  /** Looks whether what was refused last is there all the same. */
  void lookAtRefused() {
    if (refused != null) {
      lookAt(refused);
      refused = null;
    }
  }

  private void lookAt(Mutation request) {
    switch (request) {
      case Provision p -> look(p.instanceId());
      case Bind b -> look(b);
      default -> {}
    }
  }

  /** Polls the last operation of a resource once, as after the given request. */
  Exchange poll(Mutation request, @Nullable String key) {
    return send(
        Poller.poll(
            request,
            request.serviceId().orElseGet(() -> planNow(request.instanceId()).offering().id()),
            planNow(request.instanceId()).id(),
            key));
  }

  FetchInstance fetch(String instanceId) {
    return new FetchInstance(instanceId, hints(instanceId));
  }

  FetchBinding fetch(String instanceId, String bindingId) {
    return new FetchBinding(instanceId, bindingId, hints(instanceId));
  }

  /** Fetches an instance where the version and the offering know how to. */
  void look(String instanceId) {
    if (version().atLeast(ApiVersion.V2_14) && plan().offering().instancesRetrievable()) {
      send(fetch(instanceId));
    }
  }

  /** Fetches a binding where the version and the offering know how to. */
  void look(Bind bind) {
    if (version().atLeast(ApiVersion.V2_14) && plan().offering().bindingsRetrievable()) {
      send(fetch(bind.instanceId(), bind.bindingId()));
    }
  }

  private Query hints(String instanceId) {
    return version().atLeast(ApiVersion.V2_16)
        ? Query.of("service_id", plan().offering().id(), "plan_id", planNow(instanceId).id())
        : Query.NONE;
  }

  /** The plan an instance of the lane is on by now. */
  ServicePlan planNow(String instanceId) {
    return catalog()
        .plan(judge.instance(instanceId).attributesNow().planId())
        .or(this::anyPlan)
        .orElseGet(this::plan);
  }

  /** The plan of the lane, or else of the catalog, to name in requests that have to name one. */
  private Optional<ServicePlan> anyPlan() {
    return lane != null
        ? Optional.of(lane.plan())
        : catalog().offerings().stream()
            .flatMap(o -> o.plans().stream())
            .filter(ServicePlan::isNameable)
            .findFirst();
  }

  /** A deprovision request for an instance of the lane. */
  Deprovision deprovision(String instanceId) {
    var plan = planNow(instanceId);
    return Requests.deprovision(instanceId, plan.offering().id(), plan.id()).acceptingIncomplete();
  }

  /** An unbind request for a binding of the lane. */
  Unbind unbind(Bind bind) {
    var plan = planNow(bind.instanceId());
    return allowing(
        Requests.unbind(bind.instanceId(), bind.bindingId(), plan.offering().id(), plan.id()));
  }

  /** A bind request that allows an asynchronous answer where the version knows one. */
  Bind allowing(Bind request) {
    return version().atLeast(ApiVersion.V2_14) ? request.acceptingIncomplete() : request;
  }

  /** An unbind request that allows an asynchronous answer where the version knows one. */
  Unbind allowing(Unbind request) {
    return version().atLeast(ApiVersion.V2_14) ? request.acceptingIncomplete() : request;
  }

  /** What this lane asked for, oldest first. */
  List<Asked.Made> made() {
    return asked.made();
  }
}
