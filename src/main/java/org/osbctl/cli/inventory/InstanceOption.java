package org.osbctl.cli.inventory;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.Names;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.cli.session.Catalogs;
import org.osbctl.cli.session.Session;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.inventory.InventoryException;
import picocli.CommandLine.Option;

/** {@code -i NAME}: a service instance osbctl knows by name. */
public final class InstanceOption {
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
  public InstanceEntry entry(Session session) {
    return named(session, name());
  }

  /** The instance with a name at the session's broker; ends the command when there is none. */
  static InstanceEntry named(Session session, String name) {
    var key = session.brokerKey();
    try {
      var found = session.inventory().find(key, name);
      if (found.isEmpty()) {
        var all = session.inventory().all();
        var here = all.stream().filter(each -> each.url().equals(key)).toList();
        throw unknown(name, key, here, all);
      }
      return found.get();
    } catch (InventoryException e) {
      throw Inventories.problem(e);
    }
  }

  private static ProblemException unknown(
      String name, String broker, List<InstanceEntry> here, List<InstanceEntry> all) {
    var elsewhere = all.stream().filter(each -> each.name().equals(name)).findFirst();
    if (elsewhere.isPresent()) {
      return Catalogs.unknown(
          "service instance",
          name,
          "osbctl remembers one of this name at another broker",
          "name that broker: --url " + elsewhere.get().url());
    }
    if (here.isEmpty()) {
      return Catalogs.unknown(
          "service instance",
          name,
          "osbctl remembers no service instance of " + broker,
          "begin with: osbctl provision -s SERVICE -p PLAN -i " + Names.word(name));
    }
    return Catalogs.unknown(
        "service instance", name, here.stream().map(InstanceEntry::name).toList());
  }
}
