package org.osbctl.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osbctl.mock.fault.Fault;
import org.osbctl.mock.fault.Faults;
import org.osbctl.spec.ApiVersion;

/** No quirk of the mock is reported, not even as a warning, in any version. */
class QuirksTest {
  private static final Trials<Seen> TRIALS =
      Trials.of(quirks().toList(), seen -> Trial.of(seen.quirk(), seen.version()));

  /** A quirk, as it is seen by a platform of some version. */
  record Seen(Fault quirk, ApiVersion version) {
    @Override
    public String toString() {
      return quirk.name() + " " + version;
    }
  }

  static Stream<Seen> quirks() {
    var all = new ArrayList<Seen>();
    for (var quirk : Faults.bundled().quirks()) {
      for (var version : ApiVersion.values()) {
        if (quirk.versions().has(version)) {
          all.add(new Seen(quirk, version));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("quirks")
  void is_neither_failed_nor_warned(Seen seen) throws InterruptedException {
    var outcome = TRIALS.outcome(seen);
    assertEquals(Map.of(), outcome.violations());
    assertEquals(List.of(), outcome.blockers());
    assertEquals(List.of(), outcome.leftBehind());
    assertTrue(
        seen.version() != seen.quirk().shows().version()
            || outcome.turns().get(seen.quirk().name()) > 0,
        "it never had its turn");
  }

  @Test
  void there_are_at_least_forty() {
    assertTrue(Faults.bundled().quirks().size() >= 40);
  }
}
