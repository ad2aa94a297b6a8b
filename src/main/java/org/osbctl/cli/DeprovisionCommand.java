package org.osbctl.cli;

import java.util.concurrent.Callable;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.inventory.InstanceEntry.LastOperation;
import org.osbctl.operation.Requests;
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
    if (!entry.bindings().isEmpty()) {
      throw new Problem(
              "has-bindings",
              "\"" + entry.name() + "\" has service bindings: " + names(entry) + ".",
              "a platform has to unbind them first",
              "osbctl unbind -i " + entry.name() + " -b " + entry.bindings().getFirst().name())
          .exit(ExitCode.USAGE);
    }
    Confirmation.ask(
        session,
        yes,
        "Deprovision \"" + entry.name() + "\" (" + entry.offering() + "/" + entry.plan() + ")?");
    var client = session.judgedClient(org.osbctl.spec.Catalog.EMPTY, Assumptions.of(entry));
    var result =
        new Undertaking(session, client)
            .carryOut(
                new Undertaking.Plan(
                    "Deprovisioning \"" + entry.name() + "\"",
                    Requests.deprovision(entry.id(), entry.serviceId(), entry.planId())
                        .acceptingIncomplete(),
                    entry.serviceId(),
                    entry.planId(),
                    "wait -i " + entry.name(),
                    null,
                    key -> pending(entry, key)),
                wait,
                wait.limits(),
                new Kept(session, entry));
    if (result.end() == Undertaking.End.DONE) {
      Inventories.with(session, inventory -> inventory.remove(entry.url(), entry.name()));
      session.output().info("\"" + entry.name() + "\" is gone");
    }
    return ExitCode.DONE.code();
  }

  private static String names(InstanceEntry entry) {
    return String.join(
        ", ", entry.bindings().stream().map(InstanceEntry.BindingEntry::name).toList());
  }

  private void pending(InstanceEntry entry, @org.jspecify.annotations.Nullable String key) {
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
