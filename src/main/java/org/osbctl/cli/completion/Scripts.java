package org.osbctl.cli.completion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osbctl.cli.completion.CommandModel.Choice;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Completion scripts: for each shell a hand-written part that finds out where the cursor stands,
 * and tables of commands, options and values made from the command tree.
 */
public final class Scripts {
  private final CommandModel model;

  /**
   * Scripts for a command tree.
   *
   * @param root the whole tree
   * @param aliases words that stand for a command of the first level, and for which
   */
  public Scripts(CommandSpec root, Map<String, String> aliases) {
    model = CommandModel.of(root, aliases);
  }

  /** The script of a shell, ready to be read by it. */
  public String script(CompletionShell shell) {
    var dialect = shell.dialect();
    var aliases = new StringBuilder();
    var commands = new StringBuilder();
    var options = new StringBuilder();
    for (var command : model.commands()) {
      command.aliases().forEach(alias -> aliases.append(dialect.alias(alias, command.path())));
      if (!command.commands().isEmpty()) {
        commands.append(dialect.commands(command.path(), command.commands()));
      }
      if (!command.options().isEmpty()) {
        options.append(dialect.options(command.path(), command.options()));
      }
    }
    var values = new StringBuilder();
    places(false).forEach((takes, places) -> values.append(dialect.values(places, takes)));
    places(true).forEach((takes, places) -> values.append(dialect.values(places, takes)));
    return template(shell)
        .replace("@ALIASES@\n", aliases)
        .replace("@COMMANDS@\n", commands)
        .replace("@OPTIONS@\n", options)
        .replace("@SHARED@", dialect.shared(model.shared()))
        .replace("@VALUES@\n", values);
  }

  private static String template(CompletionShell shell) {
    try (var in =
        Objects.requireNonNull(Scripts.class.getResourceAsStream(shell.template()), "bundled")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What stands where: for each kind of value all its places.
   *
   * @param wide those with an asterisk, which shells must look at last; else the others
   */
  private Map<String, List<String>> places(boolean wide) {
    var places = new LinkedHashMap<String, List<String>>();
    for (var command : model.commands()) {
      command.options().forEach(option -> place(places, command.path(), option));
      var arguments = command.arguments();
      for (int i = 0; i < arguments.size(); i++) {
        // The last stands for all that follow.
        var position = i == arguments.size() - 1 ? "@*" : "@" + i;
        place(places, arguments.get(i), command.path() + ":" + position);
      }
    }
    model.shared().forEach(option -> place(places, "*", option));
    places.values().forEach(each -> each.removeIf(place -> place.contains("*") != wide));
    places.values().removeIf(List::isEmpty);
    return places;
  }

  private static void place(Map<String, List<String>> places, String at, Choice option) {
    var takes = option.takes();
    if (takes != null) {
      option.names().forEach(name -> place(places, takes, at + ":" + name));
    }
  }

  private static void place(Map<String, List<String>> places, String takes, String place) {
    places.computeIfAbsent(takes, none -> new ArrayList<>()).add(place);
  }
}
