package org.osbctl.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {
  /** What was asked about before is remembered. */
  private static String unheard() {
    return UUID.randomUUID() + "_";
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "TOKEN", "api_key", "pin", "dbPass", "userPwd"})
  void name_of_a_secret_is_known_the_first_time_and_the_second(String end) {
    var name = unheard() + end;
    assertTrue(SecretNames.isValue(name));
    assertTrue(SecretNames.isValue(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"size", "compass", "pins", "key", "Pinned"})
  void other_names_are_none_of_a_secret(String end) {
    var name = unheard() + end;
    assertFalse(SecretNames.isValue(name));
    assertFalse(SecretNames.isValue(name));
  }

  @Test
  void what_is_too_long_for_a_name_is_none() {
    var end = "_token";
    assertTrue(SecretNames.isValue("x".repeat(200 - end.length()) + end));
    assertFalse(SecretNames.isValue("x".repeat(201 - end.length()) + end));
  }
}
