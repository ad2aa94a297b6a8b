package org.osbctl.cli.conform;

import java.util.List;
import org.osbctl.cli.inventory.Inventories;
import org.osbctl.cli.session.Session;
import org.osbctl.conform.CreatedListener;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.inventory.InstanceEntry.BindingEntry;
import org.osbctl.inventory.InstanceEntry.LastOperation;
import org.osbctl.inventory.Made;
import org.osbctl.spec.ServicePlan;

/**
 * Remembers what a conformance run asks for, so that nothing is forgotten whatever happens to it.
 */
final class RunInventory implements CreatedListener {
  private final Session session;

  RunInventory(Session session) {
    this.session = session;
  }

  /** Ends the command when nothing could be remembered, before anything is created. */
  static void check(Session session) {
    Inventories.with(session, inventory -> inventory.forget(session.brokerKey(), name("")));
  }

  @Override
  public void asked(String instanceId, ServicePlan plan) {
    var entry =
        new InstanceEntry(
            session.brokerKey(),
            name(instanceId),
            instanceId,
            plan.offering().id(),
            plan.offering().name(),
            plan.id(),
            plan.name(),
            LastOperation.begin("provision", plan.id()),
            List.of());
    // A repeated request asks for the same again.
    Inventories.with(session, inventory -> inventory.add(entry, Made.by(Made.Origin.CONFORM)));
  }

  @Override
  public void askedForBinding(String instanceId, String bindingId) {
    var binding = new BindingEntry(bindingId, bindingId, LastOperation.begin("bind", ""));
    Inventories.with(
        session,
        inventory -> inventory.addBinding(session.brokerKey(), name(instanceId), binding, null));
  }

  @Override
  public void gone(String instanceId) {
    Inventories.with(session, inventory -> inventory.remove(session.brokerKey(), name(instanceId)));
  }

  private static String name(String instanceId) {
    return "conform-" + instanceId;
  }
}
