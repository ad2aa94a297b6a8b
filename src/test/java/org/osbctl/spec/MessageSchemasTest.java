package org.osbctl.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.osbctl.spec.MessageSchemas.Message;
import tools.jackson.databind.JsonNode;

class MessageSchemasTest {
  private static final Path FILES = Path.of("specs", "schemas");
  private static final Set<String> OUR_WORDS =
      Set.of(
          "x-requirement",
          "x-note",
          "x-permits",
          "x-since",
          "x-until",
          "x-asynchronous",
          "x-null",
          "x-secret");

  private static Stream<MessageCheck> checks(ApiVersion version) {
    return Stream.of(Message.values())
        .flatMap(
            message ->
                Stream.of(true, false)
                    .flatMap(async -> MessageSchemas.checks(message, async, version).stream()));
  }

  static Stream<Path> files() throws IOException {
    try (var files = Files.list(FILES)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void file_says_its_source_and_uses_known_words_only(Path file) throws IOException {
    var text = Files.readString(file);
    assertTrue(text.lines().limit(2).anyMatch(line -> line.contains("tags v2.11 to v2.17")), text);
    var schema = json(text);
    assertTrue(schema.isObject(), file::toString);
    for (var name : everyName(schema)) {
      assertTrue(!name.startsWith("x-") || OUR_WORDS.contains(name), name);
    }
  }

  private static Set<String> everyName(JsonNode node) {
    var names = new TreeSet<String>();
    node.forEach(child -> names.addAll(everyName(child)));
    if (node.isObject()) {
      names.addAll(node.propertyNames());
    }
    return names;
  }

  @ParameterizedTest
  @EnumSource(ApiVersion.class)
  void check_stands_exactly_where_its_requirement_does(ApiVersion version) {
    var checked = new TreeSet<String>();
    checks(version).forEach(check -> checked.add(check.requirement()));
    var due = new TreeSet<String>();
    for (var id : MessageSchemas.requirements()) {
      if (Requirements.bundled().get(id).level(version).isPresent()) {
        due.add(id);
      }
    }
    assertEquals(due, checked);
  }

  @ParameterizedTest
  @EnumSource(ApiVersion.class)
  void permission_is_one_by_its_level(ApiVersion version) {
    checks(version)
        .forEach(
            check ->
                assertEquals(
                    check.isPermission(),
                    Requirements.bundled().get(check.requirement()).level(version).orElseThrow()
                        == Level.MAY,
                    check.requirement()));
  }

  @Test
  void check_says_where_it_looks() {
    var found =
        MessageSchemas.checks(Message.CATALOG, false, ApiVersion.V2_17).stream()
            .filter(check -> check.requirement().equals("metadata.cost-unit"))
            .toList();
    assertEquals(1, found.size());
    assertEquals("/services/*/plans/*/metadata/costs/*", found.getFirst().where());
    var none = found.getFirst().examine(json("{\"services\": [{\"plans\": [{}]}]}"));
    assertEquals(new MessageCheck.Findings(0, 0, null, null), none);
    var two =
        found
            .getFirst()
            .examine(
                json(
                    "{\"services\":[{\"plans\":[{\"metadata\":{\"costs\":[{\"unit\":\"h\"},{}]}}]}]}"));
    assertEquals(2, two.places());
    assertEquals(1, two.offences());
  }

  @Test
  void checks_are_made_once() {
    var once = MessageSchemas.checks(Message.BIND, false, ApiVersion.V2_17);
    assertSame(once, MessageSchemas.checks(Message.BIND, false, ApiVersion.V2_17));
  }

  @ParameterizedTest
  @EnumSource(ApiVersion.class)
  void quick_look_lets_nothing_pass_that_the_validator_does_not(ApiVersion version) {
    var values =
        Stream.of(
                "null",
                "true",
                "false",
                "0",
                "1.0",
                "1.5",
                "-3",
                "\"\"",
                "\"a\"",
                "\"r\"",
                "\"\\n\"",
                "\"in progress\"",
                "\"😀\"",
                "\"" + "x".repeat(10_000) + "\"",
                "\"" + "x".repeat(10_001) + "\"",
                "[]",
                "[\"a\"]",
                "[1]",
                "[null]",
                "[{}]",
                "{}",
                "{\"state\": \"failed\"}",
                "{\"state\": 1}",
                "{\"amount\": {}, \"unit\": \"h\"}",
                "{\"amount\": {\"usd\": \"1\"}, \"unit\": 1}",
                "{\"version\": \"1.0.0\"}",
                "{\"version\": 1}",
                "{\"id\": \"a\", \"secret\": \"b\"}",
                "{\"id\": \"a\", \"name\": \"b\", \"description\": \"c\"}",
                "{\"volume_id\": 1}",
                "{\"parameters\": {}}",
                "{\"$schema\": \"\"}",
                "{\"services\": {}}",
                "{\"services\": [1]}")
            .map(MessageSchemasTest::json)
            .toList();
    checks(version)
        .forEach(
            check -> {
              var quick = QuickPass.of(check.schema());
              for (var value : values) {
                assertTrue(
                    !quick.passes(value) || check.isValid(value),
                    () -> check.requirement() + " " + check.schema() + " " + Json.text(value));
              }
            });
  }

  @Test
  void quick_look_spares_the_validator_most_of_a_catalog() {
    var plain =
        MessageSchemas.checks(Message.CATALOG, false, ApiVersion.V2_17).stream()
            .filter(check -> check.requirement().equals("catalog.plan-complete"))
            .findFirst()
            .orElseThrow();
    assertTrue(
        QuickPass.of(plain.schema())
            .passes(
                json("{\"id\": \"a\", \"name\": \"b\", \"description\": \"c\", \"more\": []}")));
  }

  @Test
  void words_say_what_is_due_and_what_is_there() {
    var state = MessageSchemas.checks(Message.INSTANCE_POLL, false, ApiVersion.V2_17).getFirst();
    var offence = state.examine(json("{\"state\": \"%s\"}".formatted("y".repeat(100)))).first();
    assertEquals("/state", offence.pointer());
    assertEquals("\"in progress\", \"succeeded\" or \"failed\"", offence.expected());
    assertEquals("\"" + "y".repeat(60) + "…\"", offence.actual());
  }

  @Test
  void every_message_has_a_check() {
    for (var message : Message.values()) {
      var count =
          Stream.of(ApiVersion.values())
              .flatMap(
                  version ->
                      List.of(true, false).stream()
                          .flatMap(
                              async -> MessageSchemas.checks(message, async, version).stream()))
              .count();
      assertTrue(count > 0, message::toString);
    }
  }

  private static JsonNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8)).node();
  }
}
