package org.osbctl.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the command. */
public final class Main {

  private Main() {}

  /** Runs one command line and ends the process with its exit code. */
  public static void main(String[] args) {
    int code = run(args);
    System.out.flush();
    System.err.flush();
    // Not System.exit: it looks for a logger first, through the whole JAR, to log that the program
    // ends (6 of 40 ms of
    // --version). Nothing here waits for shutdown hooks unless a signal ends the process, which
    // runs them all the same.
    Runtime.getRuntime().halt(code);
  }

  /** Runs one command line within this process, and returns its exit code. */
  static int run(String... args) {
    // Before picocli is loaded: asked for often, by scripts, and needs nothing of it.
    if (args.length == 1 && args[0].equals("--version")) {
      System.out.println("osbctl " + Version.VERSION);
      return 0;
    }
    return new CommandLine(new Root()).execute(args);
  }

  @Command(name = "osbctl", mixinStandardHelpOptions = true)
  private static final class Root implements Runnable {
    @Override
    public void run() {
      System.out.println("osbctl " + Version.VERSION);
    }
  }
}
