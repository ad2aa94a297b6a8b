package org.osbctl.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.samples.RandomJson;
import org.osbctl.spec.Json.Parsed;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class JsonTest {

  private static Parsed parse(String text) {
    return Json.parse(text.getBytes(UTF_8));
  }

  private static String why(String text) {
    return assertInstanceOf(Parsed.Malformed.class, parse(text)).why();
  }

  @Test
  void value_is_read() {
    var value = assertInstanceOf(Parsed.Value.class, parse("{\"a\": [1, null, \"ü\"]}"));
    assertEquals("ü", value.node().path("a").path(2).stringValue());
    assertEquals(Set.of(), value.oddities());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\r\n\t "})
  void blanks_are_nothing(String text) {
    assertEquals(new Parsed.Nothing(), parse(text));
    assertTrue(parse(text).node().isMissingNode());
  }

  @Test
  void last_of_two_members_counts_and_is_reported() {
    var value =
        assertInstanceOf(Parsed.Value.class, parse("{\"a\": 1, \"b\": {\"c\": 1, \"c\": 2}}"));
    assertEquals(Set.of(Oddity.MEMBER_TWICE), value.oddities());
    assertEquals(2, value.node().path("b").path("c").intValue());
  }

  @Test
  void what_is_wrong_behind_a_duplicate_is_the_reason() {
    assertEquals(why("{\"b\": 2} x"), why("{\"a\": 2} x"));
    assertFalse(why("{\"a\": 1, \"a\": 2").contains("uplicate"), why("{\"a\": 1, \"a\": 2"));
  }

  @Test
  void byte_order_mark_is_passed_over() {
    assertEquals(Set.of(Oddity.BYTE_ORDER_MARK), oddities("\uFEFF{}"));
  }

  private static Set<Oddity> oddities(String text) {
    return assertInstanceOf(Parsed.Value.class, parse(text)).oddities();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\ud800",
        "\\uDFFF",
        "\\ud83d \\ude00",
        "\\ude00\\ud83d",
        "\\ud83d\\ud83d\\ude00",
        "\\\\\\udbff",
      })
  void half_of_a_surrogate_pair_is_odd(String text) {
    assertEquals(Set.of(Oddity.LONE_SURROGATE), oddities('"' + text + '"'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\ud83d\\ude00",
        "\\uD83D\\uDE00",
        "\\\\ud800",
        "\ud83d\ude00",
        "\\ud7ff",
        "\\ue000"
      })
  void whole_pairs_and_what_only_looks_like_half_of_one_are_not(String text) {
    assertEquals(Set.of(), oddities('"' + text + '"'));
    assertEquals(Set.of(), oddities("{\"" + text + "\": 1}"));
  }

  @Test
  void oddities_come_together() {
    assertEquals(Set.of(Oddity.values()), oddities("\uFEFF{\"a\": 1, \"a\": \"\\udfff\"}"));
  }

  static String[] malformed() {
    return new String[] {
      "{} {}",
      "{}x",
      "NaN",
      "{\"a\": NaN}",
      "Infinity",
      "{\"a\":",
      "{'a': 1}",
      "{a: 1}",
      "[1,]",
      "// comment\n{}",
      "\"\u0001\"",
      "\u0000",
      "<html>",
      "[".repeat(100_000),
      "[".repeat(100_000) + "]".repeat(100_000),
      "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000),
      "9".repeat(100_000),
      "1e99999999999",
      "{\"a\": -1e-99999999999}",
      "{\"a\": 1, \"a\": 1e99999999999}",
      "{\"\\ud800\": 1}",
    };
  }

  @ParameterizedTest
  @MethodSource
  void malformed(String text) {
    assertFalse(why(text).isEmpty());
    assertTrue(parse(text).node().isMissingNode());
  }

  @Test
  void wrong_utf_8_is_malformed() {
    byte[] wrong = {'"', (byte) 0xff, '"'};
    assertInstanceOf(Parsed.Malformed.class, Json.parse(wrong));
  }

  @Test
  void lone_surrogate_is_read_and_written_again() {
    var node = parse("\"a\\ud800b\"").node();
    assertEquals(node, Json.parse(Json.bytes(node)).node());
  }

  @Test
  void huge_exponent_is_kept_as_it_is() {
    assertEquals("1E+999999999", Json.text(parse("1e999999999").node()));
  }

  @Test
  void reason_shows_nothing_of_the_text() {
    assertFalse(why("hunter2").contains("hunter2"), why("hunter2"));
    assertFalse(why("{\"a\": hunter2}").contains("hunter2"), why("{\"a\": hunter2}"));
  }

  @Test
  void reason_tells_where() {
    assertTrue(why("{\n  \"a\": x}").contains("line 2"), why("{\n  \"a\": x}"));
  }

  @Test
  void random_bytes_never_throw() {
    var random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      var bytes = new byte[random.nextInt(30)];
      random.nextBytes(bytes);
      assertDoesNotThrow(() -> Json.parse(bytes));
    }
  }

  @Test
  void broken_json_never_throws() {
    var random = new Random(12);
    var values = new RandomJson(random);
    for (int i = 0; i < 5_000; i++) {
      var bytes = Json.bytes(values.value(3));
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      assertDoesNotThrow(() -> Json.parse(bytes));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "2147483647",
        "2147483648",
        "-9223372036854775808",
        "9223372036854775808",
        "1.0",
        "-0.0",
        "1e400",
        "1E-3",
        "123456789012345678901234567890.123",
        "true",
        "null",
        "\"\\ud83d\\ude00\"",
        "[[],{},[{}],\"\"]",
        "{\"a\":{\"a\":1,\"b\":[null]},\"b\":2,\"a\":3}"
      })
  void value_is_the_one_that_a_mapper_reads(String text) {
    var mapper =
        JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    assertEquals(mapper.readTree(text), parse(text).node());
  }

  @Test
  void written_json_is_read_back() {
    var values = new RandomJson(new Random(13));
    for (int i = 0; i < 5_000; i++) {
      var value = values.value(4);
      assertEquals(value, Json.parse(Json.bytes(value)).node());
      assertEquals(value, parse(Json.pretty(value)).node());
    }
  }
}
