package org.osbctl.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the command. */
public final class Main {

  private Main() {}

  /** Runs one command line and ends the process with its exit code. */
  public static void main(String[] args) {
    int code = run(args);
    System.out.flush();
    System.exit(code);
  }

  /** Runs one command line within this process, and returns its exit code. */
  static int run(String... args) {
    // Before picocli is loaded: asked for often, by scripts, and needs nothing of it.
    if (args.length == 1 && args[0].equals("--version")) {
      System.out.println("osbctl " + version());
      return 0;
    }
    return new CommandLine(new Root()).execute(args);
  }

  static String version() {
    try (var in = Main.class.getResourceAsStream("version.txt")) {
      if (in == null) {
        return "unknown";
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Command(name = "osbctl", mixinStandardHelpOptions = true)
  private static final class Root implements Runnable {
    @Override
    public void run() {
      System.out.println("osbctl " + version());
    }
  }
}
