package org.osbctl.lifecycle;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osbctl.http.Exchange;
import org.osbctl.http.HttpResponseData;
import org.osbctl.lifecycle.ResourceState.*;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.OperationKind;
import org.osbctl.spec.ServicePlan;
import tools.jackson.databind.JsonNode;

/** Folds exchanges into what the platform knows of each resource of one broker. Not thread-safe. */
public final class Tracker {
  private final ResourceState unseen;
  private final Map<String, ResourceState> instances = new HashMap<>();
  private final Map<BindingKey, ResourceState> bindings = new HashMap<>();
  private final Set<AsyncKey> seenAsynchronous = new HashSet<>();

  private record BindingKey(String instanceId, String bindingId) {}

  private record AsyncKey(String planId, OperationKind kind) {}

  /** A tracker of a conversation whose every resource is made in it. */
  public Tracker() {
    this(ResourceState.never());
  }

  /**
   * A tracker of a conversation.
   *
   * @param unseen what to take a resource for that no exchange has spoken of yet
   */
  public Tracker(ResourceState unseen) {
    this.unseen = unseen;
  }

  /** Tells what is known of a service instance from elsewhere. */
  public void assume(String instanceId, ResourceState state) {
    instances.put(instanceId, state);
  }

  /** Tells what is known of a service binding from elsewhere. */
  public void assume(String instanceId, String bindingId, ResourceState state) {
    bindings.put(new BindingKey(instanceId, bindingId), state);
  }

  /** What is known of a service instance. */
  public ResourceState instance(String instanceId) {
    return instances.getOrDefault(instanceId, unseen);
  }

  /** What is known of a service binding. */
  public ResourceState binding(String instanceId, String bindingId) {
    return bindings.getOrDefault(new BindingKey(instanceId, bindingId), unseen);
  }

  /** Whether a binding of the instance, other than the one it speaks of, has work running. */
  public boolean othersBusy(OfInstance operation) {
    return bindings.entrySet().stream()
        .anyMatch(
            entry ->
                entry.getKey().instanceId().equals(operation.instanceId())
                    && !(operation instanceof OfBinding of
                        && entry.getKey().bindingId().equals(of.bindingId()))
                    && entry.getValue().isBusy());
  }

  /** Whether a plan has done an operation asynchronously before. */
  public boolean seenAsynchronous(@Nullable String planId, OperationKind kind) {
    return planId != null && seenAsynchronous.contains(new AsyncKey(planId, kind));
  }

  /** Takes note of a round trip. */
  public void note(Exchange exchange, Operation operation) {
    if (operation instanceof OfBinding of) {
      var key = new BindingKey(of.instanceId(), of.bindingId());
      var before = bindings.getOrDefault(key, unseen);
      noteAsynchronous(exchange, operation, instance(of.instanceId()));
      bindings.put(key, next(before, exchange, operation));
    } else if (operation instanceof OfInstance of) {
      var before = instance(of.instanceId());
      var after = next(before, exchange, operation);
      noteAsynchronous(exchange, operation, before);
      instances.put(of.instanceId(), after);
      if (isAnother(before, after)) {
        forgetBindings(of.instanceId());
      }
    }
  }

  /** Whether the instance of before is gone by now, perhaps because a new one has its id. */
  private static boolean isAnother(ResourceState before, ResourceState after) {
    return after instanceof Absent
        ? !(before instanceof Absent)
        : before instanceof Deleting && (after instanceof Creating || after instanceof Ready);
  }

  /** What was bound to an instance that is gone is gone, too, in whatever way. */
  private void forgetBindings(String instanceId) {
    var gone = new Absent(new Ended(OperationKind.UNBIND, true, false, null));
    bindings.replaceAll((key, state) -> key.instanceId().equals(instanceId) ? gone : state);
  }

  private void noteAsynchronous(Exchange exchange, Operation operation, ResourceState instance) {
    if (exchange.status() == 202 && operation instanceof Mutation mutation) {
      var planId =
          operation instanceof Provision
              ? mutation.planId().orElse("")
              : instance.attributesNow().planId();
      if (!planId.isEmpty()) {
        seenAsynchronous.add(new AsyncKey(planId, operation.kind()));
      }
    }
  }

  private static ResourceState next(ResourceState before, Exchange exchange, Operation operation) {
    var response = exchange.response();
    if (response.isEmpty()) {
      return Transition.unanswered(
          before, operation.kind(), operation instanceof WithBody body ? body : null);
    }
    var answer = answer(response.get());
    var key = operationKey(response.get());
    return switch (operation) {
      case Provision p -> Transition.created(before, p, answer, key);
      case Bind b -> Transition.created(before, b, answer, key);
      case Update u -> Transition.updated(before, u, answer, key);
      case Deprovision d -> Transition.deleted(before, OperationKind.DEPROVISION, answer, key);
      case Unbind u -> Transition.deleted(before, OperationKind.UNBIND, answer, key);
      case PollInstance p -> Transition.polled(before, OperationKind.PROVISION, answer);
      case PollBinding p -> Transition.polled(before, OperationKind.BIND, answer);
      case FetchInstance f -> Transition.fetched(before, OperationKind.PROVISION, answer);
      case FetchBinding f -> Transition.fetched(before, OperationKind.BIND, answer);
      case GetCatalog g -> before;
      case Unrecognised u -> before;
    };
  }

  /** What the model needs to see of a response. */
  public static Answer answer(HttpResponseData response) {
    var body = response.body().json();
    return new Answer(response.status(), text(body, "error"), text(body, "state"));
  }

  /** The operation key of a 202 answer; null when there is none that can be sent back. */
  public static @Nullable String operationKey(HttpResponseData response) {
    return response.status() == 202 ? text(response.body().json(), "operation") : null;
  }

  private static @Nullable String text(JsonNode body, String member) {
    var value = body.path(member).stringValue("");
    return value.isEmpty() ? null : value;
  }

  /** The situation a request meets, by what is known before it. */
  public Situation situation(Operation operation, Known known, List<Defect> defects) {
    var instance =
        operation instanceof OfInstance of ? instance(of.instanceId()) : ResourceState.never();
    var binding =
        operation instanceof OfBinding of
            ? binding(of.instanceId(), of.bindingId())
            : ResourceState.never();
    var planId =
        operation instanceof Provision p
            ? p.planId().orElse(null)
            : instance.attributesNow().planId();
    return new Situation(
        known.version(),
        known.catalog(),
        defects,
        instance,
        binding,
        seenAsynchronous(planId, operation.kind()),
        operation instanceof OfInstance of && othersBusy(of));
  }

  /** The plan a service instance is on, as far as the catalog knows it. */
  public Optional<ServicePlan> plan(String instanceId, Known known) {
    return known.catalog().plan(instance(instanceId).attributesNow().planId());
  }
}
