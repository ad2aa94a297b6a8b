package org.osbctl.cli.inventory;

import org.osbctl.cli.session.Session;
import picocli.CommandLine;

/** The commands about what osbctl has created. */
public final class InventoryCommands {
  private InventoryCommands() {}

  /** {@code instances}. */
  public static Object instances(Session session) {
    return new InstancesCommand(session);
  }

  /** {@code bindings}. */
  public static Object bindings(Session session) {
    return new BindingsCommand(session);
  }

  /** {@code rename}. */
  public static Object rename(Session session) {
    return new RenameCommand(session);
  }

  /** {@code adopt}. */
  public static Object adopt(Session session) {
    return new AdoptCommand(session);
  }

  /** {@code forget}. */
  public static Object forget(Session session) {
    return new ForgetCommand(session);
  }

  /** {@code inventory}, with the commands below it. */
  public static Object inventory(Session session) {
    return new CommandLine(new InventoryCommand())
        .addSubcommand(new InventoryQueryCommand(session))
        .addSubcommand(new InventoryExportCommand(session))
        .addSubcommand(new InventoryStatsCommand(session));
  }

  /** {@code cleanup}. */
  public static Object cleanup(Session session) {
    return new CleanupCommand(session);
  }
}
