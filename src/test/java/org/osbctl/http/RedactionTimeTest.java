package org.osbctl.http;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A broker chooses how long a text is, not how long it takes to look for secrets in it. */
class RedactionTimeTest {
  static Stream<String> longTexts() {
    int size = 1_000_000;
    return Stream.of(
            "a",
            ":",
            "://",
            "a.",
            "a://",
            "a:x://",
            "http://u:p@",
            "\"secret\":{",
            "\"secret\":[",
            "{\"password\":\"x\"},",
            "token:",
            "token: a ",
            "password=",
            "password\n",
            "secret:\n  ",
            "eyJ",
            "eyJabcdefgh.",
            "basic ",
            "bearer\t\t\t",
            "-----BEGIN PRIVATE KEY-----",
            "PRIVATE KEY-----",
            "<secret>",
            "\\",
            "\\u00",
            "%4",
            "%41\\u0041",
            "geheim",
            "gehei",
            "ä")
        .map(part -> part.repeat(size / part.length()));
  }

  /**
   * With the square of its length, a megabyte would take minutes: the limit is for slow machines.
   */
  @ParameterizedTest
  @MethodSource("longTexts")
  void a_megabyte_of_anything_takes_linear_time(String text) {
    var redaction = new Redaction(List.of("geheimnis1", "geheimnis2", "geheim"));
    assertTimeoutPreemptively(Duration.ofSeconds(60), () -> redaction.body(Body.of(text)));
  }

  @Test
  void five_megabytes_of_json_take_linear_time() {
    var array = tools.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < 70_000; i++) {
      array
          .addObject()
          .put("id", "i" + i)
          .put("description", "some text: with 100% of \\ it")
          .put("password", "x");
    }
    var body = Body.of(array);
    assertTrue(body.size() > 5_000_000);
    var redaction = new Redaction(List.of("geheimnis1", "geheimnis2"));
    assertTimeoutPreemptively(Duration.ofSeconds(60), () -> redaction.body(body));
  }
}
