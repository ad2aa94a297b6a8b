package org.osbctl.cli.inventory;

import java.util.function.Consumer;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.inventory.InstanceEntry.LastOperation;
import org.osbctl.lifecycle.Attributes;
import org.osbctl.lifecycle.Ended;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.operation.OperationKind;
import org.osbctl.rules.Judge;
import org.osbctl.spec.Json;

/** What the inventory lets a judge take for granted that has not seen a resource being made. */
public final class Assumptions {
  private Assumptions() {}

  /** What is known of an instance and its bindings. */
  public static Consumer<Judge> of(InstanceEntry entry) {
    return judge -> {
      judge.assume(entry.id(), state(entry, entry.last(), OperationKind.PROVISION));
      entry
          .bindings()
          .forEach(
              each ->
                  judge.assume(
                      entry.id(), each.id(), state(entry, each.last(), OperationKind.BIND)));
    };
  }

  /** What is known of an instance, and that a binding is new. */
  public static Consumer<Judge> binding(InstanceEntry entry, String bindingId) {
    return of(entry).andThen(judge -> judge.assume(entry.id(), bindingId, ResourceState.never()));
  }

  private static ResourceState state(InstanceEntry entry, LastOperation last, OperationKind made) {
    var attributes =
        new Attributes(entry.serviceId(), entry.planId(), Json.missing(), Json.missing());
    return last.over()
        ? new ResourceState.Ready(attributes, new Ended(made, true, false, null))
        : new ResourceState.Unknown(
            attributes, "an operation was in progress when it was last heard of");
  }
}
