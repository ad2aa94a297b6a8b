package org.osbctl.cli.context;

import java.util.concurrent.Callable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.session.Session;
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
    ContextCommand.change(session, name, contexts -> contexts.using(name));
    session.output().info("\"" + name + "\" is the current context");
    return ExitCode.DONE.code();
  }
}
