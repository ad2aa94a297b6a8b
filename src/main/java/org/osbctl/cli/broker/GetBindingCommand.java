package org.osbctl.cli.broker;

import java.util.concurrent.Callable;
import org.osbctl.cli.inventory.Assumptions;
import org.osbctl.cli.inventory.BindingOption;
import org.osbctl.cli.inventory.InstanceOption;
import org.osbctl.cli.inventory.Remembered;
import org.osbctl.cli.session.Session;
import org.osbctl.operation.Operation.FetchBinding;
import org.osbctl.spec.Catalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "binding",
    description = "Fetch a service binding from the broker.",
    footer = {"", "Example: osbctl get binding -i db1 -b app1 --show"})
final class GetBindingCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private InstanceOption instance;
  @Mixin private BindingOption binding;

  @Option(names = "--show", description = "Print the credentials.")
  private boolean show;

  GetBindingCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var entry = instance.entry(session);
    var chosen = binding.entry(entry);
    var exchange =
        session
            .judgedClient(Catalog.EMPTY, Assumptions.of(entry))
            .send(
                session
                    .platform()
                    .shape(
                        new FetchBinding(entry.id(), chosen.id(), session.hints(entry)),
                        entry,
                        Catalog.EMPTY));
    var body =
        session
            .problems()
            .whenUnknown(new Remembered(entry, chosen).whenUnknown())
            .body("The service binding \"" + chosen.name() + "\" cannot be fetched", exchange);
    return new BindingView(session, entry, chosen, "ready", body, show).print();
  }
}
