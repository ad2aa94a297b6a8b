package org.osbctl.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LevelTest {

  @ParameterizedTest
  @EnumSource(Level.class)
  void level_parses_what_it_prints(Level level) {
    assertEquals(Optional.of(level), Level.parse(level.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "must", "MUST_NOT", "REQUIRED", "MAY NOT", "none"})
  void other_words_are_no_level(String word) {
    assertEquals(Optional.empty(), Level.parse(word));
  }

  @ParameterizedTest
  @CsvSource({
    "MUST, true, false",
    "MUST_NOT, true, false",
    "SHOULD, false, true",
    "SHOULD_NOT, false, true",
    "MAY, false, false"
  })
  void only_musts_fail_and_only_shoulds_warn(Level level, boolean fails, boolean warns) {
    assertEquals(fails, level.isMust());
    assertEquals(warns, level.isShould());
  }
}
