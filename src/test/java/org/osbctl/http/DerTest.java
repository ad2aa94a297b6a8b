package org.osbctl.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lengths at the edges of their encodings (X.690, 8.1.3). */
class DerTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0400",
    "1, 0401",
    "127, 047f",
    "128, 048180",
    "255, 0481ff",
    "256, 04820100",
    "65535, 0482ffff"
  })
  void length_has_its_shortest_form_and_is_read_back(int length, String head) {
    var content = new byte[length];
    new Random(length).nextBytes(content);
    var der = Der.of(Der.OCTET_STRING, content);
    assertEquals(head, HexFormat.of().formatHex(der, 0, head.length() / 2));
    var read = Der.only(der);
    assertEquals(Der.OCTET_STRING, read.tag());
    assertArrayEquals(content, read.content());
  }

  @Test
  void elements_stand_in_a_row() {
    var tag = 0xa0;
    var row =
        Der.children(
            Der.only(Der.of(Der.SEQUENCE, Der.of(tag, new byte[200]), Der.of(2))).content());
    assertEquals(2, row.size());
    assertEquals(tag, row.get(0).tag());
    assertEquals(200, row.get(0).content().length);
    assertEquals(0, row.get(1).content().length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "04",
        "0401",
        "0480",
        "0481",
        "048105",
        "0482ff",
        "04820005",
        "0483000001ff",
        "048400000000"
      })
  void what_is_cut_or_too_long_is_no_element(String hex) {
    var der = HexFormat.of().parseHex(hex);
    assertThrows(IllegalArgumentException.class, () -> Der.children(der));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "04000400"})
  void one_element_is_one(String hex) {
    var der = HexFormat.of().parseHex(hex);
    assertThrows(IllegalArgumentException.class, () -> Der.only(der));
  }
}
