package org.osbctl.cli;

import org.jspecify.annotations.Nullable;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.inventory.InventoryException;
import picocli.CommandLine.Option;

/** {@code -i NAME}: a service instance osbctl knows by name. */
final class InstanceOption {
  @Option(
      names = {"-i", "--instance"},
      paramLabel = "NAME",
      required = true,
      description = "Name of the service instance (SB_INSTANCE).")
  private @Nullable String name;

  String name() {
    if (name == null) {
      throw new IllegalStateException("picocli lets no command start without --instance");
    }
    return name;
  }

  /** The instance with this name at the session's broker; ends the command when there is none. */
  InstanceEntry entry(Session session) {
    var key = session.brokerKey();
    try {
      var inventory = session.inventory();
      return inventory
          .find(key, name())
          .orElseThrow(
              () -> Catalogs.unknown("service instance", name(), Inventories.names(session, key)));
    } catch (InventoryException e) {
      throw Inventories.problem(e);
    }
  }
}
