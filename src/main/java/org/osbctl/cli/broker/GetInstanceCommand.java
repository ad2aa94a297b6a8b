package org.osbctl.cli.broker;

import java.util.concurrent.Callable;
import org.osbctl.cli.inventory.Assumptions;
import org.osbctl.cli.inventory.InstanceOption;
import org.osbctl.cli.inventory.Remembered;
import org.osbctl.cli.session.Session;
import org.osbctl.operation.Operation.FetchInstance;
import org.osbctl.spec.Catalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "instance",
    description = "Fetch a service instance from the broker.",
    footer = {"", "Example: osbctl get instance -i db1 -o json"})
final class GetInstanceCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private InstanceOption instance;

  GetInstanceCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var entry = instance.entry(session);
    var exchange =
        session
            .judgedClient(Catalog.EMPTY, Assumptions.of(entry))
            .send(
                session
                    .platform()
                    .shape(
                        new FetchInstance(entry.id(), session.hints(entry)), entry, Catalog.EMPTY));
    var body =
        session
            .problems()
            .whenUnknown(new Remembered(entry).whenUnknown())
            .body("The service instance \"" + entry.name() + "\" cannot be fetched", exchange);
    return new InstanceView(session, entry, "ready", body).print();
  }
}
