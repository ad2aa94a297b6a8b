package org.osbctl.cli;

import java.util.Collection;
import java.util.List;
import org.osbctl.cli.io.Names;
import org.osbctl.cli.io.Problem;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Puts a command line that cannot be understood into words. */
final class UsageProblem {
  private UsageProblem() {}

  /**
   * The problem.
   *
   * @param commands the names of all commands
   */
  static Problem of(ParameterException e, Collection<String> commands) {
    var line = e.getCommandLine();
    var help = "see: " + line.getCommandSpec().qualifiedName() + " --help";
    // A misspelt option is also a missing one; what was written tells more than what was not.
    var unmatched =
        e instanceof UnmatchedArgumentException words
            ? words.getUnmatched()
            : line.getUnmatchedArguments();
    if (!unmatched.isEmpty()) {
      return unmatched(unmatched.getFirst(), line, commands, help);
    }
    return new Problem("wrong-usage", String.valueOf(e.getMessage()), "", help);
  }

  /** What follows the first word is not shown: behind a misspelt option it may be a password. */
  private static Problem unmatched(
      String word, CommandLine line, Collection<String> commands, String help) {
    var isOption = word.startsWith("-");
    var shown = isOption ? word.replaceFirst("=.*", "") : word;
    var candidates = isOption ? options(line) : words(line, commands);
    var what =
        isOption
            ? "There is no option '" + shown + "'."
            : candidates.isEmpty()
                ? "'" + shown + "' is one word too many."
                : "There is no command '" + shown + "'.";
    // The dashes, which all have in common, would make short names look alike.
    var dashes = isOption ? "--" : "";
    var meant =
        Names.nearest(shown.replaceFirst("^-+", ""), candidates)
            .map(name -> "did you mean " + dashes + name + "? ");
    return new Problem("wrong-usage", what, "", meant.orElse("") + help);
  }

  /** The long ones, without dashes: any letter is near to any other. */
  private static Collection<String> options(CommandLine line) {
    return line.getCommandSpec().optionsMap().keySet().stream()
        .filter(name -> name.startsWith("--"))
        .map(name -> name.substring(2))
        .toList();
  }

  private static Collection<String> words(CommandLine line, Collection<String> commands) {
    var own = line.getSubcommands().keySet();
    return line.getParent() == null ? commands : List.copyOf(own);
  }
}
