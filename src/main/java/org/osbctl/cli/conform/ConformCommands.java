package org.osbctl.cli.conform;

import org.osbctl.cli.session.Session;
import picocli.CommandLine;

/** The commands that judge a broker. */
public final class ConformCommands {
  private ConformCommands() {}

  /** {@code conform}, with the commands below it. */
  public static Object conform(Session session) {
    return new CommandLine(new ConformCommand())
        .addSubcommand(new ConformRunCommand(session))
        .addSubcommand(new ConformReportCommand(session))
        .addSubcommand(new ConformReplayCommand(session))
        .addSubcommand(new ConformJudgeCommand(session))
        .addSubcommand(new ConformCompareCommand(session))
        .addSubcommand(new ConformBaselineCommand(session))
        .addSubcommand(new ConformListCommand(session))
        .addSubcommand(new ConformExplainCommand(session));
  }
}
