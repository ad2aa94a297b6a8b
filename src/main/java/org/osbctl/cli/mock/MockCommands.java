package org.osbctl.cli.mock;

import org.osbctl.cli.session.Session;
import picocli.CommandLine;

/** The commands that imitate a broker. */
public final class MockCommands {
  private MockCommands() {}

  /** {@code mock}, with the commands below it. */
  public static Object mock(Session session) {
    return new CommandLine(new MockCommand())
        .addSubcommand(new MockServeCommand(session))
        .addSubcommand(
            new CommandLine(new MockFaultsCommand(session))
                .addSubcommand(new MockFaultsExplainCommand(session)));
  }
}
