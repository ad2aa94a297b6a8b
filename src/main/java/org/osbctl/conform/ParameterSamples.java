package org.osbctl.conform;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.osbctl.spec.Json;
import org.osbctl.spec.ParameterSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Makes valid parameters from a plan's schema, of any draft from 4 to 2020-12.
 *
 * <p>Members that are not mandatory come along only when the schema itself names a value for them
 * or bounds it: what a broker makes of any other is for its operator to choose. Every value is
 * validated before it is given out. The work is bounded in depth and in the number of values.
 */
final class ParameterSamples {
  private static final int DEEPEST = 12;
  private static final int MOST_VALUES = 2_000;
  private static final int VARIANTS = 6;

  private final SchemaDocument document;
  private final String word;
  private Members members = Members.TYPICAL;
  private int variant;
  private int made;

  private ParameterSamples(JsonNode schema, String word) {
    this.document = new SchemaDocument(schema);
    this.word = word;
  }

  /** Which members of an object are filled in. */
  private enum Members {
    TYPICAL,
    REQUIRED,
    ALL
  }

  /**
   * Different valid parameters, the plainest first; empty when none are found.
   *
   * @param word what free text begins with
   * @param most how many are wanted
   */
  static List<JsonNode> of(JsonNode schema, String word, int most) {
    var compiled = ParameterSchema.of(schema);
    if (compiled.isEmpty()) {
      return List.of();
    }
    var samples = new ParameterSamples(schema, word);
    Set<JsonNode> found = new LinkedHashSet<>();
    for (var members : Members.values()) {
      for (int variant = 0; variant < VARIANTS && found.size() < most; variant++) {
        var sample = asParsed(samples.sample(members, variant));
        if (sample.isObject() && compiled.get().violations(sample).isEmpty()) {
          found.add(sample);
        }
      }
    }
    return List.copyOf(found);
  }

  /** The value as a parser gives it back, for numbers are equal only if their nodes are. */
  static JsonNode asParsed(JsonNode value) {
    return Json.parse(Json.bytes(value)).node();
  }

  private JsonNode sample(Members which, int number) {
    members = which;
    variant = number;
    made = 0;
    return value(document.root(), 0);
  }

  private JsonNode value(JsonNode schema, int depth) {
    if (++made > MOST_VALUES || depth > DEEPEST) {
      return NullNode.getInstance();
    }
    var flat = document.flat(schema, variant);
    if (flat.has("const")) {
      return flat.path("const");
    }
    if (flat.has("default") && variant == 0) {
      return flat.path("default");
    }
    for (var list : List.of("enum", "examples")) {
      var values = flat.path(list);
      if (values.isArray() && !values.isEmpty()) {
        return values.get(variant % values.size());
      }
    }
    return switch (type(flat)) {
      case "object" -> object(flat, depth);
      case "array" -> array(flat, depth);
      case "integer" -> number(flat, true);
      case "number" -> number(flat, false);
      case "boolean" -> BooleanNode.valueOf(variant % 2 == 0);
      case "null" -> NullNode.getInstance();
      default -> StringNode.valueOf(text(flat));
    };
  }

  /** The type a schema asks for, or the one its keywords speak of. */
  static String type(JsonNode flat) {
    var type = flat.path("type");
    if (type.isString()) {
      return type.stringValue();
    }
    if (type.isArray() && !type.isEmpty()) {
      return StreamSupport.stream(type.spliterator(), false)
          .map(each -> each.stringValue(""))
          .filter(each -> !each.equals("null"))
          .findFirst()
          .orElse("null");
    }
    if (flat.has("properties") || flat.has("required") || flat.has("additionalProperties")) {
      return "object";
    }
    if (flat.has("items") || flat.has("prefixItems") || flat.has("minItems")) {
      return "array";
    }
    return flat.has("minimum") || flat.has("maximum") || flat.has("multipleOf")
        ? "number"
        : "string";
  }

  private ObjectNode object(ObjectNode flat, int depth) {
    var result = Json.object();
    var properties = flat.path("properties");
    properties.forEachEntry(
        (name, schema) -> {
          if (isWanted(schema) && !isRequired(flat, name)) {
            result.set(name, value(schema, depth + 1));
          }
        });
    for (var name : required(flat, result)) {
      result.set(name, value(schemaOf(flat, name), depth + 1));
    }
    for (int i = result.size(); i < flat.path("minProperties").asInt(0) && i < 100; i++) {
      result.set(word + i, value(schemaOf(flat, word + i), depth + 1));
    }
    return result;
  }

  private boolean isWanted(JsonNode schema) {
    return switch (members) {
      case ALL -> true;
      case REQUIRED -> false;
      case TYPICAL -> {
        var flat = document.flat(schema, variant);
        yield flat.has("const")
            || flat.has("default")
            || flat.has("enum")
            || flat.has("examples")
            || (flat.has("minimum") && flat.has("maximum"));
      }
    };
  }

  private static boolean isRequired(JsonNode flat, String name) {
    for (var each : flat.path("required")) {
      if (each.stringValue("").equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** The mandatory members, with those that other members make mandatory. */
  private static List<String> required(ObjectNode flat, ObjectNode chosen) {
    var names = new LinkedHashSet<String>();
    flat.path("required").forEach(each -> names.add(each.stringValue("")));
    for (var keyword : List.of("dependentRequired", "dependencies")) {
      flat.path(keyword)
          .forEachEntry(
              (name, needed) -> {
                if ((chosen.has(name) || names.contains(name)) && needed.isArray()) {
                  needed.forEach(each -> names.add(each.stringValue("")));
                }
              });
    }
    return new ArrayList<>(names);
  }

  private static JsonNode schemaOf(ObjectNode flat, String name) {
    var own = flat.path("properties").path(name);
    if (!own.isMissingNode()) {
      return own;
    }
    for (var entry : flat.path("patternProperties").properties()) {
      if (PatternText.finds(entry.getKey(), name)) {
        return entry.getValue();
      }
    }
    var others = flat.path("additionalProperties");
    return others.isObject() ? others : Json.object();
  }

  private JsonNode array(ObjectNode flat, int depth) {
    var result = Json.object().putArray("all");
    var tuple = flat.path("prefixItems").isArray() ? flat.path("prefixItems") : flat.path("items");
    if (tuple.isArray()) {
      tuple.forEach(each -> result.add(value(each, depth + 1)));
    }
    var least = Math.max(flat.path("minItems").asInt(0), flat.has("contains") ? 1 : 0);
    var kind = variant;
    while (result.size() < Math.min(least, 100)) {
      var contained = result.isEmpty() && flat.has("contains");
      result.add(value(contained ? flat.path("contains") : flat.path("items"), depth + 1));
      variant += flat.path("uniqueItems").asBoolean(false) ? 1 : 0;
    }
    variant = kind;
    return result;
  }

  private JsonNode number(ObjectNode flat, boolean whole) {
    var step = flat.has("multipleOf") ? flat.path("multipleOf").decimalValue() : BigDecimal.ONE;
    var exclusive = flat.path("exclusiveMinimum");
    var from = flat.path("minimum").isNumber() ? flat.path("minimum").decimalValue() : null;
    if (exclusive.isNumber() && (from == null || exclusive.decimalValue().compareTo(from) >= 0)) {
      from = exclusive.decimalValue();
    }
    var above = exclusive.isNumber() || exclusive.asBoolean(false);
    if (from == null) {
      var to = upper(flat);
      from = to == null || to.signum() > 0 ? BigDecimal.ZERO : to.subtract(step);
    }
    if (step.signum() <= 0) {
      step = BigDecimal.ONE;
    }
    var first = from.divide(step, 0, RoundingMode.CEILING).multiply(step);
    if (above && first.compareTo(from) == 0) {
      first = first.add(step);
    }
    if (!whole && !flat.has("multipleOf")) {
      first = between(from, upper(flat), first, above);
    }
    var value = first.add(step.multiply(BigDecimal.valueOf(variant)));
    var limit = upper(flat);
    return node(limit != null && value.compareTo(limit) > 0 ? first : value);
  }

  /** A number as JSON writes it: a whole one without a fraction. */
  static JsonNode node(BigDecimal value) {
    var plain = value.stripTrailingZeros();
    return plain.scale() > 0
        ? DecimalNode.valueOf(value)
        : BigIntegerNode.valueOf(plain.toBigIntegerExact());
  }

  /** A number for bounds so narrow that no whole number is between them. */
  private static BigDecimal between(
      BigDecimal from,
      @org.jspecify.annotations.Nullable BigDecimal to,
      BigDecimal first,
      boolean above) {
    return to != null && first.compareTo(to) >= 0
        ? above ? from.add(to).divide(BigDecimal.TWO) : from
        : first;
  }

  private static @org.jspecify.annotations.Nullable BigDecimal upper(ObjectNode flat) {
    var maximum = flat.path("maximum");
    var exclusive = flat.path("exclusiveMaximum");
    return exclusive.isNumber()
        ? exclusive.decimalValue()
        : maximum.isNumber() ? maximum.decimalValue() : null;
  }

  private String text(ObjectNode flat) {
    if (flat.path("pattern").isString()) {
      return PatternText.of(
          flat.path("pattern").stringValue(), variant, flat.path("minLength").asInt(0));
    }
    if (flat.path("format").isString()) {
      return FormatText.of(flat.path("format").stringValue(), variant, word);
    }
    var text = new StringBuilder(variant == 0 ? word : word + variant);
    text.repeat(
        'x', Math.max(0, Math.min(flat.path("minLength").asInt(0), 10_000) - text.length()));
    var longest = flat.path("maxLength").asInt(Integer.MAX_VALUE);
    return text.length() <= longest ? text.toString() : text.substring(text.length() - longest);
  }
}
