package org.osbctl.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.samples.RandomSchemas;
import org.osbctl.spec.Json;
import org.osbctl.spec.ParameterSchema;
import tools.jackson.databind.JsonNode;

class ParameterSamplesTest {
  private static JsonNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8)).node();
  }

  private static List<JsonNode> samples(String schema) {
    return ParameterSamples.of(json(schema), "osbctl", 3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}\
        """,
        """
        {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer", "minimum": 3}}}\
        """,
        """
        {"required": ["a"], "properties": {"a": {"type": "number", "minimum": 0.1, "maximum": 0.2}}}\
        """,
        """
        {"$schema": "http://json-schema.org/draft-04/schema#", "required": ["a"],
         "properties": {"a": {"type": "number", "minimum": 1, "exclusiveMinimum": true}}}\
        """,
        """
        {"$schema": "http://json-schema.org/draft-07/schema#", "required": ["a"],
         "properties": {"a": {"type": "integer", "exclusiveMinimum": 1, "multipleOf": 7}}}\
        """,
        """
        {"required": ["a"], "properties": {"a": {"type": "integer", "maximum": -5}}}\
        """,
        """
        {"required": ["a"], "properties": {"a": {"type": "string", "minLength": 12, "maxLength": 14}}}\
        """,
        """
        {"required": ["a"], "properties": {"a": {"type": "string", "maxLength": 3}}}\
        """,
        """
        {"required": ["a"], "properties": {"a": {"pattern": "^[a-z]{3,5}-(dev|prod)\\\\d+$"}}}\
        """,
        """
        {"required": ["a"], "properties": {"a": {"pattern": "^[^A-Z_]+$", "minLength": 20}}}\
        """,
        """
        {"required": ["a"], "properties": {"a": {"type": "string", "format": "date-time"}}}\
        """,
        """
        {"required": ["a"], "properties": {"a": {"type": "string", "format": "ipv4"}}}\
        """,
        """
        {"required": ["a"], "properties": {"a": {"enum": [null, {"x": 1}]}}}\
        """,
        """
        {"required": ["a"], "properties": {"a": {"const": 4}}}\
        """,
        """
        {"required": ["a"], "properties": {"a": {"type": ["null", "integer"], "minimum": 2}}}\
        """,
        """
        {"required": ["a"], "properties": {"a": {"$ref": "#/definitions/size"}},
         "definitions": {"size": {"type": "integer", "minimum": 5}}}\
        """,
        """
        {"$schema": "https://json-schema.org/draft/2020-12/schema", "required": ["a"],
         "properties": {"a": {"$ref": "#size"}},
         "$defs": {"s": {"$anchor": "size", "type": "integer", "minimum": 5}}}\
        """,
        """
        {"allOf": [{"required": ["a"]}, {"properties": {"a": {"type": "boolean"}}}]}\
        """,
        """
        {"oneOf": [{"required": ["a"], "properties": {"a": {"type": "integer"}}},
                   {"required": ["b"], "properties": {"b": {"type": "string"}}}]}\
        """,
        """
        {"$schema": "https://json-schema.org/draft/2020-12/schema",
         "anyOf": [{"required": ["a"], "properties": {"a": false}},
                   {"required": ["b"], "properties": {"b": {"type": "string"}}}]}\
        """,
        """
        {"required": ["a"], "properties": {"a": {"type": "array", "minItems": 3, "uniqueItems": true,
         "items": {"type": "string"}}}}\
        """,
        """
        {"required": ["a"], "properties": {"a": {"type": "object", "required": ["b"],
         "properties": {"b": {"type": "object", "required": ["c"]}}}}}\
        """,
        """
        {"required": ["kind"], "properties": {"kind": {"enum": ["big"]}},
         "if": {"properties": {"kind": {"const": "big"}}}, "then": {"required": ["size"]}}\
        """,
        """
        {"required": ["a"], "properties": {"a": {"type": "string"}}, "additionalProperties": false,
         "dependencies": {"a": ["b"]}, "patternProperties": {"^b$": {"type": "integer"}}}\
        """,
        """
        {"type": "object", "minProperties": 2, "additionalProperties": {"type": "integer"}}\
        """
      })
  void parameters_are_made_that_the_schema_allows(String schema) {
    var samples = samples(schema);
    assertFalse(samples.isEmpty());
    var compiled = ParameterSchema.of(json(schema)).orElseThrow();
    samples.forEach(each -> assertEquals(List.of(), compiled.violations(each), each::toString));
  }

  /** {@code -Dosbctl.fuzz} makes them many. */
  @Test
  void what_is_made_from_any_schema_is_valid() {
    int count = Math.max(300, Integer.getInteger("osbctl.fuzz", 0) / 100);
    int made = 0;
    for (int seed = 0; seed < count; seed++) {
      var schema = new RandomSchemas(new Random(seed)).next();
      var compiled = ParameterSchema.of(schema);
      var samples = ParameterSamples.of(schema, "osbctl", 2);
      made += samples.size();
      for (var each : samples) {
        assertEquals(
            List.of(), compiled.orElseThrow().violations(each), () -> each + " for " + schema);
      }
    }
    // Nothing made would be nothing wrong.
    assertTrue(made > count / 2, made + " samples of " + count + " schemas");
  }

  @Test
  void the_schema_s_own_words_come_first() {
    var samples =
        samples(
            """
            {"properties": {"a": {"type": "string", "default": "x"}, "b": {"examples": ["y", "z"]},
             "secret": {"type": "string"}}}\
            """);
    assertEquals(json("{\"a\": \"x\", \"b\": \"y\"}"), samples.getFirst());
  }

  @Test
  void different_parameters_are_made() {
    var samples =
        samples(
            "{\"properties\": {\"size\": {\"type\": \"integer\", \"minimum\": 1, \"maximum\":"
                + " 9}}}");
    assertEquals(
        List.of(json("{\"size\": 1}"), json("{\"size\": 2}"), json("{\"size\": 3}")), samples);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"type": "object", "required": ["a"], "properties": {"a": {"$ref": "#"}}}\
        """,
        """
        {"required": ["a"], "properties": {"a": {"not": {}}}}\
        """,
        """
        {"allOf": [{"$ref": "#/allOf/0"}], "required": ["a"], "properties": {"a": false}}\
        """,
        """
        {"required": ["a"], "properties": {"a": {"pattern": "((((((((((x{1000}){1000}){1000}){1000}))))))y"}}}\
        """,
        """
        {"required": ["a"], "properties": {"a": {"type": "array", "minItems": 1000000000}}}\
        """,
        "{\"type\": \"array\"}",
        "[]"
      })
  void what_cannot_be_met_is_given_up_soon(String schema) {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertEquals(List.of(), samples(schema)));
  }

  @Test
  void one_violation_is_made_for_each_keyword() {
    var schema =
        json(
            """
            {"type": "object", "required": ["name"], "additionalProperties": false, "properties": {
              "name": {"type": "string", "pattern": "^[a-z]+$", "minLength": 2, "maxLength": 9},
              "size": {"type": "integer", "minimum": 1, "maximum": 9, "multipleOf": 1},
              "kind": {"enum": ["a", "b"]},
              "tags": {"type": "array", "minItems": 1, "maxItems": 2, "default": ["x"],
                       "uniqueItems": true, "items": {"type": "string"}}}}\
            """);
    var valid = ParameterSamples.of(schema, "osbctl", 1).getFirst();
    var violations = ParameterViolations.of(schema, valid);
    assertEquals(
        Set.of(
            "required",
            "additionalProperties",
            "type",
            "pattern",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "multipleOf",
            "enum",
            "minItems",
            "maxItems",
            "uniqueItems",
            "items"),
        violations.keySet());
    var compiled = ParameterSchema.of(schema).orElseThrow();
    violations.values().forEach(each -> assertFalse(compiled.violations(each).isEmpty()));
  }

  @Test
  void a_plan_without_usable_parameters_says_what_to_write() {
    var catalog =
        new org.osbctl.spec.Catalog(
            json(
                """
                {"services": [{"id": "s", "name": "db", "plans": [{"id": "p", "name": "big",
                  "schemas": {"service_instance": {"create": {"parameters":
                    {"required": ["licence"], "properties": {"licence": {"not": {}}}}}}}}]}]}\
                """));
    var plan = catalog.offerings().getFirst().plans().getFirst();
    var trouble =
        PlanParameters.of(plan, Json.missing(), org.osbctl.spec.ApiVersion.V2_17, 1)
            .trouble()
            .orElseThrow();
    assertTrue(trouble.contains("--params db/big=@params.json"), trouble);
    assertTrue(trouble.contains("{\"licence\":\"...\"}"), trouble);
  }
}
