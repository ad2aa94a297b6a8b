package org.osbctl.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osbctl.inventory.InstanceRecord;
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
    try (var listing =
        new Listing(
            session.output(), "ServiceBindings", "NAME", "INSTANCE", "SERVICE", "PLAN", "STATE")) {
      Inventories.with(
          session,
          inventory ->
              inventory.records(
                  filter.filter(session, choice.broker(session), false),
                  false,
                  found -> rows(listing, found)));
    }
    return ExitCode.DONE.code();
  }

  private void rows(Listing listing, InstanceRecord found) {
    var entry = found.entry();
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
