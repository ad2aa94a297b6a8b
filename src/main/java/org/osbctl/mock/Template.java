package org.osbctl.mock;

import java.util.function.UnaryOperator;
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

  /** The tree with every placeholder replaced by what {@code values} makes of its words. */
  ObjectNode fill(UnaryOperator<String> values) {
    return (ObjectNode) fill(tree, values);
  }

  private static JsonNode fill(JsonNode node, UnaryOperator<String> values) {
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
      default ->
          node.isString()
              ? JsonNodeFactory.instance.stringNode(text(node.stringValue(), values))
              : node;
    };
  }

  private static String text(String text, UnaryOperator<String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(values.apply(match.group(1))));
  }
}
