package org.osbctl.cli.completion;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osbctl.cli.completion.CommandModel.Choice;

/** fish: cases that print a word, a tab and what it is. */
record FishDialect() implements Dialect {
  @Override
  public String alias(String alias, String command) {
    return "        case " + alias + "\n            echo " + command + "\n";
  }

  @Override
  public String commands(String path, List<Choice> choices) {
    return "        case "
        + quoted(path)
        + "\n            printf '%s\\t%s\\n' "
        + shared(choices)
        + "\n";
  }

  @Override
  public String options(String path, List<Choice> choices) {
    return commands(path, choices);
  }

  @Override
  public String shared(List<Choice> choices) {
    return choices.stream()
        .flatMap(
            choice ->
                choice.names().stream()
                    .map(name -> quoted(name) + " " + quoted(choice.description())))
        .collect(Collectors.joining(" \\\n                "));
  }

  @Override
  public String values(List<String> places, String takes) {
    return places.stream()
        .map(FishDialect::quoted)
        .collect(
            Collectors.joining(
                " \\\n            ",
                "        case ",
                "\n            echo " + quoted(takes) + "\n"));
  }

  private static String quoted(String text) {
    return Stream.of(text)
        .map(t -> t.replace("\\", "\\\\").replace("'", "\\'"))
        .collect(Collectors.joining("", "'", "'"));
  }
}
