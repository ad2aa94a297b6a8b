package org.osbctl.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** Reads arguments that are text, {@code @FILE} or {@code -} for standard input. */
final class Arguments {
  private Arguments() {}

  /** The text an argument stands for. */
  static String text(String argument, Surroundings surroundings) {
    try {
      if (argument.equals("-")) {
        return new String(surroundings.in().readAllBytes(), StandardCharsets.UTF_8);
      }
      return argument.startsWith("@") ? Files.readString(Path.of(argument.substring(1))) : argument;
    } catch (IOException e) {
      throw new Problem(
              "unreadable-file",
              "The file " + argument.substring(1) + " cannot be read.",
              e instanceof NoSuchFileException
                  ? "there is no such file"
                  : String.valueOf(e.getMessage()),
              "check its name and permissions")
          .exit(ExitCode.USAGE);
    }
  }

  /**
   * The JSON object an argument stands for.
   *
   * @param option the option it was given to, for the message
   */
  static JsonNode object(String option, String argument, Surroundings surroundings) {
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
