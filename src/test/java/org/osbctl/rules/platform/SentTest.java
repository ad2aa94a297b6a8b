package org.osbctl.rules.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.platform.Talk.*;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.spec.Json;

class SentTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "'small', `\"small\"`",
        "'', `\"\"`",
        "[1], an array",
        "{'a':1}, an object",
        "null, null",
        "1.5, a number",
        "true, a boolean"
      })
  void value_is_shown_without_telling_more_than_needed(String json, String shown) {
    assertEquals(shown, Sent.shown(json(json)));
  }

  @Test
  void absent_value_is_nothing() {
    assertEquals("nothing", Sent.shown(Json.missing()));
  }

  @Test
  void long_word_is_cut() {
    var word = "x".repeat(200);
    var quoted = Sent.quoted(word);
    assertEquals('"' + word.substring(0, quoted.length() - 3) + "…\"", quoted);
    var longest = word.substring(0, quoted.length() - 3);
    assertEquals('"' + longest + '"', Sent.quoted(longest));
  }
}
