package org.osbctl.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiVersionTest {

  @ParameterizedTest
  @EnumSource(ApiVersion.class)
  void version_parses_what_it_prints(ApiVersion version) {
    assertEquals(Optional.of(version), ApiVersion.parse(version.toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "2.10", "2.18", "2", "2.1", "2.170", "v2.17", " 2.17", "2.17.0", "2,17"})
  void anything_else_is_no_version(String text) {
    assertEquals(Optional.empty(), ApiVersion.parse(text));
  }

  @Test
  void versions_are_ordered_by_their_number() {
    assertTrue(ApiVersion.V2_14.atLeast(ApiVersion.V2_14));
    assertTrue(ApiVersion.V2_15.atLeast(ApiVersion.V2_14));
    assertFalse(ApiVersion.V2_13.atLeast(ApiVersion.V2_14));
    assertTrue(ApiVersion.V2_13.before(ApiVersion.V2_14));
    assertFalse(ApiVersion.V2_14.before(ApiVersion.V2_14));
  }

  @Test
  void the_latest_is_2_17() {
    assertEquals("2.17", ApiVersion.LATEST.toString());
  }
}
