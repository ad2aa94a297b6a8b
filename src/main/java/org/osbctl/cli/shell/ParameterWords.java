package org.osbctl.cli.shell;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** How parameters begin on a command line, behind {@code --param}. */
public final class ParameterWords {
  private ParameterWords() {}

  /**
   * The words a schema offers, in its order: whole ones ({@code color=red}, {@code backup:=true})
   * where it says which values there are, else beginnings ({@code name=}, {@code size:=}).
   */
  public static List<String> of(JsonNode schema) {
    var words = new ArrayList<String>();
    FormSchema.of(schema)
        .members()
        .forEach(
            (name, member) -> {
              // These end a name, or make it a pointer.
              if (name.chars().noneMatch(c -> ":=@".indexOf(c) >= 0) && !name.startsWith("/")) {
                add(words, name, member);
              }
            });
    return words;
  }

  private static void add(List<String> words, String name, FormSchema member) {
    var choices = member.choices();
    for (var choice : choices) {
      words.add(name + (choice.value().isString() ? "=" : ":=") + choice.word());
    }
    if (choices.isEmpty()) {
      switch (member.type()) {
        case "boolean" -> words.addAll(List.of(name + ":=true", name + ":=false"));
        case "string", "any" -> words.add(name + "=");
        default -> words.add(name + ":=");
      }
    }
  }
}
