package org.osbctl.cli.broker;

import org.osbctl.cli.inventory.Inventories;
import org.osbctl.cli.session.Session;
import org.osbctl.inventory.InstanceEntry;

/**
 * The fate of an instance on which an operation did not end well: it stays in the inventory, with
 * the operation marked as over once it is.
 */
record Kept(Session session, InstanceEntry entry, String kind) implements Undertaking.Fate {
  @Override
  public void nothingThere() {
    unchanged();
  }

  @Override
  public void unchanged() {
    Inventories.with(session, inventory -> inventory.failed(entry.url(), entry.name(), null, kind));
  }

  @Override
  public void unclear() {
    // The inventory already says what is under way.
  }
}
