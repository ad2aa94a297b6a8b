package org.osbctl.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "help",
    helpCommand = true,
    description = "Explain a command or a topic.",
    footer = {"", "Topics: exit-codes, env, options"})
final class HelpCommand implements Callable<Integer> {
  private final Session session;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "COMMAND or TOPIC", description = "What to explain.")
  private java.util.List<String> words = new java.util.ArrayList<>();

  HelpCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var out = session.output().out();
    var topic = String.join(" ", words);
    switch (topic) {
      case "exit-codes" -> out.print(HelpTopics.exitCodes());
      case "env" -> out.print(HelpTopics.environment());
      case "options" -> out.print(HelpTopics.options(root()));
      default -> root(topic).usage(out);
    }
    out.flush();
    return ExitCode.DONE.code();
  }

  private CommandLine root() {
    if (spec == null) {
      throw new IllegalStateException("picocli gives every command its spec");
    }
    return Main.commandLine(session.surroundings());
  }

  private CommandLine root(String topic) {
    var command = root();
    for (var word : words) {
      var found = command.getSubcommands().get(word);
      if (found == null) {
        throw Catalogs.unknown(
            "command or topic", topic, java.util.List.copyOf(command.getSubcommands().keySet()));
      }
      command = found;
    }
    return command;
  }
}
