package org.osbctl.cli.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.Osbctl.Ran;
import org.osbctl.cli.ScriptedBroker;
import org.osbctl.cli.ScriptedBroker.Reply;
import org.osbctl.cli.io.ExitCode;

/** Baseline, waivers and comparison, against a broker that checks no credentials. */
class WaiversTest {
  @TempDir Path home;

  private Ran run(Osbctl osbctl, String... options) {
    var words = new ArrayList<>(List.of("conform", "run", "--quick", "--only", "auth.*"));
    words.addAll(List.of(options));
    return osbctl.run(words.toArray(String[]::new));
  }

  private String path(String name) {
    return home.resolve(name).toString();
  }

  private static ScriptedBroker lax() {
    return ScriptedBroker.start().on("GET", "/v2/catalog", Reply.of(200, ScriptedBroker.CATALOG));
  }

  @Test
  void baseline_of_a_run_lets_the_next_one_pass_until_it_expires() throws IOException {
    try (var broker = ScriptedBroker.start()) {
      // Whatever was created would be left behind.
      broker
          .on("PUT", ScriptedBroker.AN_INSTANCE, Reply.of(400, "{\"description\": \"no\"}"))
          .on("PUT", ScriptedBroker.A_BINDING, Reply.of(400, "{\"description\": \"no\"}"));
      var osbctl = Osbctl.of(home, broker);
      run(osbctl, "--report", "json=" + path("old.json")).ends(ExitCode.REFUSED);
      var baseline =
          osbctl.done("conform", "baseline", path("old.json"), "--owner", "team \"db\"").out();
      assertTrue(baseline.contains("- requirement: auth.failure-is-401\n"), baseline);
      Files.writeString(home.resolve("waivers.yaml"), baseline);

      run(osbctl, "--waivers", path("waivers.yaml"), "--report", "json=" + path("new.json"))
          .ends(ExitCode.DONE)
          .prints("waived")
          .prints("team \"db\" answers for it: known since ");
      osbctl
          .done("conform", "report", path("old.json"), "--waivers", path("waivers.yaml"))
          .prints("waived")
          .prints("team \"db\" answers for it: known since ");
      Files.writeString(home.resolve("none.yaml"), "waivers: []\n");
      osbctl
          .run("conform", "report", path("new.json"), "--waivers", path("none.yaml"))
          .ends(ExitCode.REFUSED)
          .prints("auth.failure-is-401");
      osbctl
          .done("conform", "compare", path("old.json"), path("new.json"))
          .prints("fixed")
          .says("none for the worse");

      var expired =
          osbctl.done("conform", "baseline", path("old.json"), "--expires", "2020-01-01").out();
      Files.writeString(home.resolve("expired.yaml"), expired);
      run(osbctl, "--waivers", path("expired.yaml"))
          .ends(ExitCode.REFUSED)
          .prints("in line 3 expired on 2020-01-01");
      osbctl
          .run("conform", "report", path("new.json"), "--waivers", path("expired.yaml"))
          .ends(ExitCode.REFUSED)
          .prints("in line 3 expired on 2020-01-01");
    }
  }

  @Test
  void waiver_that_is_no_longer_needed_fails_a_strict_run() throws IOException {
    Files.writeString(
        home.resolve("waivers.yaml"),
        """
        waivers:
          - requirement: auth.failure-is-401
            reason: once
            owner: me
            expires: 2999-01-01
        """);
    var osbctl = new Osbctl(home);
    var options = List.of("--mock=sync", "--waivers", path("waivers.yaml"));
    run(osbctl, options.toArray(String[]::new))
        .ends(ExitCode.DONE)
        .prints("the waiver of auth.failure-is-401 in line 2 is no longer needed");
    var strict = new ArrayList<>(options);
    strict.add("--strict");
    run(osbctl, strict.toArray(String[]::new))
        .ends(ExitCode.REFUSED)
        .prints("because 1 waiver expired or no longer needed");
  }

  @Test
  void waiver_of_another_plan_waives_nothing() throws IOException {
    Files.writeString(
        home.resolve("waivers.yaml"),
        """
        waivers:
          - requirement: auth.failure-is-401
            plan: small
            reason: once
            owner: me
            expires: 2999-01-01
        """);
    try (var broker = lax()) {
      run(Osbctl.of(home, broker), "--waivers", path("waivers.yaml"))
          .ends(ExitCode.REFUSED)
          .prints("auth.failure-is-401");
    }
  }

  @Test
  void broken_waivers_are_told_before_the_first_request() throws IOException {
    Files.writeString(home.resolve("waivers.yaml"), "waivers:\n  - requirement: auth.failure\n");
    try (var broker = lax()) {
      run(Osbctl.of(home, broker), "--waivers", path("waivers.yaml"))
          .ends(ExitCode.USAGE)
          .printsNothing()
          .says("bad-waivers:")
          .says("line 2: key '");
      run(Osbctl.of(home, broker), "--waivers", path("none.yaml")).ends(ExitCode.USAGE);
      assertEquals(List.of(), broker.seen());
    }
  }

  @Test
  void what_fails_now_and_did_not_before_is_exit_1() throws IOException {
    var osbctl = new Osbctl(home);
    run(osbctl, "--mock=sync", "--report", "json=" + path("good.json")).ends(ExitCode.DONE);
    try (var broker = ScriptedBroker.start()) {
      run(Osbctl.of(home, broker), "--report", "json=" + path("bad.json")).ends(ExitCode.REFUSED);
    }
    var ran =
        osbctl
            .run("conform", "compare", path("good.json"), path("bad.json"))
            .ends(ExitCode.REFUSED)
            .prints("regression")
            .says("different brokers");
    assertTrue(ran.out().contains("auth.failure-is-401"), ran::toString);
    var json =
        osbctl.run("conform", "compare", path("good.json"), path("bad.json"), "-o", "json").json();
    assertEquals("ConformanceComparison", json.path("kind").stringValue());
    assertTrue(json.path("regressions").intValue() > 0);
    var same = osbctl.done("conform", "compare", path("bad.json"), path("bad.json"), "-o", "json");
    assertEquals(0, same.json().path("changes").size());
    var back = osbctl.done("conform", "compare", path("bad.json"), path("good.json"));
    assertFalse(back.out().contains("regression"), back::toString);
  }
}
