package org.osbctl.profile;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osbctl.spec.Json;
import org.osbctl.spec.ParameterSchema;
import org.osbctl.spec.SchemaReferences;
import org.osbctl.spec.SemanticVersion;
import tools.jackson.databind.JsonNode;

/**
 * One check of a rule. What is absent passes all of them but {@code present}, {@code text} and
 * {@code minItems}.
 */
final class CatalogCheck {
  /** The names of checks. */
  static final Set<String> WORDS =
      Set.of(
          "present",
          "absent",
          "text",
          "type",
          "longest",
          "oneOf",
          "unique",
          "minItems",
          "keys",
          "keysPresent",
          "forbids",
          "semver",
          "not",
          "atMostOneOf",
          "bindable",
          "schema");

  private final String word;
  private final JsonNode argument;
  private final JsonNode check;

  /** Values that were seen, by the object they have to be unique in. */
  private final IdentityHashMap<JsonNode, Map<String, String>> seen = new IdentityHashMap<>();

  CatalogCheck(JsonNode check) {
    this.check = check;
    this.word = check.propertyNames().stream().filter(WORDS::contains).findFirst().orElseThrow();
    this.argument = check.path(word);
  }

  /** What is there in place of what should be; empty when all is well. */
  Optional<String> offence(CatalogLint.Place place, JsonNode catalog) {
    var node = place.node();
    return switch (word) {
      case "present" -> when(node.isMissingNode() || node.isNull(), "nothing");
      case "absent" -> when(!node.isMissingNode(), shown(node));
      case "text" -> when(!node.isString() || node.stringValue().isBlank(), shown(node));
      case "minItems" -> when(!node.isArray() || node.size() < argument.intValue(), shown(node));
      default -> node.isMissingNode() ? Optional.empty() : ofPresent(place, catalog);
    };
  }

  private Optional<String> ofPresent(CatalogLint.Place place, JsonNode catalog) {
    var node = place.node();
    return switch (word) {
      case "type" -> when(!isA(argument.asString(), node), shown(node));
      case "longest" -> {
        int length = length(node);
        yield when(length > argument.intValue(), Integer.toString(length));
      }
      case "oneOf" -> notOneOf(node);
      case "unique" -> repeated(place, catalog);
      case "keys" -> keys(node);
      case "keysPresent" -> when(!node.isNull() && !hasAll(node), shown(node));
      case "forbids" ->
          when(node.isArray() && node.valueStream().anyMatch(argument::equals), shown(argument));
      case "semver" ->
          when(!node.isString() || !SemanticVersion.isValid(node.stringValue()), shown(node));
      case "not" -> when(node.equals(argument), shown(node));
      case "atMostOneOf" ->
          when(argument.valueStream().filter(each -> node.has(each.asString())).count() > 1, "");
      case "bindable" -> when(!isBindable(place), shown(node));
      case "schema" -> schema(node);
      default -> throw new IllegalStateException(word);
    };
  }

  private static Optional<String> when(boolean wrong, String value) {
    return wrong ? Optional.of(value) : Optional.empty();
  }

  private static String shown(JsonNode node) {
    var text =
        node.isMissingNode() ? "nothing" : node.isString() ? node.stringValue() : Json.text(node);
    return text.length() <= 60 ? text : text.substring(0, 59) + "…";
  }

  private boolean isA(String type, JsonNode node) {
    if (node.isNull()) {
      return check.path("nullable").asBoolean(false);
    }
    return switch (type) {
      case "string" -> node.isString();
      case "boolean" -> node.isBoolean();
      case "integer" -> node.isIntegralNumber();
      case "number" -> node.isNumber();
      case "object" -> node.isObject();
      case "array" -> node.isArray();
      case "texts" -> node.isArray() && node.valueStream().allMatch(JsonNode::isString);
      case "objects" -> node.isArray() && node.valueStream().allMatch(JsonNode::isObject);
      default -> throw new IllegalStateException(type);
    };
  }

  private int length(JsonNode node) {
    return switch (check.path("unit").asString("characters")) {
      case "json" -> characters(Json.text(node));
      case "bytes" -> node.asString("").getBytes(StandardCharsets.UTF_8).length;
      case "joined" ->
          characters(
              node.valueStream().map(each -> each.asString("")).collect(Collectors.joining(",")));
      default -> characters(node.asString(""));
    };
  }

  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  private Optional<String> notOneOf(JsonNode node) {
    var values = node.isArray() ? node.valueStream() : java.util.stream.Stream.of(node);
    return values
        .filter(value -> argument.valueStream().noneMatch(value::equals))
        .findFirst()
        .map(CatalogCheck::shown);
  }

  private Optional<String> repeated(CatalogLint.Place place, JsonNode catalog) {
    if (!place.node().isString()) {
      return Optional.empty();
    }
    var scope =
        switch (argument.asString()) {
          case "service" -> place.offering();
          case "plan" -> place.plan();
          default -> catalog;
        };
    var value = place.node().stringValue();
    var before =
        seen.computeIfAbsent(scope, key -> new HashMap<>()).putIfAbsent(value, place.path());
    return Optional.ofNullable(before).map(path -> value);
  }

  private Optional<String> keys(JsonNode node) {
    return node.propertyNames().stream()
        .filter(name -> argument.valueStream().noneMatch(each -> each.asString().equals(name)))
        .findFirst();
  }

  private boolean hasAll(JsonNode node) {
    return argument
        .valueStream()
        .allMatch(name -> !node.path(name.asString()).asString("").isBlank());
  }

  private static boolean isBindable(CatalogLint.Place place) {
    var own = place.plan().path("bindable");
    return (own.isBoolean() ? own : place.offering().path("bindable")).asBoolean(false);
  }

  private Optional<String> schema(JsonNode node) {
    if (!node.isObject()) {
      return Optional.empty();
    }
    var dialect = node.path("$schema").asString("");
    return switch (argument.asString()) {
      case "names-dialect" -> when(!node.has("$schema"), "");
      case "draft-04" ->
          isDraft4(dialect)
              ? ParameterSchema.offencesAgainstDraft4(node).stream()
                  .findFirst()
                  .map(ParameterSchema.Violation::toString)
              : Optional.empty();
      case "only-draft-04" -> when(node.has("$schema") && !isDraft4(dialect), dialect);
      case "known-dialect" ->
          when(
              node.has("$schema")
                  && check
                      .path("dialects")
                      .valueStream()
                      .noneMatch(each -> each.asString().equals(withoutFragment(dialect))),
              dialect);
      case "self-contained" ->
          SchemaReferences.external(node).stream()
              .findFirst()
              .map(SchemaReferences.Found::reference);
      default -> throw new IllegalStateException(argument.asString());
    };
  }

  private static boolean isDraft4(String dialect) {
    return withoutFragment(dialect).equals("http://json-schema.org/draft-04/schema");
  }

  private static String withoutFragment(String uri) {
    return uri.split("#", 2)[0];
  }
}
