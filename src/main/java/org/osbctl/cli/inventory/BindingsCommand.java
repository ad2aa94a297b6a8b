package org.osbctl.cli.inventory;

import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Listing;
import org.osbctl.cli.session.Session;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.inventory.InstanceEntry.BindingEntry;
import org.osbctl.spec.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

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
      if (listing.wantsDocuments()) {
        listing.document(Json.text(document(entry, binding)));
      } else {
        listing.row(
            binding.name(),
            binding.name(),
            entry.name(),
            entry.offering(),
            entry.plan(),
            InstancesCommand.state(binding.last()));
      }
    }
  }

  private static JsonNode document(InstanceEntry entry, BindingEntry binding) {
    var last = binding.last();
    var node = Json.object().put("name", binding.name()).put("id", binding.id());
    node.putObject("lastOperation")
        .put("type", last.kind())
        .put("state", last.state().name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .put("operation", last.operation());
    return node.put("instance", entry.name())
        .put("instanceId", entry.id())
        .put("broker", entry.url());
  }
}
