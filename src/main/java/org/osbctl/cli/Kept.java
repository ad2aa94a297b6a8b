package org.osbctl.cli;

import org.osbctl.inventory.InstanceEntry;

/**
 * The fate of an instance on which an operation did not end well: it stays in the inventory, without
 * the operation once that is over.
 *
 * @param before the entry as it was before the operation
 */
record Kept(Session session, InstanceEntry entry, InstanceEntry before) implements Undertaking.Fate {
  @Override
  public void nothingThere() {
    unchanged();
  }

  @Override
  public void unchanged() {
    Inventories.with(
        session, inventory -> inventory.update(entry.url(), entry.name(), old -> before.withPending(null)));
  }

  @Override
  public void unclear() {
    // The inventory already says what is under way.
  }
}
