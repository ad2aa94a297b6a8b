package org.osbctl.cli.io;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.osbctl.client.Sleeper;

/**
 * All that a command touches of the world, replaceable in tests.
 *
 * @param environment the environment variables
 * @param in standard input
 * @param out standard output: results and nothing else
 * @param err standard error: everything else
 * @param terminal which of the standard streams are terminals
 * @param folder the working directory
 * @param clock what time it is
 * @param sleeper how time passes
 */
public record Surroundings(
    Map<String, String> environment,
    InputStream in,
    PrintStream out,
    PrintStream err,
    Terminal terminal,
    Path folder,
    Clock clock,
    Sleeper sleeper) {
  /** Which of the standard streams are terminals. */
  public record Terminal(boolean in, boolean out, boolean err) {
    /** None of them. */
    public static final Terminal NONE = new Terminal(false, false, false);

    /** As the launcher says: the numbers of the streams that are terminals, {@code 012}. */
    static Terminal ofLauncher(String numbers) {
      return new Terminal(numbers.contains("0"), numbers.contains("1"), numbers.contains("2"));
    }
  }

  /** Those of the real process. */
  public static Surroundings real() {
    return new Surroundings(
        System.getenv(),
        System.in,
        ResultStream.ofProcess(),
        new PrintStream(System.err, false, StandardCharsets.UTF_8),
        Terminal.ofLauncher(System.getProperty("osbctl.tty", "")),
        Path.of(System.getProperty("user.dir")),
        Clock.systemUTC(),
        Sleeper.REAL);
  }

  /** The same with another environment and another standard input, at no terminal. */
  public Surroundings with(Map<String, String> otherEnvironment, InputStream otherIn) {
    var noTerminal = new Terminal(false, terminal.out(), terminal.err());
    return new Surroundings(
        Map.copyOf(otherEnvironment), otherIn, out, err, noTerminal, folder, clock, sleeper);
  }

  /** The same with another standard input, which somebody types. */
  public Surroundings reading(InputStream otherIn) {
    return new Surroundings(environment, otherIn, out, err, terminal, folder, clock, sleeper);
  }

  /** The same with other streams to print to, which are no terminals. */
  public Surroundings printingTo(PrintStream otherOut, PrintStream otherErr) {
    return new Surroundings(
        environment, in, otherOut, otherErr, Terminal.NONE, folder, clock, sleeper);
  }

  /** An environment variable, null or blank counting as absent. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private String userHome() {
    return variable("HOME").orElseGet(() -> System.getProperty("user.home"));
  }

  /** The folder for what osbctl can do without: below OSBCTL_HOME, else by the XDG rules. */
  public Path cache() {
    return variable("OSBCTL_HOME")
        .map(dir -> Path.of(dir, "cache"))
        .or(() -> variable("XDG_CACHE_HOME").map(dir -> Path.of(dir, "osbctl")))
        .orElseGet(() -> Path.of(userHome(), ".cache", "osbctl"));
  }

  /** The file with contexts: in OSBCTL_HOME, else by the XDG rules. */
  public Path contexts() {
    return variable("OSBCTL_HOME")
        .map(Path::of)
        .or(() -> variable("XDG_CONFIG_HOME").map(dir -> Path.of(dir, "osbctl")))
        .orElseGet(() -> Path.of(userHome(), ".config", "osbctl"))
        .resolve("config.yaml");
  }

  /** The folder for what osbctl remembers: OSBCTL_HOME, else by the XDG rules. */
  public Path home() {
    return variable("OSBCTL_HOME")
        .map(Path::of)
        .or(() -> variable("XDG_STATE_HOME").map(dir -> Path.of(dir, "osbctl")))
        .orElseGet(() -> Path.of(userHome(), ".local", "state", "osbctl"));
  }
}
