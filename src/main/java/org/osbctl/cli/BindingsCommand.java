package org.osbctl.cli;

import java.util.Comparator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osbctl.inventory.InstanceEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "bindings",
    description = "List the service bindings osbctl remembers. Asks no broker.",
    footer = {"", "Example: osbctl bindings -i db1"})
final class BindingsCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = {"-i", "--instance"},
      paramLabel = "NAME",
      description = "Only those of this service instance (SB_INSTANCE).")
  private @Nullable String instance;

  @Mixin private FilterOptions filter;
  @Mixin private BrokerChoice choice;

  BindingsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var listing =
        new Listing(
            session.output(), "ServiceBindings", "NAME", "INSTANCE", "SERVICE", "PLAN", "STATE");
    Inventories.with(
        session,
        inventory ->
            inventory.entries(filter.filter(session, choice.broker(session), false)).stream()
                .sorted(Comparator.comparing(InstanceEntry::name))
                .forEach(entry -> rows(listing, entry)));
    listing.end();
    return ExitCode.DONE.code();
  }

  private void rows(Listing listing, InstanceEntry entry) {
    if (instance != null && !instance.equals(entry.name())) {
      return;
    }
    for (var binding : entry.bindings()) {
      listing.row(
          binding.name(),
          () ->
              InstancesCommand.document(binding)
                  .put("instance", entry.name())
                  .put("instanceId", entry.id())
                  .put("broker", entry.url()),
          binding.name(),
          entry.name(),
          entry.offering(),
          entry.plan(),
          InstancesCommand.state(binding.last()));
    }
  }
}
