package org.osbctl.cli.context;

import java.util.concurrent.Callable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.session.Session;
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
    ContextCommand.change(session, name, contexts -> contexts.without(name));
    session.output().info("context \"" + name + "\" is deleted");
    return ExitCode.DONE.code();
  }
}
