package org.osbctl.cli.broker;

import org.osbctl.cli.inventory.Inventories;
import org.osbctl.cli.session.Session;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.inventory.InstanceEntry.BindingEntry;

/** The fate of a binding whose unbinding did not end well: it stays in the inventory. */
record KeptBinding(Session session, InstanceEntry entry, BindingEntry binding)
    implements Undertaking.Fate {
  @Override
  public void nothingThere() {
    unchanged();
  }

  @Override
  public void unchanged() {
    Inventories.with(
        session,
        inventory -> inventory.failed(entry.url(), entry.name(), binding.name(), "unbind"));
  }

  @Override
  public void unclear() {
    // The inventory already says what is under way.
  }
}
