package org.osbctl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
  @Test
  void text_is_broken_at_blanks() {
    assertEquals(List.of("the broker", "said no"), Page.broken("the broker said no", 12));
    assertEquals(List.of("exactly ten"), Page.broken("exactly ten", 11));
    assertEquals(List.of(""), Page.broken("", 20));
  }

  @Test
  void word_longer_than_a_line_is_broken_inside() {
    assertEquals(List.of("aaaaaaaa", "aaaa"), Page.broken("a".repeat(12), 8));
    assertEquals(List.of("is aaaaa", "aaaa"), Page.broken("is " + "a".repeat(9), 8));
  }

  @Test
  void character_of_two_units_stays_whole() {
    var smileys = "\uD83D\uDE00".repeat(5);
    for (var line : Page.broken(smileys, 5)) {
      assertTrue(line.codePoints().allMatch(c -> c == 0x1f600), line);
    }
  }

  @Test
  void colours_take_no_columns() {
    assertEquals(6, Page.visibleLength(Palette.COLOUR.strong("FAILED")));
  }
}
