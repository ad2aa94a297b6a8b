package org.osbctl.cli;

import picocli.CommandLine.Model.CommandSpec;

/** How results and messages look, and whether there is anybody to ask. */
final class OutputOptions {
  private OutputFormat output = OutputFormat.table;

  private boolean quiet;

  private boolean verbose;

  private boolean noColor;

  private boolean noInput;

  /** Declares the options. */
  void addTo(CommandSpec spec) {
    spec.addOption(
        SharedOption.of(
                OutputFormat.class,
                value -> output = value == null ? OutputFormat.table : value,
                "FORMAT",
                "-o",
                "--output")
            .description("table, json, yaml or name. Default: table.")
            .build());
    spec.addOption(
        SharedOption.flag(value -> quiet = value, "-q", "--quiet")
            .description("Print only results and what is wrong.")
            .build());
    spec.addOption(
        SharedOption.flag(value -> verbose = value, "-v", "--verbose")
            .description(
                "Print more: advice the broker does not follow, long lists, stack traces of bugs.")
            .build());
    spec.addOption(
        SharedOption.flag(value -> noColor = value, "--no-color")
            .description("No colours (NO_COLOR).")
            .build());
    spec.addOption(
        SharedOption.flag(value -> noInput = value, "--no-input")
            .description("Never ask anything.")
            .build());
  }

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
