package org.osbctl.cli.completion;

import java.util.List;
import java.util.stream.Collectors;
import org.osbctl.cli.completion.CommandModel.Choice;

/** PowerShell: tables of words, each followed by what it is. */
record PowerShellDialect() implements Dialect {
  @Override
  public String alias(String alias, String command) {
    return "    $aliases[" + quoted(alias) + "] = " + quoted(command) + "\n";
  }

  @Override
  public String commands(String path, List<Choice> choices) {
    return "    $commands[" + quoted(path) + "] = " + shared(choices) + "\n";
  }

  @Override
  public String options(String path, List<Choice> choices) {
    return "    $options[" + quoted(path) + "] = " + shared(choices) + "\n";
  }

  @Override
  public String shared(List<Choice> choices) {
    return choices.stream()
        .flatMap(
            choice ->
                choice.names().stream()
                    .map(name -> quoted(name) + ", " + quoted(choice.description())))
        .collect(Collectors.joining(",\n        ", "@(\n        ", ")"));
  }

  @Override
  public String values(List<String> places, String takes) {
    return places.stream()
        .map(place -> "    $values[" + quoted(place) + "] = " + quoted(takes) + "\n")
        .collect(Collectors.joining());
  }

  /** PowerShell takes typographic single quotes for the plain one, and doubles them all. */
  private static String quoted(String text) {
    return "'" + text.replaceAll("['\u2018\u2019\u201a\u201b]", "$0$0") + "'";
  }
}
