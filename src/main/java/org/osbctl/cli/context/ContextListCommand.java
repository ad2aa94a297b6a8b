package org.osbctl.cli.context;

import java.util.List;
import java.util.concurrent.Callable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Output.Table;
import org.osbctl.cli.session.Session;
import org.osbctl.spec.Json;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

@Command(
    name = "list",
    description = "List the contexts; * marks the current one.",
    footer = {"", "Example: osbctl context list"})
final class ContextListCommand implements Callable<Integer> {
  private final Session session;

  ContextListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var contexts = session.settings().contexts();
    var table = Table.of("", "NAME", "URL", "USERNAME");
    contexts
        .byName()
        .forEach(
            (name, settings) ->
                table.row(
                    name.equals(contexts.current()) ? "*" : "",
                    name,
                    settings.getOrDefault("url", ""),
                    settings.getOrDefault("username", "")));
    session
        .output()
        .result(table, () -> document(contexts), List.copyOf(contexts.byName().keySet()));
    session.names().sawContexts();
    return ExitCode.DONE.code();
  }

  private static JsonNode document(org.osbctl.cli.settings.Contexts contexts) {
    var document =
        Json.object()
            .put("apiVersion", "osbctl/v1")
            .put("kind", "Contexts")
            .put("current", contexts.current());
    var list = document.putArray("contexts");
    contexts
        .byName()
        .forEach(
            (name, settings) -> {
              var each = list.addObject().put("name", name).putObject("settings");
              settings.forEach(each::put);
            });
    return document;
  }
}
