package org.osbctl.cli.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.mock.MockOptions.Mode;
import org.osbctl.mock.fault.FaultInterceptor;
import org.osbctl.mock.fault.Faults;

class ReplayTest {
  @TempDir Path home;

  private static MockBroker broker(Mode mode, String... faults) {
    var selections = List.of(faults).stream().map(Faults.bundled()::select).toList();
    return MockBroker.start(
        MockOptions.defaults()
            .withMode(mode)
            .withDelay(Duration.ZERO)
            .withInterceptor(new FaultInterceptor(selections)));
  }

  @ParameterizedTest
  @CsvSource({
    "SYNC, provision-conflict-is-200, provision.other-attributes-conflict",
    "SYNC, update-done-is-201, update.applied-is-200",
    "ASYNC, provision-conflict-is-200, provision.other-attributes-conflict",
  })
  void violation_is_the_same_where_it_was_and_changed_where_it_is_mended(
      Mode mode, String fault, String requirement) {
    var result = home.resolve("r.json").toString();
    try (var broken = broker(mode, fault);
        var mended = broker(mode)) {
      var osbctl = Osbctl.of(home, broken);
      osbctl
          .run(
              "conform",
              "run",
              "-s",
              "mock-database",
              "--only",
              requirement,
              "--report",
              "json=" + result)
          .ends(ExitCode.REFUSED);
      var same = osbctl.run("conform", "replay", result, requirement, "--yes", "-o", "json");
      assertEquals(ExitCode.REFUSED.code(), same.code(), same::toString);
      assertTrue(
          same.json().path("violations").findValuesAsString("now").contains("same"),
          same::toString);
      var ran =
          osbctl.done(
              "conform", "replay", result, requirement, "--yes", "--url", mended.url().toString());
      ran.prints("changed");
      assertFalse(ran.out().contains("same"), ran::toString);
      assertFalse(osbctl.done("instances").out().contains("conform-"));
    }
  }

  @Test
  void nothing_is_sent_without_consent_or_without_a_violation() {
    var result = home.resolve("r.json").toString();
    try (var broker = broker(Mode.SYNC)) {
      var osbctl = Osbctl.of(home, broker);
      osbctl.done("conform", "run", "--quick", "--report", "json=" + result);
      osbctl
          .run("conform", "replay", result)
          .ends(ExitCode.NOTHING_TESTED)
          .says("The run violated nothing.");
      osbctl
          .run("conform", "replay", result, "bind.created-is-201")
          .ends(ExitCode.NOTHING_TESTED)
          .says("did not violate bind.created-is-201");
    }
  }
}
