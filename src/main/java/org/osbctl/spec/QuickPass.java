package org.osbctl.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A first look at a value, which spares the validator most of its work: a catalog can have ten
 * thousand plans, and nearly all values are right. What it lets pass is right; of the rest it knows
 * nothing.
 */
@FunctionalInterface
interface QuickPass {
  /** Whether a value certainly passes the schema. */
  boolean passes(JsonNode value);

  /** The quick look for a schema. */
  static QuickPass of(JsonNode schema) {
    if (!schema.isObject()) {
      return value -> false;
    }
    var parts = new ArrayList<QuickPass>();
    schema.forEachEntry((word, argument) -> parts.add(of(word, argument, schema)));
    var all = parts.toArray(QuickPass[]::new);
    return value -> {
      for (var part : all) {
        if (!part.passes(value)) {
          return false;
        }
      }
      return true;
    };
  }

  private static QuickPass of(String word, JsonNode argument, JsonNode schema) {
    return switch (word) {
      case "description", "x-secret" -> value -> true;
      case "type" -> type(strings(argument));
      case "minLength" ->
          value -> !value.isString() || value.asString().length() > 2 * (argument.asInt() - 1);
      case "maxLength" ->
          value -> !value.isString() || value.asString().length() <= argument.asInt();
      case "minItems" -> value -> !value.isArray() || value.size() >= argument.asInt();
      case "required" -> required(strings(argument));
      case "enum" -> value -> argument.valueStream().anyMatch(value::equals);
      case "properties" -> properties(argument);
      case "items" -> items(of(argument));
      case "additionalProperties" ->
          schema.has("properties") ? value -> false : members(of(argument));
      default -> value -> false;
    };
  }

  private static List<String> strings(JsonNode argument) {
    return argument.isArray()
        ? argument.valueStream().map(JsonNode::asString).toList()
        : List.of(argument.asString());
  }

  private static QuickPass type(List<String> types) {
    var known = Set.copyOf(types);
    return value ->
        switch (value.getNodeType()) {
          case STRING -> known.contains("string");
          case NUMBER ->
              known.contains("number") || (known.contains("integer") && value.isIntegralNumber());
          case BOOLEAN -> known.contains("boolean");
          case NULL -> known.contains("null");
          case ARRAY -> known.contains("array");
          case OBJECT -> known.contains("object");
          case MISSING, BINARY, POJO -> false;
        };
  }

  private static QuickPass required(List<String> members) {
    var all = members.toArray(String[]::new);
    return value -> {
      for (var member : all) {
        if (value.isObject() && !value.has(member)) {
          return false;
        }
      }
      return true;
    };
  }

  private static QuickPass properties(JsonNode schemas) {
    var parts = new ArrayList<QuickPass>();
    schemas.forEachEntry(
        (name, schema) -> {
          var member = of(schema);
          parts.add(value -> !value.has(name) || member.passes(value.get(name)));
        });
    return value -> !value.isObject() || parts.stream().allMatch(part -> part.passes(value));
  }

  private static QuickPass items(QuickPass each) {
    return value -> {
      for (int i = 0; value.isArray() && i < value.size(); i++) {
        if (!each.passes(value.get(i))) {
          return false;
        }
      }
      return true;
    };
  }

  private static QuickPass members(QuickPass each) {
    return value -> !value.isObject() || value.valueStream().allMatch(each::passes);
  }
}
