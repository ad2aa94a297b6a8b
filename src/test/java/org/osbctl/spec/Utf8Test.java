package org.osbctl.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "caf\u00e9", "\u20ac", "\ud83d\ude00", "\ufeff{}"})
  void text_in_utf_8_is_right(String text) {
    assertEquals(-1, Utf8.firstWrong(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void long_text_is_read_to_its_end() {
    var text = "\u20ac".repeat(10_000);
    assertEquals(-1, Utf8.firstWrong(text.getBytes(StandardCharsets.UTF_8)));
    var wrong = (text + "\u00ff").getBytes(StandardCharsets.ISO_8859_1);
    wrong[wrong.length - 1] = (byte) 0xff;
    assertEquals(wrong.length - 1, Utf8.firstWrong(wrong));
  }

  @ParameterizedTest
  @CsvSource({
    "61 ff, 1",
    "c3 28, 0",
    "61 62 c0 af, 2",
    "ed a0 80, 0",
    "e2 82, 0",
    "f5 80 80 80, 0",
    "7b 00 7d, 1"
  })
  void wrong_bytes_are_found(String bytes, int position) {
    var words = bytes.split(" ", -1);
    var wrong = new byte[words.length];
    for (int i = 0; i < words.length; i++) {
      wrong[i] = (byte) Integer.parseInt(words[i], 16);
    }
    assertEquals(position, Utf8.firstWrong(wrong));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"})
  void wider_encodings_are_none(String charset) {
    assertEquals(
        Json.Parsed.Malformed.class,
        Json.parse("{\"a\": 1}".getBytes(Charset.forName(charset))).getClass());
  }
}
