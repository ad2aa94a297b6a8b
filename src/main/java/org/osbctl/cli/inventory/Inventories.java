package org.osbctl.cli.inventory;

import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.cli.session.Session;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.inventory.Inventory;
import org.osbctl.inventory.InventoryException;

/** Puts an inventory in trouble into words. */
public final class Inventories {
  private Inventories() {}

  /** Something that reads or writes the inventory. */
  public interface Work {
    /** Does it. */
    void on(Inventory inventory) throws InventoryException;
  }

  /** Does something with the inventory; ends the command when it cannot be read or written. */
  public static void with(Session session, Work work) {
    try {
      work.on(session.inventory());
      session.names().sawInventory();
    } catch (InventoryException e) {
      throw problem(e);
    }
  }

  /** That the inventory cannot be used, and what to do about it. */
  public static ProblemException problem(InventoryException e) {
    return new Problem(
            "inventory-trouble",
            "The inventory " + e.place() + " cannot be used.",
            String.valueOf(e.getMessage()),
            e.remedy())
        .exit(ExitCode.USAGE);
  }

  /** The name, or else the id, is taken. */
  public static ProblemException taken(boolean byName, InstanceEntry entry) {
    return byName
        ? new Problem(
                "name-taken",
                "There is a service instance \"" + entry.name() + "\" already.",
                "",
                "choose another name with -i, or remove it with: "
                    + new Remembered(entry).command("deprovision"))
            .exit(ExitCode.USAGE)
        : new Problem(
                "id-taken",
                "There is a service instance with the id " + entry.id() + " already.",
                "",
                "choose another id with --id, or leave it out")
            .exit(ExitCode.USAGE);
  }
}
