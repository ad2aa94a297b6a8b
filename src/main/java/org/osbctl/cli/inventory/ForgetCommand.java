package org.osbctl.cli.inventory;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.session.Catalogs;
import org.osbctl.cli.session.Confirmation;
import org.osbctl.cli.session.Session;
import org.osbctl.inventory.InstanceEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "forget",
    description =
        "Take a service instance, or one of its bindings, out of the inventory. The broker is not"
            + " asked, and keeps what it has.",
    footer = {"", "Example: osbctl forget -i db1 --yes"})
final class ForgetCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private InstanceOption instance;

  @Option(
      names = {"-b", "--binding"},
      paramLabel = "NAME",
      description = "Forget only this service binding.")
  private @Nullable String binding;

  @Option(
      names = {"-y", "--yes", "--force"},
      description = "Do not ask.")
  private boolean yes;

  ForgetCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var entry = instance.entry(session);
    var chosen = binding;
    if (chosen != null && entry.binding(chosen).isEmpty()) {
      throw Catalogs.unknown(
          "service binding",
          chosen,
          entry.bindings().stream().map(InstanceEntry.BindingEntry::name).toList());
    }
    var what = chosen == null ? "\"" + entry.name() + "\"" : "\"" + chosen + "\"";
    Confirmation.ask(session, yes, "Forgetting " + what + ", which stays at the broker,");
    Inventories.with(
        session,
        inventory -> {
          var store = new CredentialStore(session);
          if (chosen == null) {
            store.drop(entry);
            inventory.forget(entry.url(), entry.name());
          } else {
            entry.binding(chosen).ifPresent(each -> store.drop(entry, each));
            inventory.forgetBinding(entry.url(), entry.name(), chosen);
          }
        });
    session.output().info(what + " is forgotten");
    return ExitCode.DONE.code();
  }
}
