package org.osbctl.cli.completion;

import java.util.List;
import org.osbctl.cli.completion.CommandModel.Choice;

/** How a shell writes the tables of a completion script. Every entry ends its own line. */
interface Dialect {
  /** A word that stands for another. */
  String alias(String alias, String command);

  /** What can be chosen at a command: those below it. */
  String commands(String path, List<Choice> choices);

  /** What can be chosen at a command: its options. */
  String options(String path, List<Choice> choices);

  /** The options of all commands, as a value. */
  String shared(List<Choice> choices);

  /**
   * What stands at some places.
   *
   * @param places {@code COMMAND:OPTION} or {@code COMMAND:@N}; an asterisk is any command or
   *     number
   */
  String values(List<String> places, String takes);
}
