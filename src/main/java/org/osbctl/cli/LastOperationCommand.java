package org.osbctl.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.Output.Table;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "last-operation",
    aliases = "last",
    description = "Ask the broker once for the state of the last operation.")
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
    var remembered = new Remembered(entry, binding.name() == null ? null : binding.entry(entry));
    var exchange =
        session.judgedClient(Catalog.EMPTY, Assumptions.of(entry)).send(remembered.poll(operation));
    if (exchange.status() != 200) {
      throw new BrokerProblems(session.redaction())
          .of("The last operation of " + remembered.words() + " cannot be told", exchange);
    }
    var body = session.redaction().json(exchange.response().orElseThrow().body().json());
    var state = body.path("state").stringValue("unknown");
    var table =
        Table.fields()
            .row("name:", binding.name() == null ? entry.name() : String.valueOf(binding.name()))
            .row("state:", state)
            .field("description:", body.path("description").stringValue(""));
    var document =
        Json.object()
            .put("apiVersion", "osbctl/v1")
            .put("kind", "LastOperation")
            .put("state", state);
    document.set("answer", body);
    session.output().result(table, document, List.of(state));
    return state.equals("failed") ? ExitCode.REFUSED.code() : ExitCode.DONE.code();
  }
}
