package org.osbctl.cli.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Where a secret is kept, so that no file of settings has to hold it. */
public sealed interface SecretReference {
  /** An environment variable: {@code env:NAME}. */
  record Variable(String name) implements SecretReference {}

  /** The first line of a file: {@code file:PATH}. */
  record InFile(Path path) implements SecretReference {}

  /**
   * The first line a command prints: {@code command:pass show broker}. The words are given to the
   * program as they are; no shell ever sees them.
   */
  record Command(List<String> words) implements SecretReference {
    public Command {
      words = List.copyOf(words);
    }
  }

  /** How long a command may take: somebody may have to type a passphrase. */
  long PATIENCE_SECONDS = 120;

  /** More is no secret for a header. */
  int MOST_BYTES = 65_536;

  /** The reference a text is; empty when it is none, and may be a secret itself. */
  static Optional<SecretReference> parse(String text, Map<String, String> environment) {
    int colon = text.indexOf(':');
    var rest = text.substring(colon + 1).strip();
    if (colon < 0 || rest.isEmpty()) {
      return Optional.empty();
    }
    return switch (text.substring(0, colon)) {
      case "env" ->
          rest.matches("[A-Za-z_][A-Za-z0-9_]*")
              ? Optional.of(new Variable(rest))
              : Optional.empty();
      case "file" -> Optional.of(new InFile(path(rest, environment)));
      case "command" -> words(rest).map(Command::new);
      default -> Optional.empty();
    };
  }

  /** A path; {@code ~/} stands for the home of its reader. */
  static Path path(String text, Map<String, String> environment) {
    return text.startsWith("~/") && environment.containsKey("HOME")
        ? Path.of(environment.get("HOME"), text.substring(2))
        : Path.of(text);
  }

  /** Words separated by blanks; quotes keep blanks in a word. Empty when a quote is not closed. */
  private static Optional<List<String>> words(String text) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    boolean within = false;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        within = true;
      } else if (Character.isWhitespace(c)) {
        if (within) {
          words.add(word.toString());
          word.setLength(0);
        }
        within = false;
      } else {
        word.append(c);
        within = true;
      }
    }
    if (within) {
      words.add(word.toString());
    }
    return quote == 0 && !words.isEmpty() ? Optional.of(words) : Optional.empty();
  }

  /**
   * The secret.
   *
   * @param key what it is for, for messages
   * @param environment the environment variables
   */
  default String resolve(String key, Map<String, String> environment) throws SettingsException {
    var secret =
        switch (this) {
          case Variable variable -> environment.getOrDefault(variable.name(), "");
          case InFile file -> firstLine(key, file.path());
          case Command command -> output(key, command, environment);
        };
    if (secret.isBlank()) {
      throw new SettingsException(
          "The " + key + " cannot be had.",
          switch (this) {
            case Variable variable -> "the environment variable " + variable.name() + " is not set";
            case InFile file -> "the first line of " + file.path() + " is empty";
            case Command command ->
                "the command " + command.words().getFirst() + " printed nothing";
          },
          "put it there, or name another place: osbctl context set NAME " + key + "=env:VARIABLE");
    }
    return secret;
  }

  private static String firstLine(String key, Path file) throws SettingsException {
    try (var lines = Files.newBufferedReader(file)) {
      var line = lines.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw new SettingsException(
          "The " + key + " cannot be had.",
          file + " cannot be read",
          "check its name and permissions");
    }
  }

  private static String output(String key, Command command, Map<String, String> environment)
      throws SettingsException {
    var program = command.words().getFirst();
    try {
      var builder =
          new ProcessBuilder(command.words())
              // It may ask for a passphrase.
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.environment().clear();
      builder.environment().putAll(environment);
      var process = builder.start();
      try {
        // Ends the reading below as well.
        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .execute(process::destroyForcibly);
        var bytes = process.getInputStream().readNBytes(MOST_BYTES);
        process.getInputStream().close();
        int code = process.waitFor();
        if (code != 0) {
          throw failed(key, program, "it ended with exit code " + code);
        }
        return new String(bytes, StandardCharsets.UTF_8).lines().findFirst().orElse("");
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw failed(key, program, "it cannot be started");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(key, program, "osbctl was interrupted");
    }
  }

  private static SettingsException failed(String key, String program, String cause) {
    return new SettingsException(
        "The " + key + " cannot be had from the command " + program + ".",
        cause,
        "run it by hand and see");
  }
}
