package org.osbctl.cli.completion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osbctl.cli.completion.CommandModel.Choice;
import org.osbctl.cli.completion.CommandModel.Command;
import picocli.CommandLine.Model.CommandSpec;

/** What can stand where on a command line, for osbctl's own shell. */
public final class Completer {
  private final CommandModel model;
  private final Map<String, String> aliases;

  /** For a command tree; see {@link Scripts#Scripts}. */
  public Completer(CommandSpec root, Map<String, String> aliases) {
    this.model = CommandModel.of(root, aliases);
    this.aliases = aliases;
  }

  /**
   * A word that can be put in.
   *
   * @param description what it is; may be empty
   */
  public record Suggestion(String word, String description) {}

  /**
   * What is wanted at the cursor.
   *
   * @param words what can stand there
   * @param live the kind of names that can stand there; empty for none
   * @param said what the options before say, by their longest names
   * @param command the command's path
   */
  public record Wanted(
      List<Suggestion> words, String live, Map<String, String> said, String command) {}

  /**
   * What can stand at the end of a line.
   *
   * @param before the words before the one that is being typed
   * @param current what is typed of it
   */
  public Wanted at(List<String> before, String current) {
    var command = model.commands().getFirst();
    var said = new HashMap<String, String>();
    Optional<Choice> open = Optional.empty();
    int argument = 0;
    for (var word : before) {
      if (open.isPresent()) {
        said.put(open.get().name(), word);
        open = Optional.empty();
      } else if (word.startsWith("-")) {
        int equals = word.indexOf('=');
        var option = option(command, equals < 0 ? word : word.substring(0, equals));
        if (equals > 0) {
          option.ifPresent(o -> said.put(o.name(), word.substring(equals + 1)));
        } else {
          open = option.filter(o -> o.takes() != null);
        }
      } else {
        var below = argument == 0 ? below(command, word) : Optional.<Command>empty();
        command = below.orElse(command);
        argument += below.isPresent() ? 0 : 1;
      }
    }
    if (open.isPresent()) {
      return wanted(String.valueOf(open.get().takes()), List.of(), said, command);
    }
    if (current.startsWith("-")) {
      var options = new ArrayList<Suggestion>();
      for (var each : List.of(command.options(), model.shared())) {
        each.forEach(o -> o.names().forEach(n -> options.add(new Suggestion(n, o.description()))));
      }
      return wanted("none", options, said, command);
    }
    var words = new ArrayList<Suggestion>();
    if (argument == 0) {
      command.commands().forEach(c -> words.add(new Suggestion(c.name(), c.description())));
    }
    var takes = command.arguments();
    return wanted(
        takes.isEmpty() ? "none" : takes.get(Math.min(argument, takes.size() - 1)),
        words,
        said,
        command);
  }

  private static Wanted wanted(
      String takes, List<Suggestion> words, Map<String, String> said, Command command) {
    var all = new ArrayList<>(words);
    if (takes.startsWith("words ")) {
      List.of(takes.substring(6).split(" ", -1)).forEach(w -> all.add(new Suggestion(w, "")));
    }
    var live = takes.startsWith("live ") ? takes.substring(5) : "";
    return new Wanted(List.copyOf(all), live, Map.copyOf(said), command.path());
  }

  private Optional<Choice> option(Command command, String name) {
    return Stream.concat(command.options().stream(), model.shared().stream())
        .filter(option -> option.names().contains(name))
        .findFirst();
  }

  private Optional<Command> below(Command command, String word) {
    var name = command.path().isEmpty() ? aliases.getOrDefault(word, word) : word;
    var path = command.path().isEmpty() ? name : command.path() + " " + name;
    return model.commands().stream().filter(each -> each.path().equals(path)).findFirst();
  }

  /** Whether there is a command of this name. */
  public boolean isCommand(String word) {
    return below(model.commands().getFirst(), word).isPresent();
  }
}
