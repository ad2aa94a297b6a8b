package org.osbctl.cli.catalog;

import org.osbctl.cli.session.Session;
import picocli.CommandLine;

/** The commands that show, compare and check catalogs. */
public final class CatalogCommands {
  private CatalogCommands() {}

  /** {@code catalog} alone: who wants to see one need not wait for the commands below it. */
  public static Object catalog(Session session) {
    return CatalogCommand.spec(session);
  }

  /** {@code catalog}, with the commands below it. */
  public static Object all(Session session) {
    return new CommandLine(CatalogCommand.spec(session))
        .addSubcommand(new CatalogLintCommand(session))
        .addSubcommand(new CatalogDiffCommand(session))
        .addSubcommand(new CatalogDeriveCommand(session));
  }
}
