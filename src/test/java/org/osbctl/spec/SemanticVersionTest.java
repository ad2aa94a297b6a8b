package org.osbctl.spec;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SemanticVersionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0",
        "1.2.3",
        "10.20.30",
        "2.1.1+abcdef",
        "1.0.0-alpha",
        "1.0.0-alpha.1",
        "1.0.0-0.3.7",
        "1.0.0--",
        "1.0.0-x-y-z.--",
        "1.0.0+001",
        "1.0.0-beta+exp.sha.5114f85",
        "1.0.0+21AF26D3----117B344092BD",
        "99999999999999999999999.999999999999999999.99999999999999999",
        "1.0.0-0A.is.legal",
        "1.0.0+a-b",
      })
  void valid(String version) {
    assertTrue(SemanticVersion.isValid(version));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2",
        "1.2.3.4",
        "v1.2.3",
        "01.2.3",
        "1.02.3",
        "1.2.03",
        "1.2.3-",
        "1.2.3+",
        "1.2.3-01",
        "1.2.3-a..b",
        "1.2.3+a+b",
        "1.2.3-a_b",
        "1.2.3 ",
        "-1.2.3",
        "1.2.-3",
        "a.b.c",
        "1.2.３",
        "1..3",
      })
  void invalid(String version) {
    assertFalse(SemanticVersion.isValid(version));
  }

  @Test
  void very_long_text_is_judged_too() {
    assertTrue(SemanticVersion.isValid("1.2.3-" + "a.".repeat(100_000) + "a"));
  }
}
