package org.osbctl.inventory;

import org.osbctl.http.Redaction;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes the secrets out of parameters before they are kept: those the schema declares ({@code
 * writeOnly}, {@code format: password}, {@code x-secret}), those whose name or shape speaks of one,
 * and those known by heart.
 */
public final class Masking {
  private final Redaction redaction;

  public Masking(Redaction redaction) {
    this.redaction = redaction;
  }

  /**
   * Parameters fit to be kept.
   *
   * @param parameters what is sent; may be missing
   * @param schema their schema; may be missing
   */
  public JsonNode of(JsonNode parameters, JsonNode schema) {
    return redaction.json(declared(parameters, schema, schema, 0));
  }

  private static JsonNode declared(JsonNode value, JsonNode schema, JsonNode root, int depth) {
    var here = resolved(schema, root);
    if (isSecret(here)) {
      return Json.object().stringNode(Redaction.MASK);
    }
    if (depth > 50) {
      return value;
    }
    return switch (value) {
      case ObjectNode object -> {
        var copy = Json.object();
        object.forEachEntry((name, each) -> copy.set(name, member(name, each, here, root, depth)));
        yield copy;
      }
      case ArrayNode array -> {
        var copy = Json.object().arrayNode();
        array.forEach(each -> copy.add(declared(each, here.path("items"), root, depth + 1)));
        yield copy;
      }
      default -> value;
    };
  }

  /** A member is secret when any branch of the schema says so. */
  private static JsonNode member(
      String name, JsonNode value, JsonNode schema, JsonNode root, int depth) {
    var property = schema.path("properties").path(name);
    var masked =
        declared(
            value,
            property.isMissingNode() ? schema.path("additionalProperties") : property,
            root,
            depth + 1);
    for (var word : new String[] {"allOf", "anyOf", "oneOf"}) {
      for (var branch : Json.elements(schema.path(word))) {
        masked = member(name, masked, resolved(branch, root), root, depth + 1);
      }
    }
    return masked;
  }

  private static boolean isSecret(JsonNode schema) {
    return schema.path("writeOnly").booleanValue(false)
        || schema.path("x-secret").booleanValue(false)
        || schema.path("format").stringValue("").equals("password");
  }

  /** Follows a reference within the document, once: a circle has no end. */
  private static JsonNode resolved(JsonNode schema, JsonNode root) {
    var reference = schema.path("$ref").stringValue("");
    if (!reference.startsWith("#")) {
      return schema;
    }
    try {
      return root.at(reference.substring(1));
    } catch (IllegalArgumentException e) {
      return Json.missing();
    }
  }
}
