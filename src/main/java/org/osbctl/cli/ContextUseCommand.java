package org.osbctl.cli;

import java.util.concurrent.Callable;
import org.osbctl.cli.context.SettingsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "use",
    description = "Make a context the current one.",
    footer = {"", "Example: osbctl context use staging"})
final class ContextUseCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "NAME", description = "Name of the context.")
  private String name = "";

  ContextUseCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try {
      session
          .settings()
          .file()
          .change(
              contexts -> {
                if (contexts.find(name).isEmpty()) {
                  throw Settings.unknown(name, contexts);
                }
                return contexts.using(name);
              });
    } catch (SettingsException e) {
      throw Settings.problem(e);
    }
    session.output().info("\"" + name + "\" is the current context");
    session.names().sawContexts();
    return ExitCode.DONE.code();
  }
}
