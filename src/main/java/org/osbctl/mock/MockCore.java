package org.osbctl.mock;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osbctl.http.Authentication;
import org.osbctl.http.Credentials;
import org.osbctl.http.HttpResponseData;
import org.osbctl.lifecycle.Answer;
import org.osbctl.lifecycle.Defect;
import org.osbctl.lifecycle.Defects;
import org.osbctl.lifecycle.Known;
import org.osbctl.lifecycle.Lifecycle;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.lifecycle.Situation;
import org.osbctl.lifecycle.Transition;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.OperationKind;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.ObjectNode;

/** Answers requests by the model and remembers what was created. One thread an instance. */
final class MockCore implements MockState, Interceptor.Next {
  /** What a request speaks of that speaks of no instance. */
  private static final Instance NONE = new Instance();

  private final MockOptions options;
  private final Clock clock;
  private final Works works;
  private final MockBodies bodies;
  private final Credentials credentials;
  private final AtomicReference<ServedCatalog> catalog;
  private final AtomicLong operations = new AtomicLong();
  private final Shelf shelf = new Shelf();

  MockCore(MockOptions options, Clock clock) {
    this.options = options;
    this.clock = clock;
    this.works = new Works(options.binder(), clock);
    this.bodies = new MockBodies(options.pace().retryAfter(), options.authentication());
    this.credentials = options.authentication().credentials();
    this.catalog = new AtomicReference<>(new ServedCatalog(options.catalog(), clock.instant()));
  }

  @Override
  public MockAnswer proceed(MockRequest request) {
    return MockAnswer.of(answer(request));
  }

  /** The model's answer to a request. */
  HttpResponseData answer(MockRequest request) {
    if (!(request.operation() instanceof OfInstance of)) {
      return answer(request, NONE);
    }
    var now = clock.instant();
    if (of instanceof Mutation) {
      shelf.sweep(now);
    }
    return shelf.with(of.instanceId(), now, instance -> answer(request, instance));
  }

  private HttpResponseData answer(MockRequest request, Instance instance) {
    var version = request.version();
    var served = catalog.get().at(version);
    var operation = Rotation.completed(request.operation(), instance, version);
    var situation = situation(request, operation, served.catalog(), instance);
    var answer = answer(situation, operation, instance);
    if (operation instanceof GetCatalog && answer.isSuccess()) {
      return served.response(request.http());
    }
    var before = resource(operation, instance);
    var key = answer.status() == 202 ? key(operation, before.state()) : null;
    var after = after(operation, before, answer, key);
    if (!after.equals(before.state())) {
      var work = works.run(operation, after.attributesNow(), instance, situation);
      if (work instanceof Binder.Work.Failed failed && answer.status() != 202) {
        return bodies.failed(request.http(), situation, operation, failed.reason());
      }
      keep(operation, instance, moved(before, after, work));
    }
    return bodies.response(
        request.http(), operation, situation, answer, key, resource(operation, instance));
  }

  private Answer answer(Situation situation, Operation operation, Instance instance) {
    var answer = Lifecycle.expect(situation, operation).favourite();
    return answer.isSuccess() && operation instanceof Bind bind
        ? Refusals.ofApp(bind, situation, instance).orElse(answer)
        : answer;
  }

  private Situation situation(
      MockRequest request, Operation operation, Catalog known, Instance instance) {
    var version = request.version();
    var binding =
        operation instanceof OfBinding of
            ? instance.binding(of.bindingId()).state()
            : ResourceState.never();
    var planId =
        operation instanceof Provision p
            ? p.planId().orElse("")
            : instance.own().state().attributesNow().planId();
    var asynchronous =
        isAsynchronous(known, planId)
            && (!operation.kind().ofBinding() || version.atLeast(ApiVersion.V2_14));
    return new Situation(
        version,
        known,
        defects(request, operation, known, instance),
        instance.own().state(),
        binding,
        asynchronous,
        false);
  }

  private List<Defect> defects(
      MockRequest request, Operation operation, Catalog known, Instance instance) {
    var found =
        new ArrayList<>(
            Defects.of(
                request.http(),
                operation,
                new Known(request.version(), known, credentials),
                instance.own().state()));
    Refusals.ofVersion(request, options.newest()).ifPresent(defect -> put(found, defect));
    Rotation.defect(operation, instance, known, clock.instant()).ifPresent(found::add);
    return found;
  }

  /** What is wrong with the credentials goes before everything else. */
  private static void put(List<Defect> found, Defect version) {
    found.removeIf(each -> each.kind() == Defect.Kind.VERSION_UNSUPPORTED);
    var first = !found.isEmpty() && found.getFirst().kind() == Defect.Kind.CREDENTIALS_WRONG;
    found.add(first ? 1 : 0, version);
  }

  private boolean isAsynchronous(Catalog known, String planId) {
    return switch (options.pace().mode()) {
      case SYNC -> false;
      case ASYNC -> true;
      case MIXED -> known.plan(planId).filter(plan -> Traits.of(plan).asynchronous()).isPresent();
    };
  }

  /** The key of the operation that runs, or of the one that starts now. */
  private String key(Operation operation, ResourceState running) {
    var deletes = operation instanceof Deprovision || operation instanceof Unbind;
    var same = running.isBusy() && !(deletes && !(running instanceof ResourceState.Deleting));
    var key = same ? running.operationKey() : null;
    return key != null ? key : operation.kind().words() + "-" + operations.incrementAndGet();
  }

  private static Resource resource(Operation operation, Instance instance) {
    return operation instanceof OfBinding of ? instance.binding(of.bindingId()) : instance.own();
  }

  private static ResourceState after(
      Operation operation, Resource before, Answer answer, @Nullable String key) {
    return switch (operation) {
      case Provision p -> Transition.created(before.state(), p, answer, key);
      case Bind b -> Transition.created(before.state(), b, answer, key);
      case Update u -> Transition.updated(before.state(), u, answer, key);
      case Deprovision d ->
          Transition.deleted(before.state(), OperationKind.DEPROVISION, answer, key);
      case Unbind u -> Transition.deleted(before.state(), OperationKind.UNBIND, answer, key);
      case GetCatalog g -> before.state();
      case FetchInstance f -> before.state();
      case FetchBinding f -> before.state();
      case Poll p -> before.state();
      case Unrecognised u -> before.state();
    };
  }

  private Resource moved(Resource before, ResourceState after, Binder.Work work) {
    var due = after.isBusy() ? clock.instant().plus(options.pace().delay()) : null;
    return switch (work) {
      case Binder.Work.Failed failed -> new Resource(after, due, failed.reason(), before.members());
      case Binder.Work.Done done ->
          new Resource(
              after, due, null, done.members().isEmpty() ? before.members() : done.members());
    };
  }

  private static void keep(Operation operation, Instance instance, Resource moved) {
    if (operation instanceof OfBinding of) {
      instance.binding(of.bindingId(), moved);
    } else {
      instance.own(moved);
    }
  }

  @Override
  public Catalog catalog(ApiVersion version) {
    return catalog.get().at(version).catalog();
  }

  /** Serves another catalog from now on. */
  void serve(Catalog other) {
    catalog.set(new ServedCatalog(other, clock.instant()));
  }

  @Override
  public Authentication authentication() {
    return options.authentication();
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public ResourceState instance(String instanceId) {
    return shelf.with(instanceId, clock.instant(), instance -> instance.own().state());
  }

  @Override
  public ResourceState binding(String instanceId, String bindingId) {
    return shelf.with(instanceId, clock.instant(), instance -> instance.binding(bindingId).state());
  }

  /** Lets the next operation of a kind end as failed. */
  void failNext(OperationKind kind, String reason) {
    works.failNext(kind, reason);
  }

  /** Deletes everything, also what the binder has made. */
  void reset() {
    shelf.visit(clock.instant(), works::discard);
    shelf.clear();
    works.forget();
  }

  /** All that is there, as data. */
  ObjectNode describe() {
    Instant now = clock.instant();
    var state = Json.object().put("now", now.toString()).put("operations", operations.get());
    var list = state.putArray("instances");
    shelf.visit(now, (id, instance) -> list.add(StateForm.of(id, instance)));
    return state;
  }
}
