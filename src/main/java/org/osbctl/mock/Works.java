package org.osbctl.mock;

import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.osbctl.lifecycle.Attributes;
import org.osbctl.lifecycle.Situation;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.OperationKind;
import org.osbctl.spec.Json;
import org.osbctl.spec.ServicePlan;

/** What operations do beside changing a state: asks the binder, unless it was told to fail. */
final class Works {
  private final Binder binder;
  private final Clock clock;
  private final Map<OperationKind, String> failures = new EnumMap<>(OperationKind.class);

  Works(Binder binder, Clock clock) {
    this.binder = binder;
    this.clock = clock;
  }

  void failNext(OperationKind kind, String reason) {
    synchronized (failures) {
      failures.put(kind, reason);
    }
  }

  void forget() {
    synchronized (failures) {
      failures.clear();
    }
  }

  /** Does the work of an operation that starts. */
  Binder.Work run(
      Operation operation, Attributes attributes, Instance instance, Situation situation) {
    synchronized (failures) {
      var reason = failures.remove(operation.kind());
      if (reason != null) {
        return new Binder.Work.Failed(reason);
      }
    }
    return switch (operation) {
      case Provision p -> instanceOf(p.instanceId(), attributes, situation, false);
      case Update u ->
          instanceOf(
              u.instanceId(), instance.own().state().attributesNow().after(u), situation, true);
      case Deprovision d -> discarded(d.instanceId(), instance);
      case Bind b -> bindingOf(b, attributes, situation);
      case Unbind u ->
          binder.deleteBinding(
              u.instanceId(),
              u.bindingId(),
              instance.binding(u.bindingId()).state().attributesNow());
      case GetCatalog g -> Binder.Work.done();
      case FetchInstance f -> Binder.Work.done();
      case FetchBinding f -> Binder.Work.done();
      case Poll p -> Binder.Work.done();
      case Unrecognised u -> Binder.Work.done();
    };
  }

  /** The instance shows the maintenance info of the catalog in which it was made or updated. */
  private Binder.Work instanceOf(
      String id, Attributes attributes, Situation situation, boolean exists) {
    var work =
        exists ? binder.updateInstance(id, attributes) : binder.createInstance(id, attributes);
    if (work instanceof Binder.Work.Failed) {
      return work;
    }
    var members = Json.object();
    situation
        .catalog()
        .plan(attributes.planId())
        .flatMap(ServicePlan::maintenanceVersion)
        .ifPresent(version -> members.putObject("maintenance_info").put("version", version));
    return new Binder.Work.Done(members);
  }

  private Binder.Work bindingOf(Bind bind, Attributes attributes, Situation situation) {
    var work = binder.createBinding(bind.instanceId(), bind.bindingId(), attributes);
    return work instanceof Binder.Work.Done done
        ? new Binder.Work.Done(
            BindingMembers.of(
                bind,
                situation.catalog().plan(attributes.planId()),
                done.members(),
                clock.instant()))
        : work;
  }

  private Binder.Work discarded(String id, Instance instance) {
    for (var binding : List.copyOf(instance.bindings().entrySet())) {
      if (!binding.getValue().isAbsent()) {
        var attributes = binding.getValue().state().attributesNow();
        var work = binder.deleteBinding(id, binding.getKey(), attributes);
        if (work instanceof Binder.Work.Failed) {
          return work;
        }
      }
    }
    return binder.deleteInstance(id, instance.own().state().attributesNow());
  }

  /** Deletes what stands behind an instance, whatever comes of it. */
  void discard(String id, Instance instance) {
    if (!instance.own().isAbsent()) {
      var unused = discarded(id, instance);
    }
  }
}
