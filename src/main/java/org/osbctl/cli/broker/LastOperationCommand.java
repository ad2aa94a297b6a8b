package org.osbctl.cli.broker;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.inventory.Assumptions;
import org.osbctl.cli.inventory.BindingOption;
import org.osbctl.cli.inventory.InstanceOption;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Output.Table;
import org.osbctl.cli.session.BrokerProblems;
import org.osbctl.cli.session.Session;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "last-operation",
    aliases = "last",
    description = "Ask the broker once for the state of the last operation.",
    footer = {"", "Example: osbctl last-operation -i db1"})
final class LastOperationCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private InstanceOption instance;
  @Mixin private BindingOption binding;

  @Option(
      names = "--operation",
      paramLabel = "KEY",
      description = "The broker's key of the operation. Default: the remembered one.")
  private @Nullable String operation;

  LastOperationCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var entry = instance.entry(session);
    var remembered = binding.of(entry);
    var exchange =
        session.judgedClient(Catalog.EMPTY, Assumptions.of(entry)).send(remembered.poll(operation));
    var what = "The last operation of " + remembered.words() + " cannot be told";
    var body =
        session
            .redaction()
            .json(session.problems().whenUnknown(remembered.whenUnknown()).body(what, exchange));
    if (!body.path("state").isString()) {
      throw BrokerProblems.unusable(exchange, "last operation", "the body has no text \"state\"");
    }
    var state = body.path("state").stringValue();
    var table =
        Table.fields()
            .row("name:", remembered.name())
            .row("state:", state)
            .field("description:", body.path("description").stringValue(""));
    var document =
        Json.object()
            .put("apiVersion", "osbctl/v1")
            .put("kind", "LastOperation")
            .put("state", state);
    document.set("answer", body);
    session.output().result(table, () -> document, List.of(state));
    return state.equals("failed") ? ExitCode.REFUSED.code() : ExitCode.DONE.code();
  }
}
