package org.osbctl.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.osbctl.inventory.InstanceEntry.BindingEntry;
import org.osbctl.inventory.InstanceEntry.LastOperation;
import org.osbctl.inventory.InstanceRecord;
import org.osbctl.inventory.InstanceSummary;
import org.osbctl.spec.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "instances",
    aliases = {"services", "ls"},
    description = "List the service instances osbctl remembers. Asks no broker.",
    footer = {"", "Example: osbctl instances --owner me --older-than 7d"})
final class InstancesCommand implements Callable<Integer> {
  private static final List<String> HEADINGS =
      List.of("NAME", "SERVICE", "PLAN", "STATE", "BINDINGS", "CREATED", "BY", "BROKER");

  private final Session session;
  @Mixin private FilterOptions filter;
  @Mixin private BrokerChoice choice;

  InstancesCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var broker = choice.broker(session);
    var all = broker == null;
    var headings = HEADINGS.subList(0, all ? 8 : 7).toArray(String[]::new);
    var listing = new Listing(session.output(), "ServiceInstances", headings);
    Inventories.with(
        session,
        inventory -> {
          var meant = filter.filter(session, broker, false);
          if (listing.wantsDocuments()) {
            inventory.records(
                meant, found -> listing.row(found.entry().name(), () -> document(found)));
          } else {
            inventory.summaries(meant, found -> row(listing, found, all));
          }
        });
    listing.end();
    return ExitCode.DONE.code();
  }

  private static void row(Listing listing, InstanceSummary found, boolean all) {
    var state = state(found.last(), found.state());
    var bindings = Integer.toString(found.bindings());
    var cells =
        List.of(
            found.name(),
            found.offering(),
            found.plan(),
            state,
            bindings,
            found.createdAt(),
            found.author(),
            found.broker());
    listing.row(found.name(), Json::missing, cells.subList(0, all ? 8 : 7).toArray(String[]::new));
  }

  /** The last operation in words: {@code provision succeeded}. */
  static String state(LastOperation last) {
    return state(last.kind(), last.state());
  }

  private static String state(String kind, LastOperation.State state) {
    return switch (state) {
      case UNDER_WAY -> kind + " under way";
      case SUCCEEDED -> kind + " succeeded";
      case FAILED -> kind + " failed";
    };
  }

  /** All that is known of an instance. */
  static ObjectNode document(InstanceRecord found) {
    var entry = found.entry();
    var node =
        Json.object()
            .put("name", entry.name())
            .put("id", entry.id())
            .put("broker", entry.url())
            .put("service", entry.offering())
            .put("serviceId", entry.serviceId())
            .put("plan", entry.plan())
            .put("planId", entry.planId())
            .put("origin", found.origin().name().toLowerCase(Locale.ROOT))
            .put("createdAt", found.createdAt())
            .put("createdBy", found.author())
            .put("run", found.run())
            .put("context", found.context())
            .put("originatingIdentity", found.identity())
            .put("changedAt", found.changedAt());
    var parameters = found.parameters();
    node.set("parameters", Json.parse(utf8(parameters == null ? "null" : parameters)).node());
    node.set("lastOperation", document(entry.last()));
    var labels = node.putObject("labels");
    found.labels().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> labels.put(each.getKey(), each.getValue()));
    var annotations = node.putObject("annotations");
    found.annotations().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> annotations.put(each.getKey(), each.getValue()));
    var bindings = node.putArray("bindings");
    entry.bindings().forEach(each -> bindings.add(document(each)));
    return node;
  }

  /** All that is known of a binding. */
  static ObjectNode document(BindingEntry binding) {
    var node = Json.object().put("name", binding.name()).put("id", binding.id());
    node.set("lastOperation", document(binding.last()));
    return node;
  }

  private static ObjectNode document(LastOperation last) {
    return Json.object()
        .put("type", last.kind())
        .put("state", last.state().name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .put("operation", last.operation());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
