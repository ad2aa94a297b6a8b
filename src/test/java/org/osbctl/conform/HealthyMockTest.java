package org.osbctl.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osbctl.mock.MockOptions;
import org.osbctl.spec.ApiVersion;

/** Nothing is wrong with a broker that follows the specification, in no mode, at no version. */
class HealthyMockTest {
  static Stream<Arguments> runs() {
    return Stream.of(MockOptions.Mode.values())
        .flatMap(
            mode -> Stream.of(ApiVersion.values()).map(version -> Arguments.of(mode, version)));
  }

  @ParameterizedTest(name = "{0} at {1}")
  @MethodSource("runs")
  void nothing_is_wrong_and_nothing_is_left(MockOptions.Mode mode, ApiVersion version) {
    var rig = new Rig().at(version);
    try (var broker = rig.mock(mode)) {
      var result = rig.run(broker.target());
      assertEquals(Map.of(), Rig.wrong(result));
      assertEquals(List.of(), result.blockers());
      assertEquals(List.of(), result.leftBehind());
      assertTrue(result.instancesCreated() <= rig.plan().instances());
      assertTrue(result.bindingsCreated() <= rig.plan().bindings());
    }
  }
}
