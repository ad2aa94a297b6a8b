package org.osbctl.cli.completion;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osbctl.cli.completion.CommandModel.Choice;

/**
 * bash and zsh: cases that set a variable.
 *
 * @param describes whether choices are told with what they are, as zsh shows them
 */
record PosixDialect(boolean describes) implements Dialect {
  @Override
  public String alias(String alias, String command) {
    return describes
        ? "    " + alias + ") word=" + command + " ;;\n"
        : "    " + alias + ") found=" + command + " ;;\n";
  }

  @Override
  public String commands(String path, List<Choice> choices) {
    return "    " + quoted(path) + ") found=" + list(choices) + " ;;\n";
  }

  @Override
  public String options(String path, List<Choice> choices) {
    return commands(path, choices);
  }

  @Override
  public String shared(List<Choice> choices) {
    return list(choices);
  }

  @Override
  public String values(List<String> places, String takes) {
    var patterns =
        places.stream().map(PosixDialect::pattern).collect(Collectors.joining(" | \\\n    "));
    return "    " + patterns + ")\n      takes=" + quoted(takes) + " ;;\n";
  }

  /** A place with its asterisk outside the quotes, where it is a pattern. */
  private static String pattern(String place) {
    return Stream.of(place.split("(?<=[*])|(?=[*])"))
        .map(part -> part.equals("*") ? part : quoted(part))
        .collect(Collectors.joining());
  }

  private String list(List<Choice> choices) {
    return describes
        ? choices.stream()
            .flatMap(
                choice -> choice.names().stream().map(n -> quoted(n + ":" + choice.description())))
            .collect(Collectors.joining("\n      ", "(\n      ", ")"))
        : quoted(
            choices.stream()
                .flatMap(choice -> choice.names().stream())
                .collect(Collectors.joining(" ")));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
