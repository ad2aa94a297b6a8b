package org.osbctl.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What acts on a terminal or hides from the eye is written out. */
class VisibleTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "Größe 服务 ✓ 😀 ❤\ufe0f", "back\\slash \"quote\""})
  void text_that_only_shows_stays_as_it_is(String text) {
    assertEquals(text, Visible.text(text));
  }

  @Test
  void plain_text_is_not_copied() {
    var text = new String("plain".toCharArray());
    assertSame(text, Visible.text(text));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 7, 8, 0x1b, 0x7f, 0x85, 0x9b, 0xad, 0x34f, 0x61c, 0x115f, 0x200b, 0x200d, 0x200e, 0x2028,
        0x202e, 0x2060, 0x2066, 0x3164, 0xd800, 0xfeff
      })
  void character_that_acts_or_hides_is_written_out(int c) {
    assertEquals("a\\u%04xb".formatted(c), Visible.text("a" + (char) c + "b"));
  }

  @Test
  void tag_beyond_the_first_plane_is_written_as_json_would() {
    assertEquals("a\\udb40\\udc41", Visible.text("a" + Character.toString(0xe0041)));
  }

  @ParameterizedTest
  @CsvSource({"'a\nb', a\\nb", "'a\tb', a\\tb", "'a\r\nb', a\\r\\nb"})
  void lines_become_one(String text, String expected) {
    assertEquals(expected, Visible.text(text));
  }

  @Test
  void lines_are_kept_where_asked() {
    assertEquals("a\nb\tc\nd\\re", Visible.lines("a\nb\tc\r\nd\re"));
  }

  @Test
  void excerpt_is_cut_between_characters() {
    assertEquals("abc", Visible.excerpt("abc", 3));
    assertEquals("ab…", Visible.excerpt("abc", 2));
    assertEquals("a…", Visible.excerpt("a😀", 2));
    assertEquals("\\u001b…", Visible.excerpt("\u001bxyz", 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0xe0100, 0xe01ef, 0xe0001})
  void selector_beyond_the_first_plane_is_written_out(int c) {
    assertEquals(
        "a\\u%04x\\u%04xb"
            .formatted((int) Character.highSurrogate(c), (int) Character.lowSurrogate(c)),
        Visible.text("a" + Character.toString(c) + "b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain ~ text",
        "a\nb",
        "a\tb",
        "a\r\nb",
        "\u007f",
        "\u001b[2J",
        "Größe\u200b",
        ""
      })
  void bytes_are_those_of_the_lines(String text) {
    assertEquals(Visible.lines(text), new String(Visible.lines(text.getBytes(UTF_8)), UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "::error::x, \\u003a:error::x",
    "' \t::add-mask::x', ' \t\\u003a:add-mask::x'",
    "'a\n::stop-commands::x\n', 'a\n\\u003a:stop-commands::x\n'",
    "##[error]x, \\u0023#[error]x",
    "a ##vso[task.setvariable]x, a \\u0023#vso[task.setvariable]x",
    "'##teamcity[x]', '\\u0023#teamcity[x]'"
  })
  void orders_to_build_servers_are_written_out(String text, String expected) {
    assertEquals(expected, Visible.logged(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "::1", "a ::error::x", "std::string", "## heading", "## [x]"})
  void what_no_build_server_obeys_stays_as_it_is(String text) {
    assertEquals(text, Visible.logged(text));
  }
}
