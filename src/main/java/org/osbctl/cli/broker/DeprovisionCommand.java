package org.osbctl.cli.broker;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.inventory.Assumptions;
import org.osbctl.cli.inventory.InstanceOption;
import org.osbctl.cli.inventory.Inventories;
import org.osbctl.cli.inventory.Remembered;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.session.Confirmation;
import org.osbctl.cli.session.Session;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.inventory.InstanceEntry.BindingEntry;
import org.osbctl.inventory.InstanceEntry.LastOperation;
import org.osbctl.operation.Requests;
import org.osbctl.spec.Catalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "deprovision",
    description = "Deprovision a service instance and wait until it is gone.",
    footer = {"", "Example: osbctl deprovision -i db1 --yes"})
final class DeprovisionCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private InstanceOption instance;
  @Mixin private WaitOptions wait;
  @Mixin private DryRunOption dryRun;

  @Option(
      names = {"-y", "--yes", "--force"},
      description = "Do not ask.")
  private boolean yes;

  DeprovisionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var entry = instance.entry(session);
    var request =
        session
            .platform()
            .shape(
                Requests.deprovision(entry.id(), entry.serviceId(), entry.planId())
                    .acceptingIncomplete(),
                entry,
                session.platform().catalog(session));
    if (dryRun.isOn()) {
      return dryRun.print(session, request);
    }
    if (!entry.bindings().isEmpty()) {
      throw new Problem(
              "has-bindings",
              "\"" + entry.name() + "\" has service bindings: " + names(entry) + ".",
              "",
              "unbind them first: "
                  + new Remembered(entry, entry.bindings().getFirst()).command("unbind"))
          .exit(ExitCode.USAGE);
    }
    Confirmation.ask(
        session,
        yes,
        "Deprovisioning \"" + entry.name() + "\" (" + entry.offering() + "/" + entry.plan() + ")");
    var client = session.judgedClient(Catalog.EMPTY, Assumptions.of(entry));
    var result =
        new Undertaking(session, client)
            .carryOut(
                new Undertaking.Plan(
                    "Deprovisioning",
                    new Remembered(entry),
                    request,
                    null,
                    key -> pending(entry, key)),
                wait,
                wait.limits(session),
                new Kept(session, entry, "deprovision"));
    if (result.end() == Undertaking.End.DONE) {
      Inventories.with(session, inventory -> inventory.remove(entry.url(), entry.name()));
      session.output().info("\"" + entry.name() + "\" is gone");
    }
    return ExitCode.DONE.code();
  }

  private static String names(InstanceEntry entry) {
    return String.join(", ", entry.bindings().stream().map(BindingEntry::name).toList());
  }

  private void pending(InstanceEntry entry, @Nullable String key) {
    Inventories.with(
        session,
        inventory ->
            inventory.update(
                entry.url(),
                entry.name(),
                old ->
                    old.withLast(LastOperation.begin("deprovision", entry.planId()).keyed(key))));
  }
}
