package org.osbctl.mock;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.osbctl.http.HttpRequestData;
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
import org.osbctl.operation.Wire;
import org.osbctl.spec.ApiVersion;

/** Answers requests by the model and remembers what was created. One lock an instance. */
final class MockCore {
  private static final int REMEMBERED_DELETIONS = 1_000;

  private final MockOptions options;
  private final Clock clock;
  private final MockBodies bodies;
  private final Map<String, Instance> instances = new ConcurrentHashMap<>();
  private final Deque<String> deleted = new ArrayDeque<>();
  private final AtomicLong operations = new AtomicLong();

  MockCore(MockOptions options, Clock clock) {
    this.options = options;
    this.clock = clock;
    this.bodies = new MockBodies(options);
  }

  /** A state and, while an operation runs, when it ends. */
  private record Resource(ResourceState state, @Nullable Instant due) {
    static final Resource NONE = new Resource(ResourceState.never(), null);
  }

  private static final class Instance {
    private Resource own = Resource.NONE;
    private final Map<String, Resource> bindings = new HashMap<>();
  }

  /** The answer to a request. */
  HttpResponseData answer(HttpRequestData request) {
    var operation = Wire.parse(request.method(), request.target(), request.body());
    if (!(operation instanceof OfInstance of)) {
      return answer(request, operation, new Instance());
    }
    var instance = instances.computeIfAbsent(of.instanceId(), id -> new Instance());
    synchronized (instance) {
      settle(instance);
      var response = answer(request, operation, instance);
      forget(of.instanceId(), instance);
      return response;
    }
  }

  private HttpResponseData answer(HttpRequestData request, Operation operation, Instance instance) {
    var version =
        request
            .headers()
            .first("X-Broker-API-Version")
            .flatMap(ApiVersion::parse)
            .orElse(ApiVersion.LATEST);
    var known = new Known(version, options.catalog(), options.authentication().headers());
    var defects = Defects.of(request, operation, known, instance.own.state());
    var situation = situation(operation, known, defects, instance);
    var answer = Lifecycle.expect(situation, operation).favourite();
    var key = answer.status() == 202 ? key(operation, instance) : null;
    move(operation, instance, answer, key);
    return bodies.response(
        request, operation, situation, answer, key, state(operation, instance).state());
  }

  private Situation situation(
      Operation operation, Known known, List<Defect> defects, Instance instance) {
    var binding =
        operation instanceof OfBinding of
            ? instance.bindings.getOrDefault(of.bindingId(), Resource.NONE).state()
            : ResourceState.never();
    var planId =
        operation instanceof Provision p
            ? p.planId().orElse("")
            : instance.own.state().attributesNow().planId();
    var asynchronous =
        isAsynchronous(planId)
            && (!operation.kind().ofBinding() || known.version().atLeast(ApiVersion.V2_14));
    return new Situation(
        known.version(),
        known.catalog(),
        defects,
        instance.own.state(),
        binding,
        asynchronous,
        false);
  }

  private boolean isAsynchronous(String planId) {
    return switch (options.mode()) {
      case SYNC -> false;
      case ASYNC -> true;
      case MIXED ->
          options
              .catalog()
              .plan(planId)
              .map(
                  p ->
                      p.offering().json().path("metadata").path("asynchronous").booleanValue(false))
              .orElse(false);
    };
  }

  /** The key of the operation that runs, or of the one that starts now. */
  private String key(Operation operation, Instance instance) {
    var running = state(operation, instance).state();
    var same =
        running.isBusy()
            && !(startsDelete(operation) && !(running instanceof ResourceState.Deleting));
    var key = same ? running.operationKey() : null;
    return key != null ? key : operation.kind().words() + "-" + operations.incrementAndGet();
  }

  private static boolean startsDelete(Operation operation) {
    return operation instanceof Deprovision || operation instanceof Unbind;
  }

  private static Resource state(Operation operation, Instance instance) {
    return operation instanceof OfBinding of
        ? instance.bindings.getOrDefault(of.bindingId(), Resource.NONE)
        : instance.own;
  }

  private void move(Operation operation, Instance instance, Answer answer, @Nullable String key) {
    var before = state(operation, instance);
    var after =
        switch (operation) {
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
    if (after.equals(before.state())) {
      return;
    }
    var due = after.isBusy() ? clock.instant().plus(options.delay()) : null;
    var moved = new Resource(after, due);
    if (operation instanceof OfBinding of) {
      instance.bindings.put(of.bindingId(), moved);
    } else if (operation instanceof OfInstance) {
      instance.own = moved;
    }
  }

  /** Ends the operations whose time has come. */
  private void settle(Instance instance) {
    instance.own = settled(instance.own, OperationKind.PROVISION);
    instance.bindings.replaceAll((id, binding) -> settled(binding, OperationKind.BIND));
  }

  private Resource settled(Resource resource, OperationKind kind) {
    return resource.due() == null || clock.instant().isBefore(resource.due())
        ? resource
        : new Resource(Transition.ended(resource.state(), kind, true), null);
  }

  /** Unknown ids leave nothing behind, deleted ones are remembered for a while. */
  private void forget(String id, Instance instance) {
    if (!(instance.own.state() instanceof ResourceState.Absent absent)) {
      return;
    }
    if (absent.last() == null) {
      instances.remove(id, instance);
      return;
    }
    instance.bindings.clear();
    synchronized (deleted) {
      if (!deleted.contains(id)) {
        deleted.addLast(id);
      }
      while (deleted.size() > REMEMBERED_DELETIONS) {
        var oldest = deleted.removeFirst();
        instances.computeIfPresent(
            oldest, (key, each) -> each.own.state() instanceof ResourceState.Absent ? null : each);
      }
    }
  }
}
