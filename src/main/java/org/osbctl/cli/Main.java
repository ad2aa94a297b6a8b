package org.osbctl.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osbctl.cli.credentials.CredentialsCommands;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.FileTrouble;
import org.osbctl.cli.io.Interruption;
import org.osbctl.cli.io.Output;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.cli.io.ResultStream;
import org.osbctl.cli.io.Surroundings;
import org.osbctl.cli.session.EnvironmentDefaults;
import org.osbctl.cli.session.PlatformOptions;
import org.osbctl.cli.session.Program;
import org.osbctl.cli.session.Session;
import org.osbctl.cli.session.Settings;
import org.osbctl.cli.session.TokenOptions;
import org.osbctl.http.TokenException;
import org.osbctl.profile.ProfileException;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point of the command; it only wires. */
public final class Main {
  private static final Program PROGRAM =
      new Program() {
        @Override
        public String version() {
          return Version.VERSION;
        }

        @Override
        public int run(Surroundings surroundings, String... args) {
          return Main.run(surroundings, args);
        }
      };

  private Main() {}

  /** Runs one command line and ends the process with its exit code. */
  public static void main(String[] args) {
    int code = run(args);
    System.out.flush();
    System.err.flush();
    if (Interruption.isUnderWay()) {
      return;
    }
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
      if (!System.out.checkError()) {
        return ExitCode.DONE.code();
      }
      // The long way says why it cannot be written.
    }
    return run(Surroundings.real(), args);
  }

  /** Runs one command line in given surroundings, and returns its exit code. */
  static int run(Surroundings surroundings, String... args) {
    var root = new Root();
    try (var session = session(root, surroundings, args)) {
      var interruption = Interruption.doing(() -> interrupted(session));
      try {
        int code =
            commandLine(root, session, named(args), nested(args)).execute(withDefaults(args));
        if (code == ExitCode.DONE.code()) {
          session.names().leave();
        }
        return written(session, code);
      } catch (Error e) {
        // picocli hands on exceptions only.
        return failure(session, e, args);
      } finally {
        interruption.over();
      }
    }
  }

  /** The exit code, unless the result of what went well is not where it should be. */
  private static int written(Session session, int code) {
    var trouble =
        session.surroundings().out() instanceof ResultStream out
            ? out.trouble()
            : Optional.<IOException>empty();
    if (trouble.isEmpty()) {
      return code;
    }
    session
        .output()
        .problem(
            new Problem(
                "unwritable-result",
                "The result cannot be written to standard output.",
                FileTrouble.reason(trouble.get()),
                "make room, or send it elsewhere; what the command did is done, look with:"
                    + " osbctl instances"));
    return code == ExitCode.DONE.code() ? ExitCode.USAGE.code() : code;
  }

  private static void interrupted(Session session) {
    session.interruptText().ifPresent(text -> session.output().info("\n" + text));
  }

  /** The whole command tree, for help and for what is generated from it. */
  static CommandLine commandLine(Surroundings surroundings) {
    var root = new Root();
    return commandLine(root, session(root, surroundings), Set.of(), true);
  }

  private static Session session(Root root, Surroundings surroundings, String... args) {
    return new Session(
        root.options(), surroundings, new Settings(surroundings, root::optionNames, args), PROGRAM);
  }

  /** What stands for options that a command line leaves out. */
  static Settings settings(Surroundings surroundings, String... args) {
    return new Settings(surroundings, new Root()::optionNames, args);
  }

  private static CommandLine commandLine(
      Root root, Session session, Set<String> names, boolean nested) {
    var surroundings = session.surroundings();
    var line = new CommandLine(root.spec());
    line.getCommandSpec().addOption(help()).addOption(version());
    CommandTree.addTo(line, session, names, nested);
    // @FILE is the value of an option here, not more arguments.
    line.setExpandAtFiles(false);
    line.setDefaultValueProvider(new EnvironmentDefaults(session.settings()));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    // A user or an instance may have the name of a command.
    line.setAllowSubcommandsAsOptionParameters(true);
    line.setOut(writer(surroundings.out()));
    line.setErr(writer(surroundings.err()));
    line.setColorScheme(
        Help.defaultColorScheme(Output.wantsColor(surroundings, false) ? Ansi.ON : Ansi.OFF));
    line.setParameterExceptionHandler((e, args) -> usage(session, e));
    line.setExecutionStrategy(parsed -> execute(session, parsed));
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> failure(session, e, parsed.originalArgs().toArray(String[]::new)));
    line.setHelpFactory(CommandHelp::new);
    return line;
  }

  private static int execute(Session session, ParseResult parsed) {
    // Where help is asked for, picocli passes over words it does not know; they deserve a word.
    for (var line : parsed.asCommandLineList()) {
      if (line.isUsageHelpRequested() && !line.getUnmatchedArguments().isEmpty()) {
        throw new UnmatchedArgumentException(line, line.getUnmatchedArguments());
      }
    }
    var command = parsed.asCommandLineList().getLast();
    var form = session.credentialForm();
    if (form.isPresent() && !CredentialsCommands.prints(command.getCommand())) {
      throw new ParameterException(
          command, "The output format '" + form.get() + "' is for credentials only.");
    }
    return new RunLast().execute(parsed);
  }

  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .inherited(false)
        .scopeType(ScopeType.INHERIT)
        .description("Show this help.")
        .build();
  }

  private static OptionSpec version() {
    return OptionSpec.builder("-V", "--version")
        .versionHelp(true)
        .description("Print the version of osbctl.")
        .build();
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

  private static boolean nested(String... args) {
    for (var arg : args) {
      if (CommandTree.isNested(arg)) {
        return true;
      }
    }
    return args.length == 0;
  }

  /** Options whose value may be left out get it here: picocli would take the next word for it. */
  private static String[] withDefaults(String... args) {
    List<String> result = new ArrayList<>();
    var rest = false;
    for (var arg : args) {
      rest |= arg.equals("--");
      result.add(rest ? arg : withDefault(arg));
    }
    return result.toArray(String[]::new);
  }

  private static String withDefault(String arg) {
    return switch (arg) {
      case "--trace" -> "--trace=-";
      case "--mock" -> "--mock=mixed";
      default -> arg;
    };
  }

  private static int usage(Session session, ParameterException e) {
    var commands = commandLine(session.surroundings()).getSubcommands().keySet();
    session.output().problem(UsageProblem.of(e, commands));
    return ExitCode.USAGE.code();
  }

  private static int failure(Session session, Throwable e, String... args) {
    // A problem may have come up in a thread of its own.
    for (var each = e; each != null; each = each.getCause()) {
      if (each instanceof ProblemException expected) {
        session.output().problem(expected.problem());
        return expected.exit().code();
      }
      if (each instanceof ProfileException unsuitable) {
        session.output().problem(PlatformOptions.problem(unsuitable).problem());
        return ExitCode.USAGE.code();
      }
      if (each instanceof TokenException none) {
        var expected = TokenOptions.problem(none);
        session.output().problem(expected.problem());
        return expected.exit().code();
      }
    }
    var crash = new CrashFile(session, e, args);
    session.output().problem(crash.problem(crash.write()));
    if (session.verbose()) {
      session.output().info(crash.text());
    }
    return ExitCode.BUG.code();
  }
}
