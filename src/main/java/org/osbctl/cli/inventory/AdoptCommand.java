package org.osbctl.cli.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.session.Catalogs;
import org.osbctl.cli.session.PlanOption;
import org.osbctl.cli.session.Session;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.inventory.InstanceEntry.BindingEntry;
import org.osbctl.inventory.InstanceEntry.LastOperation;
import org.osbctl.inventory.Made;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "adopt",
    description = {
      "Take a service instance that is there already into the inventory, to work with it by name.",
      "cleanup leaves it alone, since osbctl did not make it. Nothing is sent but the request for"
          + " the catalog."
    },
    footer = {"", "Example: osbctl adopt --id 3f0a… -s my-service -p small -i db1"})
final class AdoptCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--id", paramLabel = "ID", required = true, description = "Its id.")
  private String id = "";

  @Mixin private PlanOption plan;

  @Option(
      names = {"-i", "--instance"},
      paramLabel = "NAME",
      required = true,
      description = "Name to give it (SB_INSTANCE).")
  private String name = "";

  @Option(
      names = "--binding-id",
      paramLabel = "NAME=ID",
      description = "A service binding it has; may be repeated.")
  private List<String> bindings = new ArrayList<>();

  AdoptCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var chosen = plan.in(Catalogs.fetch(session));
    var known = new ArrayList<BindingEntry>();
    for (var each : bindings) {
      int equals = each.indexOf('=');
      known.add(
          new BindingEntry(
              equals < 1 ? each : each.substring(0, equals),
              each.substring(equals + 1),
              LastOperation.begin("bind", chosen.id()).ended()));
    }
    var entry =
        new InstanceEntry(
            session.brokerKey(),
            name,
            id,
            chosen.offering().id(),
            chosen.offering().name(),
            chosen.id(),
            chosen.name(),
            LastOperation.begin("provision", chosen.id()).ended(),
            known);
    Inventories.with(
        session,
        inventory -> {
          if (!inventory.add(entry, Made.by(Made.Origin.ADOPTED))) {
            throw Inventories.taken(inventory.find(entry.url(), entry.name()).isPresent(), entry);
          }
        });
    session.output().info("\"" + name + "\" is known now");
    return ExitCode.DONE.code();
  }
}
