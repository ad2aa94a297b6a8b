package org.osbctl.cli.broker;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.inventory.Assumptions;
import org.osbctl.cli.inventory.BindingOption;
import org.osbctl.cli.inventory.CredentialStore;
import org.osbctl.cli.inventory.InstanceOption;
import org.osbctl.cli.inventory.Inventories;
import org.osbctl.cli.inventory.Remembered;
import org.osbctl.cli.io.ExitCode;
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
    name = "unbind",
    description = "Delete a service binding and wait until it is gone.",
    footer = {"", "Example: osbctl unbind -i db1 -b app1"})
final class UnbindCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private InstanceOption instance;
  @Mixin private BindingOption binding;
  @Mixin private WaitOptions wait;
  @Mixin private DryRunOption dryRun;

  @Option(
      names = {"-y", "--yes", "--force"},
      description = "Do not ask.")
  private boolean yes;

  UnbindCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var entry = instance.entry(session);
    var chosen = binding.entry(entry);
    var plain = Requests.unbind(entry.id(), chosen.id(), entry.serviceId(), entry.planId());
    var request =
        session
            .platform()
            .shape(
                session.asynchronousBindings() ? plain.acceptingIncomplete() : plain,
                entry,
                session.platform().catalog(session));
    if (dryRun.isOn()) {
      return dryRun.print(session, request);
    }
    if (!yes && session.canAsk()) {
      Confirmation.ask(
          session, false, "Unbinding \"" + chosen.name() + "\" of \"" + entry.name() + "\"");
    }
    var result =
        new Undertaking(session, session.judgedClient(Catalog.EMPTY, Assumptions.of(entry)))
            .carryOut(
                new Undertaking.Plan(
                    "Unbinding",
                    new Remembered(entry, chosen),
                    request,
                    null,
                    key -> pending(entry, chosen, key)),
                wait,
                wait.limits(session),
                new KeptBinding(session, entry, chosen));
    if (result.end() == Undertaking.End.DONE) {
      Inventories.with(
          session,
          inventory ->
              inventory.update(
                  entry.url(), entry.name(), old -> old.withoutBinding(chosen.name())));
      new CredentialStore(session).drop(entry, chosen);
      session.output().info("\"" + chosen.name() + "\" is gone");
    }
    return ExitCode.DONE.code();
  }

  private void pending(InstanceEntry entry, BindingEntry chosen, @Nullable String key) {
    var busy =
        new BindingEntry(
            chosen.name(), chosen.id(), LastOperation.begin("unbind", entry.planId()).keyed(key));
    Inventories.with(
        session,
        inventory -> inventory.update(entry.url(), entry.name(), old -> old.withBinding(busy)));
  }
}
