package org.osbctl.cli.params;

import org.osbctl.cli.session.Session;
import picocli.CommandLine;

/** The commands about parameters of service plans. */
public final class ParamsCommands {
  private ParamsCommands() {}

  /** {@code params}, with the commands below it. */
  public static Object params(Session session) {
    return new CommandLine(new ParamsCommand())
        .addSubcommand(new ParamsShowCommand(session))
        .addSubcommand(new ParamsSkeletonCommand(session))
        .addSubcommand(new ParamsFormCommand(session))
        .addSubcommand(new ParamsCheckCommand(session));
  }
}
