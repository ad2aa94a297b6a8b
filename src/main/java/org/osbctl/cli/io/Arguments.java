package org.osbctl.cli.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** Reads arguments that are text, {@code @FILE} or {@code -} for standard input. */
public final class Arguments {
  private Arguments() {}

  /** The text an argument stands for. */
  public static String text(String argument, Surroundings surroundings) {
    try {
      if (argument.equals("-")) {
        return new String(surroundings.in().readAllBytes(), StandardCharsets.UTF_8);
      }
      return argument.startsWith("@") ? Files.readString(Path.of(argument.substring(1))) : argument;
    } catch (IOException e) {
      throw unreadable("The file " + argument.substring(1), e);
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
    var line = new ByteArrayOutputStream();
    try {
      for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
        line.write(next);
      }
    } catch (IOException e) {
      throw unreadable("Standard input", e);
    }
    return line.toString(StandardCharsets.UTF_8).replaceFirst("\r$", "");
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
