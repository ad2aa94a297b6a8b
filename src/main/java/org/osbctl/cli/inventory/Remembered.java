package org.osbctl.cli.inventory;

import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.Names;
import org.osbctl.cli.session.Session;
import org.osbctl.client.Poller;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.inventory.InstanceEntry.BindingEntry;
import org.osbctl.inventory.InstanceEntry.LastOperation;
import org.osbctl.operation.Operation.OfInstance;
import org.osbctl.operation.Operation.Poll;
import org.osbctl.operation.OperationKind;
import org.osbctl.operation.Requests;

/** An instance, or one of its bindings, as the inventory remembers it. */
public record Remembered(InstanceEntry instance, @Nullable BindingEntry binding) {
  /** An instance itself. */
  public Remembered(InstanceEntry instance) {
    this(instance, null);
  }

  /** The last operation on it. */
  public LastOperation last() {
    return binding == null ? instance.last() : binding.last();
  }

  /** The name of the resource. */
  public String name() {
    return binding == null ? instance.name() : binding.name();
  }

  /** The name of the resource, for messages. */
  public String words() {
    return binding == null
        ? "\"" + instance.name() + "\""
        : "\"" + binding.name() + "\" of \"" + instance.name() + "\"";
  }

  /** The command with this verb that goes on with it, fit for a shell. */
  public String command(String verb) {
    var command = "osbctl " + verb + " -i " + Names.word(instance.name());
    return binding == null ? command : command + " -b " + Names.word(binding.name());
  }

  /** What to do when the broker says that it does not know it. */
  public String whenUnknown() {
    return isDelete() && !last().over()
        ? "it is gone; have that written down with: " + command("wait")
        : "if it was deleted by other means, have it forgotten: " + command("forget");
  }

  /** The last operation on it, for messages: {@code Provisioning "db1"}. */
  public String operation() {
    var doing =
        switch (kind()) {
          case UPDATE -> "Updating";
          case DEPROVISION -> "Deprovisioning";
          case BIND -> "Binding";
          case UNBIND -> "Unbinding";
          default -> "Provisioning";
        };
    return doing + " " + words();
  }

  /** Which operation that was. */
  public OperationKind kind() {
    return switch (last().kind()) {
      case "update" -> OperationKind.UPDATE;
      case "deprovision" -> OperationKind.DEPROVISION;
      case "bind" -> OperationKind.BIND;
      case "unbind" -> OperationKind.UNBIND;
      default -> OperationKind.PROVISION;
    };
  }

  /**
   * The poll that asks for it; {@code operation} is used instead of the remembered key when given.
   */
  public Poll poll(@Nullable String operation) {
    var key = operation != null ? operation : last().operation();
    return Poller.poll(resource(), instance.serviceId(), last().planId(), key);
  }

  private OfInstance resource() {
    return binding == null
        ? Requests.deprovision(instance.id(), instance.serviceId(), instance.planId())
        : Requests.unbind(instance.id(), binding.id(), instance.serviceId(), instance.planId());
  }

  /** Whether success means that it is gone. */
  public boolean isDelete() {
    return kind() == OperationKind.DEPROVISION || kind() == OperationKind.UNBIND;
  }

  /** Writes to the inventory what became of the operation. */
  public void ended(Session session, boolean succeeded) {
    var kind = kind();
    var last = last();
    if (binding != null && kind == OperationKind.UNBIND && succeeded) {
      new CredentialStore(session).drop(instance, binding);
    }
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
                      : old.withBinding(
                          new BindingEntry(
                              chosen.name(),
                              chosen.id(),
                              succeeded ? last.ended() : last.failed()));
                }
                var moved =
                    succeeded && last.nextPlanId() != null && last.nextPlan() != null
                        ? old.withPlan(last.nextPlanId(), last.nextPlan())
                        : old;
                return moved.withLast(succeeded ? last.ended() : last.failed());
              });
        });
  }
}
