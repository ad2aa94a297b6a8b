package org.osbctl.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret known by heart, at the edges of texts and of disguises. */
class KnownSecretsTest {
  private static final Redaction REDACTION = new Redaction(List.of("geheim"));

  @ParameterizedTest
  @CsvSource({
    "%67eheim, ***",
    "\\u0067eheim, ***",
    "a%67\\u0065heim, a***",
    "\\u002567eheim, ***",
    "\\u00C4geheim, \\u00C4***",
    "geheim\\, ***\\",
    "geheim\\u00, ***\\u00",
    "geheim%6, ***%6",
    "geheim%zz, ***%zz",
    "gehei%6, gehei%6",
    "gehei\\u006, gehei\\u006",
    "\\ud83dgeheim, \\ud83d***",
    "\\ud83d\\u0067eheim, \\ud83d***"
  })
  void disguise_is_seen_through_wherever_it_begins(String text, String expected) {
    assertEquals(expected, REDACTION.text(text));
  }

  @Test
  void secret_of_four_letters_is_looked_for() {
    assertEquals("x ***", new Redaction(List.of("abcd")).text("x abcd"));
  }

  @Test
  void blank_around_a_secret_is_not_part_of_it() {
    assertEquals("<***>", new Redaction(List.of(" geheim\n")).text("<geheim>"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"é", "Ж", "€", "\uffff", "😀"})
  void secret_beyond_ascii_is_found_escaped_and_encoded(String letter) {
    var secret = "pass" + letter;
    var escaped = new StringBuilder("pass");
    letter.chars().forEach(c -> escaped.append("\\u%04x".formatted(c)));
    var encoded = new StringBuilder("pass");
    for (byte octet : letter.getBytes(UTF_8)) {
      encoded.append("%%%02X".formatted(octet));
    }
    var redaction = new Redaction(List.of(secret));
    for (var text : List.of(secret, escaped.toString(), encoded.toString())) {
      assertEquals("<***>", redaction.text("<" + text + ">"), text);
    }
  }

  /** Of four bytes, no whole group is their own wherever they stand. */
  @Test
  void few_letters_of_base64_are_no_find() {
    var shifted = Base64.getEncoder().encodeToString("xxabcd".getBytes(UTF_8)).substring(4);
    assertEquals(shifted, new Redaction(List.of("abcd")).text(shifted));
  }

  @ParameterizedTest
  @ValueSource(chars = {'A', 'Z', 'a', 'z', '0', '9', '+', '/', '-', '_', '='})
  void group_of_base64_beside_a_secret_goes_with_it(char c) {
    var secret = "geheimnis";
    var inside =
        Base64.getEncoder().encodeToString(("x" + secret).getBytes(UTF_8)).substring(4, 12);
    var four = String.valueOf(c).repeat(4);
    var redaction = new Redaction(List.of(secret));
    assertEquals("***", redaction.text(four + inside + four));
    assertEquals(c + "***" + c, redaction.text(c + four + inside + four + c));
    assertEquals("@***[", redaction.text("@" + inside + "["));
    assertEquals("`***{", redaction.text("`" + inside + "{"));
  }

  @Test
  void secret_is_found_behind_many_letters_of_several_bytes() {
    for (var letter : List.of("ü", "€", "😀")) {
      var text = letter.repeat(1000);
      assertEquals(text + "***" + text, REDACTION.text(text + "geheim" + text));
      assertEquals(text + "***", REDACTION.text(text + "\\u0067eheim"));
    }
  }
}
