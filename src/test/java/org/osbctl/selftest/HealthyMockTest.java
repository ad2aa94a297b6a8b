package org.osbctl.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osbctl.mock.MockOptions.Mode;
import org.osbctl.spec.ApiVersion;

/** Nothing is wrong with the healthy mock, in no mode and no version. */
class HealthyMockTest {
  private static final Trials<Trial> TRIALS = Trials.of(mocks().toList(), trial -> trial);

  static Stream<Trial> mocks() {
    return Stream.of(Mode.values())
        .flatMap(mode -> Stream.of(ApiVersion.values()).map(v -> Trial.healthy(mode, v)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mocks")
  void is_neither_failed_nor_warned(Trial trial) throws InterruptedException {
    var outcome = TRIALS.outcome(trial);
    assertEquals(Map.of(), outcome.violations());
    assertEquals(List.of(), outcome.blockers());
    assertEquals(List.of(), outcome.leftBehind());
  }
}
