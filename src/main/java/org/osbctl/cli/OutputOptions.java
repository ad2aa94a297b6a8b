package org.osbctl.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** How results and messages look, and whether there is anybody to ask. */
final class OutputOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      scope = ScopeType.INHERIT,
      description = "table, json, yaml or name. Default: table.")
  private OutputFormat output = OutputFormat.table;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Print only results and what is wrong.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description =
          "Print more: advice the broker does not follow, long lists, stack traces of bugs.")
  private boolean verbose;

  @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No colours (NO_COLOR).")
  private boolean noColor;

  @Option(names = "--no-input", scope = ScopeType.INHERIT, description = "Never ask anything.")
  private boolean noInput;

  /** Whether more is to be printed than usual. */
  boolean verbose() {
    return verbose;
  }

  /** Whether a question may be asked. */
  boolean mayAsk() {
    return !noInput;
  }

  /** The port that prints as these options say. */
  Output output(Surroundings surroundings) {
    return new Output(surroundings, output, quiet, noColor);
  }
}
