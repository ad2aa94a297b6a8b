package org.osbctl.cli.shell;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.shell.Prompter.Choice;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Asks for the parameters of a plan, in the order of its schema, and shows them before anybody uses
 * them.
 *
 * <p>What is left empty and need not be there is not sent: the broker's own default holds then.
 */
public final class Form {
  private final Prompter prompter;
  private final JsonNode schema;

  /** A form for a JSON Schema of an object. */
  public Form(Terminals.Opened terminal, JsonNode schema) {
    this.prompter = new Prompter(terminal.terminal());
    this.schema = schema;
  }

  /**
   * Asks for everything.
   *
   * @param given what is known already; it stands there to be changed
   * @throws CancelledException if somebody leaves the form, or does not want what is in it
   */
  public ObjectNode fill(JsonNode given) throws CancelledException {
    var whole = FormSchema.of(schema);
    if (!whole.told().isEmpty()) {
      prompter.say(whole.told());
    }
    prompter.say("Enter takes what stands in brackets or leaves out; Ctrl-C sends nothing.");
    var before = given;
    while (true) {
      var answers = object("", whole, before);
      prompter.say("");
      prompter.say(Json.pretty(masked(whole, answers)));
      var wrong = whole.problem(answers);
      wrong.ifPresent(why -> prompter.say("This is not as the plan wants it: " + why));
      int next =
          prompter.choice(
              "What now?",
              List.of(
                  new Choice("send", ""),
                  new Choice("change", "go through the questions again"),
                  new Choice("stop", "nothing is sent")),
              wrong.isPresent() ? 1 : 0);
      if (next == 2) {
        throw new CancelledException(false);
      }
      if (next == 0) {
        return answers;
      }
      before = answers;
    }
  }

  private ObjectNode object(String path, FormSchema whole, JsonNode before)
      throws CancelledException {
    var answers = Json.object();
    for (var member : whole.members().entrySet()) {
      var name = member.getKey();
      if (FormSchema.isVisible(member.getValue(), answers)) {
        var full = path.isEmpty() ? name : path + "." + name;
        value(full, name, member.getValue(), whole.requires(name), before.path(name))
            .ifPresent(value -> answers.set(name, value));
      }
    }
    // What the schema does not name stays as it was given.
    before.forEachEntry(
        (name, value) -> {
          if (!whole.members().containsKey(name)) {
            answers.set(name, value);
          }
        });
    return answers;
  }

  /** The answer, empty when it is left out. */
  private Optional<JsonNode> value(
      String path, String name, FormSchema part, boolean required, JsonNode before)
      throws CancelledException {
    tell(path, part, required);
    var choices = part.choices();
    if (!choices.isEmpty()) {
      return chosen(path, part, choices, required, before);
    }
    var alternatives = part.alternatives();
    if (!alternatives.isEmpty()) {
      var words = new ArrayList<Choice>();
      for (int i = 0; i < alternatives.size(); i++) {
        words.add(new Choice("variant-" + (i + 1), alternatives.get(i).told()));
      }
      if (!required && !prompter.yes("  give " + path + "?", !before.isMissingNode())) {
        return Optional.empty();
      }
      int index = prompter.choice("  which", words, null);
      return value(path, name, alternatives.get(index), true, before);
    }
    return switch (part.type()) {
      case "boolean" -> truth(path, part, required, before);
      case "object" ->
          part.members().isEmpty()
              ? typed(path, name, part, required, before)
              : nested(path, part, required, before);
      case "array" -> list(path, name, part, required, before);
      default -> typed(path, name, part, required, before);
    };
  }

  private void tell(String path, FormSchema part, boolean required) {
    prompter.say("");
    var told = part.told();
    prompter.say(path + (told.isEmpty() ? "" : " – " + told) + (required ? " (required)" : ""));
  }

  private Optional<JsonNode> chosen(
      String path,
      FormSchema part,
      List<FormSchema.Value> values,
      boolean required,
      JsonNode before)
      throws CancelledException {
    var choices = new ArrayList<Choice>();
    values.forEach(value -> choices.add(new Choice(value.word(), value.description())));
    var start = before.isMissingNode() ? part.otherwise() : Optional.of(before);
    Integer otherwise = null;
    for (int i = 0; i < values.size(); i++) {
      if (start.isPresent() && values.get(i).value().equals(start.get())) {
        otherwise = i;
      }
    }
    if (!required && otherwise == null) {
      choices.add(new Choice("(none)", "leave it out"));
      otherwise = choices.size() - 1;
    }
    int index = prompter.choice("  " + path, choices, otherwise);
    return index < values.size() ? Optional.of(values.get(index).value()) : Optional.empty();
  }

  private Optional<JsonNode> truth(String path, FormSchema part, boolean required, JsonNode before)
      throws CancelledException {
    var start = before.isMissingNode() ? part.otherwise() : Optional.of(before);
    if (!required && start.isEmpty()) {
      var choices =
          List.of(
              new Choice("yes", ""), new Choice("no", ""), new Choice("(none)", "leave it out"));
      int index = prompter.choice("  " + path, choices, 2);
      return index == 2 ? Optional.empty() : Optional.of(BooleanNode.valueOf(index == 0));
    }
    var otherwise = start.map(value -> value.booleanValue(false)).orElse(false);
    return Optional.of(BooleanNode.valueOf(prompter.yes("  " + path, otherwise)));
  }

  private Optional<JsonNode> nested(String path, FormSchema part, boolean required, JsonNode before)
      throws CancelledException {
    if (!required && !prompter.yes("  give " + path + "?", !before.isMissingNode())) {
      return Optional.empty();
    }
    return Optional.of(object(path, part, before));
  }

  private Optional<JsonNode> list(
      String path, String name, FormSchema part, boolean required, JsonNode before)
      throws CancelledException {
    var list = Json.object().putArray("list");
    while (true) {
      int number = list.size();
      var known = number < before.size();
      var must = required && number < Math.max(1, part.node().path("minItems").intValue(0));
      var more = must || prompter.yes("  give " + path + "[" + number + "]?", known);
      if (!more) {
        break;
      }
      value(path + "[" + number + "]", name, part.items(), true, before.path(number))
          .ifPresent(list::add);
      if (list.size() == part.node().path("maxItems").intValue(Integer.MAX_VALUE)) {
        break;
      }
    }
    return list.isEmpty() && !required ? Optional.empty() : Optional.of(list);
  }

  private Optional<JsonNode> typed(
      String path, String name, FormSchema part, boolean required, JsonNode before)
      throws CancelledException {
    var secret = part.isSecret(name);
    var otherwise = part.otherwise();
    var hint = secret || otherwise.isEmpty() ? "" : " [" + word(otherwise.get()) + "]";
    var typed =
        prompter.text(
            "  " + path + hint + ": ",
            secret || before.isMissingNode() ? "" : word(before),
            secret,
            text -> problem(part, required, before, text));
    if (!typed.isEmpty()) {
      return Optional.ofNullable(parsed(part, typed));
    }
    if (secret && !before.isMissingNode()) {
      return Optional.of(before);
    }
    return required ? otherwise : Optional.empty();
  }

  private static Optional<String> problem(
      FormSchema part, boolean required, JsonNode before, String text) {
    if (text.isEmpty()) {
      return required && part.otherwise().isEmpty() && before.isMissingNode()
          ? Optional.of("this has to be given; \"\" is an empty text")
          : Optional.empty();
    }
    var value = parsed(part, text);
    return value == null
        ? Optional.of("this is no " + (part.type().equals("any") ? "JSON" : part.type()))
        : part.problem(value);
  }

  /** What was typed as JSON; null when it is nothing of the wanted type. */
  private static @Nullable JsonNode parsed(FormSchema part, String text) {
    if (part.type().equals("string")) {
      return StringNode.valueOf(text.equals("\"\"") ? "" : text);
    }
    var parsed = Json.parse(text.strip().getBytes(StandardCharsets.UTF_8));
    var value = parsed instanceof Json.Parsed.Value ? parsed.node() : null;
    return switch (part.type()) {
      case "any" -> value == null ? StringNode.valueOf(text) : value;
      case "integer", "number" -> value != null && value.isNumber() ? value : null;
      case "object" -> value != null && value.isObject() ? value : null;
      case "null" -> value != null && value.isNull() ? value : null;
      default -> value;
    };
  }

  private static String word(JsonNode value) {
    return value.isString() ? value.stringValue() : Json.text(value);
  }

  private static JsonNode masked(FormSchema part, JsonNode answer) {
    return switch (answer) {
      case ObjectNode object -> {
        var result = Json.object();
        var members = part.members();
        object.forEachEntry(
            (name, value) -> {
              var member = members.getOrDefault(name, new FormSchema(part.root(), Json.object()));
              result.set(
                  name, member.isSecret(name) ? StringNode.valueOf("***") : masked(member, value));
            });
        yield result;
      }
      case ArrayNode array -> {
        var result = Json.object().putArray("list");
        array.forEach(each -> result.add(masked(part.items(), each)));
        yield result;
      }
      default -> answer;
    };
  }
}
