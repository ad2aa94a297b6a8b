package org.osbctl.cli;

import org.osbctl.inventory.Inventory;
import org.osbctl.inventory.InventoryException;

/** Puts an inventory in trouble into words. */
final class Inventories {
  private Inventories() {}

  /** Something that reads or writes the inventory. */
  interface Work {
    void on(Inventory inventory) throws InventoryException;
  }

  /** Does something with the inventory; ends the command when it cannot be read or written. */
  static void with(Session session, Work work) {
    try {
      work.on(session.inventory());
      session.names().sawInventory();
    } catch (InventoryException e) {
      throw problem(e);
    }
  }

  static ProblemException problem(InventoryException e) {
    return new Problem(
            "inventory-trouble",
            "The inventory " + e.place() + " cannot be used.",
            String.valueOf(e.getMessage()),
            e.remedy())
        .exit(ExitCode.USAGE);
  }
}
