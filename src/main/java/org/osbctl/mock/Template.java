package org.osbctl.mock;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A JSON tree in whose strings stand placeholders: {@code {{instance_id}}}. */
record Template(ObjectNode tree) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");

  /**
   * The tree with every placeholder replaced by what {@code values} makes of its words: of any type
   * where it is all of a string, else as text.
   */
  ObjectNode fill(Function<String, JsonNode> values) {
    return (ObjectNode) fill(tree, values);
  }

  private static JsonNode fill(JsonNode node, Function<String, JsonNode> values) {
    return switch (node) {
      case ObjectNode object -> {
        var copy = Json.object();
        object.forEachEntry((name, each) -> copy.set(name, fill(each, values)));
        yield copy;
      }
      case ArrayNode array -> {
        var copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(each -> copy.add(fill(each, values)));
        yield copy;
      }
      default -> node.isString() ? filled(node.stringValue(), values) : node;
    };
  }

  private static JsonNode filled(String text, Function<String, JsonNode> values) {
    var placeholders = PLACEHOLDER.matcher(text);
    return placeholders.matches()
        ? values.apply(placeholders.group(1))
        : JsonNodeFactory.instance.stringNode(
            placeholders
                .reset()
                .replaceAll(match -> Matcher.quoteReplacement(text(values.apply(match.group(1))))));
  }

  private static String text(JsonNode value) {
    return value.isContainer() ? Json.text(value) : value.asString("");
  }
}
