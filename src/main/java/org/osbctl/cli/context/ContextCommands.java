package org.osbctl.cli.context;

import org.osbctl.cli.session.Session;
import picocli.CommandLine;

/** The commands about contexts. */
public final class ContextCommands {
  private ContextCommands() {}

  /** {@code context}, with the commands below it. */
  public static Object context(Session session) {
    return new CommandLine(new ContextCommand())
        .addSubcommand(new ContextSetCommand(session))
        .addSubcommand(new ContextUseCommand(session))
        .addSubcommand(new ContextListCommand(session))
        .addSubcommand(new ContextShowCommand(session))
        .addSubcommand(new ContextDeleteCommand(session))
        .addSubcommand(new ContextImportEnvCommand(session))
        .addSubcommand(new ContextImportEdenCommand(session));
  }
}
