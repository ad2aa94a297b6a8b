package org.osbctl.cli.context;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.session.BrokerUrl;
import org.osbctl.cli.session.Session;
import org.osbctl.cli.session.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import-env",
    description =
        "Make a context of what the environment says now. Of passwords and tokens it keeps the name"
            + " of the variable.",
    footer = {"", "Example: osbctl context import-env staging"})
final class ContextImportEnvCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "Name of the context. Default: the broker's host.")
  private @Nullable String name;

  @Option(names = "--use", description = "Make it the current context.")
  private boolean use;

  ContextImportEnvCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var settings = session.settings();
    var found = new LinkedHashMap<String, String>();
    for (var key : settings.keys()) {
      settings
          .environment(key)
          .ifPresent(
              value ->
                  found.put(
                      key,
                      Settings.isSecret(key)
                          ? "env:" + value.origin().replaceFirst("^environment ", "")
                          : value.text()));
    }
    var url = found.get("url");
    if (url == null) {
      throw new Problem(
              "no-broker",
              "The environment names no broker.",
              "neither SB_BROKER_URL nor SB_HOST is set",
              "set it, or: osbctl context set NAME url=https://…")
          .exit(ExitCode.USAGE);
    }
    var parsed = BrokerUrl.parse(url);
    found.put("url", parsed.toString());
    var chosen = name == null ? Settings.nameFor(parsed) : name;
    ContextSetCommand.keep(session, chosen, found, use);
    session
        .output()
        .info("context \"" + chosen + "\" has: " + String.join(", ", List.copyOf(found.keySet())));
    return ExitCode.DONE.code();
  }
}
