package org.osbctl.cli.session;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.FileTrouble;
import org.osbctl.cli.io.Output;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.Surroundings;
import org.osbctl.http.ExchangeListener;
import org.osbctl.http.Printout;
import org.osbctl.http.Redaction;
import org.osbctl.http.TraceWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Where every exchange is written. */
final class TraceOptions {
  private static final String STANDARD_ERROR = "-";

  private @Nullable String trace;

  private boolean curl;

  /** Declares the options. */
  void addTo(CommandSpec spec) {
    spec.addOption(
        SharedOption.of(String.class, value -> trace = value, "FILE", "--trace")
            .arity("0..1")
            .description(
                "Write every request and answer, without secrets, to standard error or to FILE.")
            .build());
    spec.addOption(
        SharedOption.flag(value -> curl = value, "--curl")
            .description(
                "Print every request as a curl command line, without secrets, to standard error.")
            .build());
  }

  /** Writes every request as a curl command line, if that was asked for. */
  Optional<ExchangeListener> curl(Output output, Redaction redaction) {
    return curl
        ? Optional.of(exchange -> output.line(new Printout(exchange, redaction).curl()))
        : Optional.empty();
  }

  /** Writes every exchange where {@code --trace} says; ends the command when that cannot be. */
  Optional<TraceWriter> trace(Surroundings surroundings, Redaction redaction) {
    return Optional.ofNullable(trace).map(file -> writer(file, surroundings, redaction));
  }

  /** Whether the trace goes to standard error, which is not ours to close. */
  boolean isStandardError() {
    return STANDARD_ERROR.equals(trace);
  }

  private static TraceWriter writer(String file, Surroundings surroundings, Redaction redaction) {
    try {
      return file.equals(STANDARD_ERROR)
          ? new TraceWriter(
              new OutputStreamWriter(surroundings.err(), StandardCharsets.UTF_8), redaction)
          : TraceWriter.toFile(Path.of(file), redaction);
    } catch (IOException e) {
      throw new Problem(
              "unwritable-trace",
              "The trace " + file + " cannot be written.",
              FileTrouble.reason(e),
              "choose another file")
          .exit(ExitCode.USAGE);
    }
  }
}
