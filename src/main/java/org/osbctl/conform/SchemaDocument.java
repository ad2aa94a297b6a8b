package org.osbctl.conform;

import java.util.ArrayList;
import java.util.List;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A plan's parameter schema as one document, whose parts can be read with everything folded in that
 * they refer to: {@code $ref} inside the document, {@code allOf}, and one branch of {@code anyOf},
 * {@code oneOf} and {@code if}. What the parts say together may be impossible; whoever makes values
 * of it has them validated.
 */
final class SchemaDocument {
  private static final int DEEPEST = 16;
  private static final List<String> BRANCHES = List.of("oneOf", "anyOf");

  private final JsonNode root;

  SchemaDocument(JsonNode root) {
    this.root = root;
  }

  JsonNode root() {
    return root;
  }

  /**
   * A part with everything folded in.
   *
   * @param choice which branch to take where there are several, counted from 0
   */
  ObjectNode flat(JsonNode schema, int choice) {
    return flat(schema, choice, 0);
  }

  private ObjectNode flat(JsonNode schema, int choice, int depth) {
    var result = Json.object();
    if (!schema.isObject() || depth > DEEPEST) {
      return result;
    }
    schema.forEachEntry(
        (name, value) -> {
          if (!isFolded(name)) {
            result.set(name, value);
          }
        });
    for (var name : List.of("$ref", "$dynamicRef", "$recursiveRef")) {
      if (schema.path(name).isString()) {
        fold(result, flat(target(schema.path(name).stringValue()), choice, depth + 1));
      }
    }
    schema.path("allOf").forEach(part -> fold(result, flat(part, choice, depth + 1)));
    for (var name : BRANCHES) {
      var branches = schema.path(name);
      if (branches.isArray() && !branches.isEmpty()) {
        fold(result, flat(branches.get(choice % branches.size()), choice, depth + 1));
      }
    }
    if (schema.has("if")) {
      var meets = choice % 2 == 0 && schema.has("then");
      if (meets) {
        fold(result, flat(schema.path("if"), choice, depth + 1));
      }
      fold(result, flat(schema.path(meets ? "then" : "else"), choice, depth + 1));
    }
    return result;
  }

  private static boolean isFolded(String keyword) {
    return keyword.startsWith("$")
        || keyword.equals("allOf")
        || keyword.equals("if")
        || keyword.equals("then")
        || keyword.equals("else")
        || BRANCHES.contains(keyword);
  }

  /** What a reference points to; a missing node when it is not in the document. */
  private JsonNode target(String reference) {
    if (reference.equals("#")) {
      return root;
    }
    if (reference.startsWith("#/")) {
      var pointer =
          java.net.URLDecoder.decode(
              reference.substring(1).replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
      return root.at(pointer);
    }
    var found = named(root, reference, 0);
    return found == null ? Json.missing() : found;
  }

  /** The part that calls itself so, by {@code $id}, {@code id}, or an anchor. */
  private static @org.jspecify.annotations.Nullable JsonNode named(
      JsonNode node, String name, int depth) {
    if (depth > DEEPEST || !node.isContainer()) {
      return null;
    }
    var anchor = name.startsWith("#") ? name.substring(1) : "";
    if (node.path("$id").stringValue("").equals(name)
        || node.path("id").stringValue("").equals(name)
        || (!anchor.isEmpty()
            && (node.path("$anchor").stringValue("").equals(anchor)
                || node.path("$dynamicAnchor").stringValue("").equals(anchor)))) {
      return node;
    }
    for (var child : node) {
      var found = named(child, name, depth + 1);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Adds what another part says: of two limits the tighter one counts. */
  private static void fold(ObjectNode into, ObjectNode other) {
    other.forEachEntry(
        (name, value) -> {
          var own = into.path(name);
          into.set(name, own.isMissingNode() ? value : both(name, own, value));
        });
  }

  private static JsonNode both(String keyword, JsonNode one, JsonNode other) {
    return switch (keyword) {
      case "properties", "patternProperties" -> properties(one, other);
      case "required" -> union(one, other);
      case "enum", "type" -> common(one, other);
      case "minimum", "minLength", "minItems", "minProperties" ->
          one.asDouble(0) >= other.asDouble(0) ? one : other;
      case "maximum", "maxLength", "maxItems", "maxProperties" ->
          one.asDouble(0) <= other.asDouble(0) ? one : other;
      case "additionalProperties" -> one.isBoolean() ? one : other;
      default -> other;
    };
  }

  private static JsonNode properties(JsonNode one, JsonNode other) {
    var result = Json.object();
    one.forEachEntry(result::set);
    other.forEachEntry(
        (name, value) -> {
          var own = result.path(name);
          if (own.isMissingNode()) {
            result.set(name, value);
          } else {
            var both = Json.object();
            both.putArray("allOf").add(own).add(value);
            result.set(name, both);
          }
        });
    return result;
  }

  private static JsonNode union(JsonNode one, JsonNode other) {
    var result = Json.object().putArray("all");
    elements(one).forEach(result::add);
    elements(other).stream().filter(each -> !elements(one).contains(each)).forEach(result::add);
    return result;
  }

  private static JsonNode common(JsonNode one, JsonNode other) {
    var kept = elements(one).stream().filter(elements(other)::contains).toList();
    if (kept.isEmpty()) {
      return one;
    }
    var result = Json.object().putArray("all");
    kept.forEach(result::add);
    return result;
  }

  private static List<JsonNode> elements(JsonNode node) {
    var result = new ArrayList<JsonNode>();
    if (node.isArray()) {
      node.forEach(result::add);
    } else {
      result.add(node);
    }
    return result;
  }
}
