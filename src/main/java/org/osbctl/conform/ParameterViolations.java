package org.osbctl.conform;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osbctl.spec.Json;
import org.osbctl.spec.ParameterSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Makes parameters that break one keyword of a plan's schema and nothing else, from parameters that
 * are valid. Each is validated: one that the schema allows all the same is left out.
 */
final class ParameterViolations {
  private final SchemaDocument document;
  private final ParameterSchema compiled;
  private final JsonNode valid;
  private final Map<String, JsonNode> found = new LinkedHashMap<>();

  private ParameterViolations(JsonNode schema, ParameterSchema compiled, JsonNode valid) {
    this.document = new SchemaDocument(schema);
    this.compiled = compiled;
    this.valid = valid;
  }

  /**
   * One value for each keyword that can be broken.
   *
   * @param valid parameters that the schema allows
   */
  static Map<String, JsonNode> of(JsonNode schema, JsonNode valid) {
    var compiled = ParameterSchema.of(schema);
    if (compiled.isEmpty()) {
      return Map.of();
    }
    var violations = new ParameterViolations(schema, compiled.get(), valid);
    violations.breakObject();
    return violations.found;
  }

  private void breakObject() {
    var flat = document.flat(document.root(), 0);
    for (var name : flat.path("required")) {
      offer("required", without(name.stringValue("")));
    }
    offer("additionalProperties", with("osbctl-unknown", StringNode.valueOf("osbctl")));
    for (var entry : flat.path("properties").properties()) {
      breakMember(entry.getKey(), document.flat(entry.getValue(), 0));
    }
  }

  private void breakMember(String name, ObjectNode schema) {
    var type = ParameterSamples.type(schema);
    offer("type", with(name, wrongType(type)));
    if (schema.has("enum") || schema.has("const")) {
      var word = schema.has("enum") ? "enum" : "const";
      offer(word, with(name, StringNode.valueOf("osbctl-none-of-them")));
    }
    number(name, schema, "minimum", BigDecimal.ONE.negate());
    number(name, schema, "maximum", BigDecimal.ONE);
    number(name, schema, "exclusiveMinimum", BigDecimal.ZERO);
    number(name, schema, "exclusiveMaximum", BigDecimal.ZERO);
    if (schema.path("multipleOf").isNumber()) {
      var half = schema.path("multipleOf").decimalValue().divide(BigDecimal.TWO);
      offer("multipleOf", with(name, ParameterSamples.node(half)));
    }
    text(name, schema);
    items(name, schema);
    nested(name, schema);
  }

  private void number(String name, ObjectNode schema, String keyword, BigDecimal step) {
    if (schema.path(keyword).isNumber()) {
      var beyond = schema.path(keyword).decimalValue().add(step);
      offer(keyword, with(name, ParameterSamples.node(beyond)));
    }
  }

  private void text(String name, ObjectNode schema) {
    if (schema.path("minLength").asInt(0) > 0) {
      offer("minLength", with(name, StringNode.valueOf("")));
    }
    int longest = schema.path("maxLength").asInt(-1);
    if (longest >= 0 && longest < 10_000) {
      offer("maxLength", with(name, StringNode.valueOf("x".repeat(longest + 1))));
    }
    if (schema.has("pattern")) {
      for (var text : List.of("", " ", "osbctl osbctl", "\u00e4!", "0")) {
        if (!PatternText.finds(schema.path("pattern").stringValue(""), text)) {
          offer("pattern", with(name, StringNode.valueOf(text)));
        }
      }
    }
    if (schema.has("format")) {
      offer("format", with(name, StringNode.valueOf("osbctl: not of this format")));
    }
  }

  private void items(String name, ObjectNode schema) {
    if (!ParameterSamples.type(schema).equals("array")) {
      return;
    }
    var items = new ArrayList<JsonNode>();
    valid.path(name).forEach(items::add);
    if (schema.path("minItems").asInt(0) > 0) {
      offer("minItems", with(name, array(List.of())));
    }
    if (items.isEmpty()) {
      return;
    }
    int most = schema.path("maxItems").asInt(-1);
    if (most >= 0 && most < 1_000) {
      var many = new ArrayList<JsonNode>();
      for (int i = 0; i <= most; i++) {
        many.add(items.getFirst());
      }
      offer("maxItems", with(name, array(many)));
    }
    offer("uniqueItems", with(name, array(List.of(items.getFirst(), items.getFirst()))));
    var type = ParameterSamples.type(document.flat(schema.path("items"), 0));
    offer("items", with(name, array(List.of(wrongType(type)))));
  }

  private void nested(String name, ObjectNode schema) {
    if (!valid.path(name).isObject()) {
      return;
    }
    for (var each : schema.path("required")) {
      var inner = (ObjectNode) valid.path(name).deepCopy();
      inner.remove(each.stringValue(""));
      offer("properties", with(name, inner));
    }
  }

  private static JsonNode array(List<JsonNode> items) {
    var array = Json.object().putArray("all");
    items.forEach(array::add);
    return array;
  }

  private static JsonNode wrongType(String type) {
    return type.equals("string") ? IntNode.valueOf(7) : StringNode.valueOf("osbctl-wrong-type");
  }

  private JsonNode with(String name, JsonNode value) {
    var copy = copy();
    copy.set(name, value);
    return copy;
  }

  private JsonNode without(String name) {
    var copy = copy();
    copy.remove(name);
    return copy;
  }

  private ObjectNode copy() {
    return valid.isObject() ? (ObjectNode) valid.deepCopy() : Json.object();
  }

  private void offer(String keyword, JsonNode parameters) {
    if (!found.containsKey(keyword) && !compiled.violations(parameters).isEmpty()) {
      found.put(keyword, ParameterSamples.asParsed(parameters));
    }
  }
}
