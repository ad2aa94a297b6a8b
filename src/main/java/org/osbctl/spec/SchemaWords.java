package org.osbctl.spec;

import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osbctl.spec.MessageCheck.Offence;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Says in words what a schema asks for and what a value is. */
final class SchemaWords {
  private static final int LONGEST_VALUE = 60;
  private static final Pattern CHOICE = Pattern.compile("(?:/(?:anyOf|allOf)/\\d+|/not)$");

  private SchemaWords() {}

  /**
   * What is wrong with a value.
   *
   * @param schema the schema it did not pass
   * @param error the validator's finding
   * @param value the value
   * @param pointer where in the message the value is
   */
  static Offence offence(JsonNode schema, Error error, JsonNode value, String pointer) {
    var at = error.getInstanceLocation().toString();
    var asked = asked(schema, error);
    var expected = expected(asked);
    var place = pointer + at;
    if ("required".equals(error.getKeyword())) {
      return new Offence(
          place, error.getProperty() + " is missing", expected, "no member " + error.getProperty());
    }
    if ("additionalProperties".equals(error.getKeyword())) {
      return new Offence(
          place,
          "a member " + error.getProperty() + " is there, " + expected + " is due",
          expected,
          "a member " + error.getProperty());
    }
    var actual = actual(value.at(at), asked.has("x-secret") || schema.has("x-secret"));
    if ("maxLength".equals(error.getKeyword())) {
      var text = value.at(at).stringValue("");
      actual = text.codePointCount(0, text.length()) + " characters";
    }
    var what = subject(place) + " is " + actual + ", " + expected + " is due";
    return new Offence(place, what, expected, actual);
  }

  /** The schema that was not passed, as a whole where it is one of several for the same value. */
  private static JsonNode asked(JsonNode schema, Error error) {
    var location = error.getSchemaLocation().getFragment().toString();
    var around = location.substring(0, Math.max(location.lastIndexOf('/'), 0));
    while (!schema.at(around).path("description").isString() && CHOICE.matcher(around).find()) {
      around = CHOICE.matcher(around).replaceFirst("");
    }
    return schema.at(around);
  }

  private static String subject(String pointer) {
    if (pointer.isEmpty()) {
      return "the body";
    }
    var steps = Arrays.asList(pointer.substring(1).split("/", -1));
    var last = steps.getLast();
    return last.matches("\\d+") && steps.size() > 1
        ? "item " + last + " of " + steps.get(steps.size() - 2)
        : last;
  }

  /** What a schema asks for: its description, or words for its constraints. */
  private static String expected(JsonNode schema) {
    if (schema.path("description").isString()) {
      return schema.path("description").asString();
    }
    if (schema.path("enum").isArray()) {
      var values = new ArrayList<String>();
      schema.path("enum").forEach(each -> values.add(Json.text(each)));
      return either(values);
    }
    var types = new ArrayList<String>();
    var type = schema.path("type");
    (type.isArray() ? type.valueStream() : Stream.of(type))
        .forEach(each -> types.add(type(each.asString(""), schema)));
    return either(types);
  }

  private static String type(String name, JsonNode schema) {
    return switch (name) {
      case "string" -> string(schema);
      case "array" -> "an array" + (items(schema).isEmpty() ? "" : " of " + items(schema) + "s");
      case "object" -> "an object";
      case "integer" -> "an integer";
      case "null" -> "null";
      case "" -> "something else";
      default -> "a " + name;
    };
  }

  private static String items(JsonNode schema) {
    return schema.path("items").path("type").asString("");
  }

  private static String string(JsonNode schema) {
    var noun = schema.has("minLength") ? "a non-empty string" : "a string";
    return schema.has("maxLength")
        ? noun + " of at most " + schema.path("maxLength").asInt() + " characters"
        : noun;
  }

  private static String either(List<String> choices) {
    return choices.size() < 2
        ? String.join("", choices)
        : String.join(", ", choices.subList(0, choices.size() - 1)) + " or " + choices.getLast();
  }

  /** What a value is; of a secret one only its kind. */
  private static String actual(JsonNode value, boolean secret) {
    return switch (value.getNodeType()) {
      case STRING -> string(value.asString(), secret);
      case NUMBER -> secret ? "a number" : "the number " + shortened(value.asString());
      case BOOLEAN, NULL -> value.asString("null");
      case ARRAY -> value.isEmpty() ? "an empty array" : "an array";
      case OBJECT -> "an object";
      case MISSING, BINARY, POJO -> "nothing";
    };
  }

  private static String string(String text, boolean secret) {
    if (text.isEmpty()) {
      return "an empty string";
    }
    return secret ? "a string" : Json.text(StringNode.valueOf(shortened(text)));
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_VALUE
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_VALUE)) + "…";
  }
}
