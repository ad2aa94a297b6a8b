package org.osbctl.cli.context;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Output.Table;
import org.osbctl.cli.session.Session;
import org.osbctl.cli.session.Settings;
import org.osbctl.cli.session.Settings.Value;
import org.osbctl.http.Redaction;
import org.osbctl.spec.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

@Command(
    name = "show",
    description =
        "Show a context, or without a name what counts here and now. Of secrets it shows where they"
            + " are kept.",
    footer = {"", "Example: osbctl context show --origin"})
final class ContextShowCommand implements Callable<Integer> {
  private final Session session;
  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Name of the context.")
  private @Nullable String name;

  @Option(names = "--origin", description = "Say where each value comes from.")
  private boolean origin;

  ContextShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var values = name == null ? inForce() : ofContext(name);
    var shown = name == null ? session.settings().contextName().orElse("") : name;
    var table = origin ? Table.of("SETTING", "VALUE", "ORIGIN") : Table.fields();
    values.forEach(
        (key, value) -> {
          if (origin) {
            table.row(key, value.text(), value.origin());
          } else {
            table.row(key + ":", value.text());
          }
        });
    var document =
        Json.object()
            .put("apiVersion", "osbctl/v1")
            .put("kind", "Context")
            .put("name", shown)
            .put("file", session.settings().file().path().toString());
    var settings = document.putObject("settings");
    values.forEach(
        (key, value) ->
            settings.putObject(key).put("value", value.text()).put("origin", value.origin()));
    session.output().result(table, () -> document, List.copyOf(values.keySet()));
    return ExitCode.DONE.code();
  }

  private Map<String, Value> ofContext(String wanted) {
    var contexts = session.settings().contexts();
    var settings = contexts.find(wanted).orElseThrow(() -> Settings.unknown(wanted, contexts));
    var values = new LinkedHashMap<String, Value>();
    settings.forEach((key, text) -> values.put(key, new Value(text, "context " + wanted, true)));
    return values;
  }

  /** What a command without options of its own would go by. */
  private Map<String, Value> inForce() {
    session.settings().check();
    var values = new LinkedHashMap<String, Value>();
    session.settings().contextName().ifPresent(each -> values.put("context", chosen(each)));
    for (var key : session.settings().keys()) {
      onCommandLine(key)
          .or(() -> session.settings().value(key))
          .ifPresent(value -> values.put(key, shown(key, value)));
    }
    return values;
  }

  private Value chosen(String context) {
    return new Value(context, session.settings().contextOrigin(), false);
  }

  private static Value shown(String key, Value value) {
    return Settings.isSecret(key) && !value.isReference()
        ? new Value(Redaction.MASK, value.origin(), false)
        : value;
  }

  private Optional<Value> onCommandLine(String key) {
    for (var each = spec; each != null; each = each.parent()) {
      for (var option : each.commandLine().getParseResult().matchedOptions()) {
        if (option.scopeType() == ScopeType.INHERIT && option.longestName().equals("--" + key)) {
          var text =
              option.type() == boolean.class ? "true" : option.originalStringValues().getLast();
          return Optional.of(new Value(text, "command line", false));
        }
      }
    }
    return Optional.empty();
  }
}
