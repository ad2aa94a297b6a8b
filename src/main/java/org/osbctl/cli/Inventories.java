package org.osbctl.cli;

import java.util.List;
import org.osbctl.inventory.InstanceEntry;
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
    } catch (InventoryException e) {
      throw problem(e);
    }
  }

  static ProblemException problem(InventoryException e) {
    return new Problem(
            "inventory-trouble",
            "The inventory " + e.file() + " cannot be used.",
            String.valueOf(e.getMessage()),
            "repair or move the file; nothing was sent after this happened. OSBCTL_HOME chooses"
                + " another folder")
        .exit(ExitCode.USAGE);
  }

  static List<String> names(Session session, String brokerKey) {
    try {
      return session.inventory().of(brokerKey).stream().map(InstanceEntry::name).toList();
    } catch (InventoryException e) {
      throw problem(e);
    }
  }
}
