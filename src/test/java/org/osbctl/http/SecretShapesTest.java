package org.osbctl.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a shape begins and ends: at the edges of a text, beside its look-alikes, torn. */
class SecretShapesTest {
  private static void assertText(String expected, String text) {
    assertEquals(expected, new Redaction(List.of()).text(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":",
        ": x",
        " : x",
        "\":x",
        "=",
        "=x",
        ">",
        ">x",
        "password:",
        "password: ",
        "password=",
        "a password> x",
        "password>geheim",
        "\"password\":",
        "\"password\": ",
        "password:\n",
        "http://",
        "http://host:",
        "http://host:/a@b",
        "see http://host and me@x",
        "http://host\"me@x",
        "://user:pass@host",
        "basic",
        "basic x",
        "bearer",
        "Bearer abcdefghijklmnop",
        "Bearer abcdefghijklmn0",
        "eyJ",
        "eyJabc.def.ghi",
        "the access token: is it abc1?"
      })
  void text_without_a_secret_stays_as_it_is(String text) {
    assertText(text, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "password=geheim | password=***",
        "password=\\ | password=***",
        "password=geheim x | password=*** x",
        "password   =geheim | password   =***",
        "AUTHORIZATION=geheim | AUTHORIZATION=***",
        "authorization=geheim | authorization=***",
        "token0=geheim | token0=***",
        "token9=geheim | token9=***",
        "Invalid token: abc0 | Invalid token: ***",
        "Invalid token: abc9, sorry | Invalid token: ***, sorry",
        "Basic OnBhc3M= | Basic ***=",
        "Basic dXNlcjpwYXNzd | Basic ***",
        "Bearer abcdefghijklmno0 | Bearer ***",
        "Bearer abcdefghijklmno9 | Bearer ***",
        "x://user:pass@host | x://***@host",
        "x://user:pass@host next | x://***@host next",
        "<a href=\"x://user:pass@host\"> | <a href=\"x://***@host\">",
        "9://user:pass@host | 9://***@host",
        "http://user:0pass/x@host | http://user:0pass/x@host",
        "{\"password\":{\"a\":{}},\"b\":[] | {\"password\":***,\"b\":[]",
        "{\"passwords\":[[1],2],\"b\":3 | {\"passwords\":***,\"b\":3",
        "{\"password\": nullify,\"b\":3 | {\"password\": ***,\"b\":3",
        "{\"password\": null | {\"password\": null",
        "{\"password\": false} x | {\"password\": false} x",
      })
  void secret_is_masked_to_its_last_character(String text, String expected) {
    assertText(expected.replace("***=", "***"), text);
  }

  @Test
  void block_of_yaml_is_masked_line_by_line() {
    for (var mark : List.of("|", ">", "|-")) {
      assertText("password: " + mark + "\n***\nb: 2", "password: " + mark + "\n  one\n  two\nb: 2");
      assertText("password: " + mark + "\n***", "password: " + mark + "\n  one\n  two");
    }
    assertText("a:\n  token:\n***\n  b: 2", "a:\n  token:\n    x: one\n  b: 2");
    assertText("secret:\r\n***\nb: 2", "secret:\r\n  x: one\nb: 2");
  }

  @Test
  void first_line_of_yaml_is_a_line() {
    assertText("password: ***\nb: 2", "password: very geheim\nb: 2");
    assertText("- token: ***", "- token: a b c");
    assertText("  token: ***", "  token: a b c");
  }

  @Test
  void very_long_word_is_a_token_also_without_a_digit() {
    var word = "abcde".repeat(14);
    assertText("Invalid token: *** sorry", "Invalid token: " + word + " sorry");
    assertText("Invalid token: " + word.substring(11), "Invalid token: " + word.substring(11));
  }

  @Test
  void keys_are_masked_one_by_one() {
    assertText(
        "-----BEGIN PRIVATE KEY-----***-----END PRIVATE KEY----- and"
            + " -----BEGIN EC PRIVATE KEY-----***-----END EC PRIVATE KEY----- end",
        "-----BEGIN PRIVATE KEY-----M-----END PRIVATE KEY----- and"
            + " -----BEGIN EC PRIVATE KEY-----N-----END EC PRIVATE KEY----- end");
  }

  @Test
  void key_whose_beginning_is_cut_off_is_masked() {
    assertText(
        "PRIVATE KEY-----***-----END PRIVATE KEY-----",
        "PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----");
  }

  @Test
  void words_about_a_key_are_no_key() {
    var text = "the file has to end with the line -----END RSA PRIVATE KEY----- and nothing else";
    assertText(text, text);
  }

  @Test
  void very_long_user_info_is_looked_at_for_200_characters() {
    var user = "u".repeat(190);
    assertText("http://***@host", "http://" + user + ":secret@host");
  }
}
