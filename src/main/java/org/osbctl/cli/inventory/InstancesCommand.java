package org.osbctl.cli.inventory;

import java.util.List;
import java.util.concurrent.Callable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Listing;
import org.osbctl.cli.session.Session;
import org.osbctl.inventory.InstanceEntry.LastOperation;
import org.osbctl.inventory.InstanceSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
            inventory.documents(meant, listing::document);
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
    listing.row(found.name(), cells.subList(0, all ? 8 : 7).toArray(String[]::new));
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
}
