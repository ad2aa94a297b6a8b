package org.osbctl.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Names;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.cli.session.Catalogs;
import org.osbctl.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "help",
    helpCommand = true,
    description = "Explain a command or a topic.",
    footer = {"", "Topics: exit-codes, env, options", "", "Example: osbctl help conform run"})
final class HelpCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND|TOPIC",
      completionCandidates = Words.class,
      description = "What to explain. Default: osbctl itself.")
  private List<String> words = new ArrayList<>();

  /** What there is to explain. */
  static final class Words implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.concat(CommandTree.names(), HelpTopics.NAMES.stream()).iterator();
    }
  }

  HelpCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var out = session.output().out();
    var root = Main.commandLine(session.surroundings());
    switch (String.join(" ", words)) {
      case "exit-codes" -> out.print(HelpTopics.exitCodes());
      case "env" -> out.print(HelpTopics.environment());
      case "options" -> out.print(HelpTopics.options(root));
      default -> command(root).usage(out);
    }
    out.flush();
    return ExitCode.DONE.code();
  }

  private CommandLine command(CommandLine root) {
    var command = root;
    for (var word : words) {
      var found = command.getSubcommands().get(word);
      if (found == null) {
        throw unknown(word, command);
      }
      command = found;
    }
    return command;
  }

  private static ProblemException unknown(String word, CommandLine command) {
    var names = new ArrayList<>(command.getSubcommands().keySet());
    if (command.getParent() == null) {
      names.addAll(HelpTopics.NAMES);
    }
    var hint = Names.hint(word, names);
    return Catalogs.unknown(
        "command or topic", word, "", hint.isEmpty() ? "see: osbctl help" : hint);
  }
}
