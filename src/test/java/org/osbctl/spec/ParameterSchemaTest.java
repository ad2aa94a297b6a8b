package org.osbctl.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.samples.RandomJson;
import tools.jackson.databind.JsonNode;

class ParameterSchemaTest {

  private static JsonNode json(String text) {
    return Json.parse(text.getBytes(UTF_8)).node();
  }

  private static List<String> violations(String schema, String parameters) {
    return ParameterSchema.of(json(schema)).orElseThrow().violations(json(parameters)).stream()
        .map(ParameterSchema.Violation::toString)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://json-schema.org/draft-04/schema#",
        "http://json-schema.org/draft-06/schema#",
        "http://json-schema.org/draft-07/schema#",
        "https://json-schema.org/draft/2019-09/schema",
        "https://json-schema.org/draft/2020-12/schema"
      })
  void every_draft_is_understood(String draft) {
    var schema =
        """
        {"$schema": "%s", "type": "object", "required": ["size"],
         "properties": {"size": {"type": "integer", "minimum": 1}}}\
        """
            .formatted(draft);
    assertEquals(List.of(), violations(schema, "{\"size\": 1}"));
    assertEquals(1, violations(schema, "{}").size());
    assertTrue(violations(schema, "{\"size\": 0}").getFirst().startsWith("/size: "));
  }

  @Test
  void draft_decides_what_a_word_means() {
    var exclusive = "\"properties\": {\"size\": {\"minimum\": 1, \"exclusiveMinimum\": true}}}";
    assertEquals(
        1,
        violations(
                "{\"$schema\": \"http://json-schema.org/draft-04/schema#\", " + exclusive,
                "{\"size\": 1}")
            .size());
    var newer =
        "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"properties\": {\"size\":"
            + " {\"exclusiveMinimum\": 1}}}";
    assertEquals(1, violations(newer, "{\"size\": 1}").size());
  }

  @Test
  void violation_of_the_whole_is_one_of_the_parameters() {
    assertTrue(violations("{\"required\": [\"a\"]}", "{}").getFirst().startsWith("parameters: "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5",
        "null",
        "\"x\"",
        "[]",
        "{\"$schema\": \"http://example.com/own\"}",
        "{\"$schema\": 5}",
        "{\"properties\": {\"a\": 5}}",
        "{\"pattern\": \"(\"}",
        "{\"allOf\": {}}",
        "{\"minimum\": \"a\"}"
      })
  void what_cannot_be_a_schema_is_none(String schema) {
    assertTrue(ParameterSchema.of(json(schema)).isEmpty());
  }

  @Test
  void recursive_schema_describes_a_tree() {
    var tree = "{\"required\": [\"name\"], \"properties\": {\"child\": {\"$ref\": \"#\"}}}";
    assertEquals(List.of(), violations(tree, "{\"name\": 1, \"child\": {\"name\": 2}}"));
    assertTrue(
        violations(tree, "{\"name\": 1, \"child\": {\"child\": {\"name\": 1}}}")
            .getFirst()
            .startsWith("/child: "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$ref\": \"#\"}",
        "{\"allOf\": [{\"$ref\": \"#\"}]}",
        "{\"definitions\": {\"a\": {\"$ref\": \"#/definitions/b\"}, \"b\": {\"$ref\":"
            + " \"#/definitions/a\"}}, \"$ref\": \"#/definitions/a\"}",
      })
  void schema_that_never_ends_cannot_tell(String endless) {
    assertEquals(List.of(), violations(endless, "{}"));
  }

  @Test
  void reference_to_nothing_cannot_tell() {
    assertEquals(List.of(), violations("{\"$ref\": \"#/definitions/none\"}", "{}"));
  }

  @Test
  void nothing_is_loaded_from_elsewhere(@TempDir Path folder) throws IOException {
    var contacted = new AtomicInteger();
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          contacted.incrementAndGet();
          var body = "{\"type\": \"string\"}".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      var url = "http://127.0.0.1:" + server.getAddress().getPort();
      var file = Files.writeString(folder.resolve("schema.json"), "{\"type\": \"string\"}");
      for (var reference :
          List.of(
              url + "/schema.json",
              url + "//json-schema.org/schema.json",
              url + "/a?//json-schema.org/",
              url + "/a#/definitions/a",
              file.toUri().toString(),
              file.toUri() + "#//json-schema.org/",
              "classpath:specs/mock-catalog.json",
              "http://json-schema.org/no-such-schema")) {
        for (var word : List.of("$ref", "$recursiveRef", "$dynamicRef", "$schema")) {
          var schema = Json.object().put(word, reference);
          var around = Json.object();
          around.putObject("properties").set("a", schema);
          for (var each : List.of(schema, around)) {
            ParameterSchema.of(each)
                .ifPresent(s -> assertEquals(List.of(), s.violations(json("{\"a\": 5}"))));
          }
        }
      }
      assertEquals(0, contacted.get());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void schemas_of_the_same_id_do_not_mix() {
    var id =
        "\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"$id\":"
            + " \"http://example.com/s\"";
    assertEquals(1, violations("{" + id + ", \"type\": \"string\"}", "5").size());
    assertEquals(0, violations("{" + id + ", \"type\": \"integer\"}", "5").size());
    assertEquals(1, violations("{" + id + ", \"type\": \"integer\"}", "\"x\"").size());
    var other =
        "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"$ref\":"
            + " \"http://example.com/s\"}";
    assertEquals(List.of(), violations(other, "5"));
    assertEquals(List.of(), violations(other, "\"x\""));
  }

  @Test
  void random_schemas_never_throw() {
    var random = new RandomJson(new Random(31));
    for (int i = 0; i < 2_000; i++) {
      var schema =
          random.object(
              "type",
              "properties",
              "required",
              "items",
              "enum",
              "pattern",
              "allOf",
              "$ref",
              "not",
              "minimum",
              "multipleOf",
              "format",
              "dependencies",
              "additionalProperties",
              "$id");
      var parameters = random.value(2);
      assertDoesNotThrow(
          () -> ParameterSchema.of(schema).ifPresent(s -> s.violations(parameters)),
          () -> Json.text(schema));
    }
  }
}
