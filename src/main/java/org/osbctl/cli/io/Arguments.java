package org.osbctl.cli.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** Reads arguments that are text, {@code @FILE} or {@code -} for standard input. */
public final class Arguments {
  /** More is no argument: a device without end, or a file that was confused with another. */
  private static final int MOST_BYTES = 32 << 20;

  private Arguments() {}

  /** The text an argument stands for. */
  public static String text(String argument, Surroundings surroundings) {
    if (argument.equals("-")) {
      return text("Standard input", surroundings.in());
    }
    if (!argument.startsWith("@")) {
      return argument;
    }
    var what = "The file " + argument.substring(1);
    try (var in = Files.newInputStream(Path.of(argument.substring(1)))) {
      return text(what, in);
    } catch (IOException e) {
      throw unreadable(what, e);
    }
  }

  private static String text(String what, InputStream in) {
    try {
      var bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new Problem(
                "unreadable-file",
                what + " is too large.",
                "it has more than " + MOST_BYTES + " bytes",
                "give what is meant to be an argument")
            .exit(ExitCode.USAGE);
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unreadable(what, e);
    }
  }

  /** The first line of a file, empty when there is none. */
  public static String firstLine(Path file) {
    try (var lines = Files.newBufferedReader(file)) {
      var line = lines.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw unreadable("The file " + file, e);
    }
  }

  /** The next line of standard input, and not a byte more: the rest may be parameters. */
  public static String firstLine(InputStream in) {
    return nextLine(in).orElse("");
  }

  /** The same; empty at the end of standard input. */
  public static Optional<String> nextLine(InputStream in) {
    var line = new ByteArrayOutputStream();
    try {
      int next = in.read();
      while (next >= 0 && next != '\n' && line.size() < MOST_BYTES) {
        line.write(next);
        next = in.read();
      }
      if (next < 0 && line.size() == 0) {
        return Optional.empty();
      }
    } catch (IOException e) {
      throw unreadable("Standard input", e);
    }
    return Optional.of(line.toString(StandardCharsets.UTF_8).replaceFirst("\r$", ""));
  }

  private static ProblemException unreadable(String what, IOException e) {
    return new Problem(
            "unreadable-file",
            what + " cannot be read.",
            FileTrouble.reason(e),
            "check its name and permissions")
        .exit(ExitCode.USAGE);
  }

  /**
   * The JSON object an argument stands for.
   *
   * @param option the option it was given to, for the message
   */
  public static JsonNode object(String option, String argument, Surroundings surroundings) {
    var parsed = Json.parse(text(argument, surroundings).getBytes(StandardCharsets.UTF_8));
    if (parsed.node().isObject()) {
      return parsed.node();
    }
    var cause =
        switch (parsed) {
          case Json.Parsed.Malformed bad -> bad.why();
          case Json.Parsed.Nothing nothing -> "there is nothing";
          case Json.Parsed.Value value -> "it is JSON, but no object";
        };
    throw new Problem(
            "bad-json",
            "What " + option + " was given is no JSON object.",
            cause,
            "write it like " + option + " '{\"size\":3}', or " + option + " @file.json")
        .exit(ExitCode.USAGE);
  }
}
