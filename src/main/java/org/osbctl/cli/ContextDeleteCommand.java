package org.osbctl.cli;

import java.util.concurrent.Callable;
import org.osbctl.cli.context.SettingsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "delete",
    description = "Delete a context. The inventory keeps what was created with it.",
    footer = {"", "Example: osbctl context delete staging"})
final class ContextDeleteCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "NAME", description = "Name of the context.")
  private String name = "";

  ContextDeleteCommand(Session session) {
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
                return contexts.without(name);
              });
    } catch (SettingsException e) {
      throw Settings.problem(e);
    }
    session.output().info("context \"" + name + "\" is deleted");
    session.names().sawContexts();
    return ExitCode.DONE.code();
  }
}
