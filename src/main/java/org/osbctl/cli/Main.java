package org.osbctl.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point of the command; it only wires. */
public final class Main {

  private Main() {}

  /** Runs one command line and ends the process with its exit code. */
  public static void main(String[] args) {
    int code = run(args);
    System.out.flush();
    System.err.flush();
    // Not System.exit: it looks for a logger first, through the whole JAR, to log that the program
    // ends (6 of 40 ms of --version). Nothing here waits for shutdown hooks unless a signal ends
    // the process, which runs them all the same.
    Runtime.getRuntime().halt(code);
  }

  /** Runs one command line within this process, and returns its exit code. */
  static int run(String... args) {
    // Before picocli is loaded: asked for often, by scripts, and needs nothing of it.
    if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
      System.out.println("osbctl " + Version.VERSION);
      return 0;
    }
    return run(Surroundings.real(), args);
  }

  /** Runs one command line in given surroundings, and returns its exit code. */
  static int run(Surroundings surroundings, String... args) {
    var root = new Root();
    try (var session = new Session(root.options(), surroundings)) {
      var hook =
          new Thread(
              () -> session.interruptText().ifPresent(text -> session.output().info("\n" + text)));
      Runtime.getRuntime().addShutdownHook(hook);
      try {
        var commandLine = commandLine(root, session, named(args));
        return commandLine.execute(withDefaults(args));
      } finally {
        unhook(hook);
      }
    }
  }

  private static void unhook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already.
    }
  }

  /** The whole command tree, for help and for what is generated from it. */
  static CommandLine commandLine(Surroundings surroundings) {
    var root = new Root();
    return commandLine(root, new Session(root.options(), surroundings), Set.of());
  }

  private static CommandLine commandLine(Root root, Session session, Set<String> names) {
    var commandLine = new CommandLine(root);
    commandLine
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .inherited(false)
                .scopeType(CommandLine.ScopeType.INHERIT)
                .description("Show this help.")
                .build());
    CommandTree.addTo(commandLine, session, names);
    commandLine.setDefaultValueProvider(new EnvironmentDefaults(session.surroundings()));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    // A user or an instance may have the name of a command.
    commandLine.setAllowSubcommandsAsOptionParameters(true);
    commandLine.setOut(writer(session.surroundings().out()));
    commandLine.setErr(writer(session.surroundings().err()));
    commandLine.setParameterExceptionHandler((e, args) -> usage(session, e));
    commandLine.setExecutionExceptionHandler((e, line, parsed) -> failure(session, e));
    commandLine.setHelpFactory(CommandHelp::new);
    return commandLine;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /** The names of commands among the arguments; none means that all commands are needed. */
  private static Set<String> named(String... args) {
    var names = new HashSet<String>();
    for (var arg : args) {
      if (CommandTree.has(arg)) {
        names.add(arg);
      }
    }
    return names.contains("help") ? Set.of() : names;
  }

  /** Options whose value may be left out get it here: picocli would take the next word for it. */
  private static String[] withDefaults(String... args) {
    List<String> result = new ArrayList<>();
    var rest = false;
    for (var arg : args) {
      rest |= arg.equals("--");
      result.add(
          rest
              ? arg
              : arg.equals("--trace") ? "--trace=-" : arg.equals("--mock") ? "--mock=mixed" : arg);
    }
    return result.toArray(String[]::new);
  }

  private static int usage(Session session, ParameterException e) {
    var command = e.getCommandLine().getCommandSpec().qualifiedName();
    var remedy = "see: " + command + " --help";
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      var word = unmatched.getUnmatched().getFirst();
      var all = commandLine(session.surroundings());
      var candidates = new ArrayList<String>();
      if (word.startsWith("-")) {
        e.getCommandLine().getCommandSpec().optionsMap().keySet().forEach(candidates::add);
      } else {
        candidates.addAll(all.getSubcommands().keySet());
      }
      remedy =
          Names.nearest(word, candidates).map(n -> "did you mean " + n + "? ").orElse("") + remedy;
    }
    session
        .output()
        .problem(new Problem("wrong-usage", String.valueOf(e.getMessage()), "", remedy));
    return ExitCode.USAGE.code();
  }

  private static int failure(Session session, Exception e) {
    if (e instanceof ProblemException expected) {
      session.output().problem(expected.problem());
      return expected.exit().code();
    }
    session
        .output()
        .problem(
            new Problem(
                "bug",
                "This is a bug in osbctl.",
                e.getClass().getSimpleName() + ": " + e.getMessage(),
                "please report it, with what --verbose prints"));
    if (session.verbose()) {
      e.printStackTrace(session.surroundings().err());
      session.surroundings().err().flush();
    }
    return ExitCode.BUG.code();
  }
}
