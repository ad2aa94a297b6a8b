package org.osbctl.cli.session;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.CredentialForms;
import org.osbctl.cli.io.Output;
import org.osbctl.cli.io.OutputFormat;
import org.osbctl.cli.io.Surroundings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.TypeConversionException;

/** How results and messages look, and whether there is anybody to ask. */
final class OutputOptions {
  private OutputFormat output = OutputFormat.table;

  private @Nullable String form;

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
            .converters(this::format)
            .description("table, json, yaml, markdown or name. Default: table.")
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

  /** Forms that only the command {@code credentials} has are kept apart. */
  private OutputFormat format(String text) {
    for (var each : OutputFormat.values()) {
      if (each.name().equalsIgnoreCase(text)) {
        return each;
      }
    }
    if (!CredentialForms.names().contains(text.replaceFirst("=.*", ""))) {
      throw new TypeConversionException(
          "expected one of [table, json, yaml, markdown, name] (case-insensitive) but was '"
              + text
              + "'");
    }
    form = text;
    return OutputFormat.table;
  }

  /** A form of credentials, as it was given. */
  Optional<String> form() {
    return Optional.ofNullable(form);
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
