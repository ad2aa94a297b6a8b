package org.osbctl.cli;

import org.jspecify.annotations.Nullable;
import org.osbctl.client.Poller;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.inventory.InstanceEntry.BindingEntry;
import org.osbctl.inventory.InstanceEntry.Pending;
import org.osbctl.operation.Operation.OfInstance;
import org.osbctl.operation.Operation.Poll;
import org.osbctl.operation.OperationKind;
import org.osbctl.operation.Requests;

/** What is under way on an instance or one of its bindings, by the inventory. */
record Pendings(InstanceEntry instance, @Nullable BindingEntry binding) {
  @Nullable Pending pending() {
    return binding == null ? instance.pending() : binding.pending();
  }

  /** The name of the resource, for messages. */
  String words() {
    return binding == null ? "\"" + instance.name() + "\"" : "\"" + binding.name() + "\" of \"" + instance.name() + "\"";
  }

  /** Which operation is under way; the one that made the resource when nobody knows. */
  OperationKind kind() {
    var pending = pending();
    if (pending == null) {
      return binding == null ? OperationKind.PROVISION : OperationKind.BIND;
    }
    return switch (pending.kind()) {
      case "update" -> OperationKind.UPDATE;
      case "deprovision" -> OperationKind.DEPROVISION;
      case "bind" -> OperationKind.BIND;
      case "unbind" -> OperationKind.UNBIND;
      default -> OperationKind.PROVISION;
    };
  }

  /** The poll that asks for it; {@code operation} is used instead of the remembered key when given. */
  Poll poll(@Nullable String operation) {
    var pending = pending();
    var key = operation != null ? operation : pending == null ? null : pending.operation();
    return Poller.poll(resource(), instance.serviceId(), instance.planId(), key);
  }

  private OfInstance resource() {
    return binding == null
        ? Requests.deprovision(instance.id(), instance.serviceId(), instance.planId())
        : Requests.unbind(instance.id(), binding.id(), instance.serviceId(), instance.planId());
  }

  /** Writes to the inventory what became of the operation. */
  void ended(Session session, boolean succeeded) {
    var kind = kind();
    var pending = pending();
    Inventories.with(
        session,
        inventory -> {
          if (kind == OperationKind.DEPROVISION && succeeded) {
            inventory.remove(instance.url(), instance.name());
            return;
          }
          inventory.update(
              instance.url(),
              instance.name(),
              old -> {
                var chosen = binding;
                if (chosen != null) {
                  return kind == OperationKind.UNBIND && succeeded
                      ? old.withoutBinding(chosen.name())
                      : old.withBinding(new BindingEntry(chosen.name(), chosen.id(), null));
                }
                var moved =
                    succeeded && pending != null && pending.nextPlanId() != null && pending.nextPlan() != null
                        ? old.withPlan(pending.nextPlanId(), pending.nextPlan())
                        : old;
                return moved.withPending(null);
              });
        });
  }
}
