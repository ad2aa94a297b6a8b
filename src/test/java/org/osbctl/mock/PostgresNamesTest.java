package org.osbctl.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PostgresNamesTest {
  static Stream<String> ids() {
    return Stream.of(
        "6e0a4a5e-1f0c-4d0b-9a39-4e1d5ce0a001",
        "",
        "i",
        "\"; DROP DATABASE postgres; --",
        "'; DROP ROLE admin; --",
        "a\u0000b\r\n\\",
        "дом/家/🏠",
        "İSTANBUL",
        "..",
        "x".repeat(300),
        "\"".repeat(300));
  }

  @ParameterizedTest
  @MethodSource("ids")
  void names_are_short_and_harmless(String id) {
    assertTrue(PostgresNames.ofInstance(id).matches("osb_i_[a-z0-9_]{1,57}"));
    assertTrue(PostgresNames.ofBinding(id, id).matches("osb_b_[a-z0-9_]{1,57}"));
    assertTrue(PostgresNames.ofInstance(id).length() <= 63);
  }

  @Test
  void names_show_the_beginning_of_the_id() {
    assertTrue(PostgresNames.ofInstance("Orders DB").startsWith("osb_i_orders_db_"));
    assertTrue(PostgresNames.ofBinding("i", "Orders App").startsWith("osb_b_orders_app_"));
  }

  @Test
  void names_of_one_id_are_always_the_same() {
    assertEquals("osb_i_i_de7d1b721a1e0632b7cf04edf5032c8e", PostgresNames.ofInstance("i"));
    assertEquals(PostgresNames.ofBinding("i", "b"), PostgresNames.ofBinding("i", "b"));
    assertEquals(PostgresNames.lockOf("i"), PostgresNames.lockOf("i"));
  }

  @Test
  void ids_that_only_look_alike_have_names_of_their_own() {
    assertNotEquals(PostgresNames.ofInstance("a-b"), PostgresNames.ofInstance("a_b"));
    assertNotEquals(PostgresNames.ofInstance("A"), PostgresNames.ofInstance("a"));
    assertNotEquals(
        PostgresNames.ofInstance("x".repeat(300)), PostgresNames.ofInstance("x".repeat(301)));
    assertNotEquals(PostgresNames.ofBinding("a", "bc"), PostgresNames.ofBinding("ab", "c"));
    assertNotEquals(PostgresNames.ofBinding("1", "1:x"), PostgresNames.ofBinding("11", ":x"));
    assertNotEquals(PostgresNames.lockOf("a"), PostgresNames.lockOf("b"));
  }

  @Test
  void quoted_name_cannot_end_early() {
    assertEquals("\"plain\"", PostgresNames.quoted("plain"));
    assertEquals("\"a\"\"; DROP\"", PostgresNames.quoted("a\"; DROP"));
  }

  @Test
  void literal_cannot_end_early_and_is_plain_ascii() {
    assertEquals("'plain'", PostgresNames.literal("plain"));
    assertEquals("'a''; DROP'", PostgresNames.literal("a'; DROP"));
    assertEquals("'a?''b'", PostgresNames.literal("a\\'b"));
    assertEquals("'????'", PostgresNames.literal("\u0000\n\r\u00e9"));
  }

  @Test
  void long_id_is_shown_in_part() {
    assertEquals("short", PostgresNames.shown("short"));
    assertEquals("x".repeat(200) + "...", PostgresNames.shown("x".repeat(201)));
  }
}
