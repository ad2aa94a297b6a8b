package org.osbctl.cli.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.mock.fault.Faults;

class MockFaultsCommandTest {
  @TempDir Path home;

  private Osbctl.Ran run(String... args) {
    return new Osbctl(home).run(args);
  }

  @Test
  void lists_all_faults_and_quirks() {
    var names = run("mock", "faults", "-o", "name").ends(ExitCode.DONE).out().lines().toList();
    assertEquals(Faults.bundled().names().stream().toList(), names);
    var document = run("mock", "faults", "-o", "json").json();
    assertEquals("FaultList", document.path("kind").asString());
    assertEquals(names.size(), document.path("faults").size());
    assertTrue(document.at("/faults/0/violates/0").isString(), document::toString);
  }

  @Test
  void lists_one_kind_or_what_is_about_a_word() {
    var quirks = run("mock", "faults", "--kind", "quirk", "-o", "name").out().lines().count();
    assertEquals(Faults.bundled().quirks().size(), quirks);
    var wires = run("mock", "faults", "--kind", "wire", "--kind", "quirk", "-o", "json").json();
    for (var each : wires.path("faults")) {
      assertTrue(each.path("kind").asString().matches("wire|quirk"), each::toString);
    }
    run("mock", "faults", "--about", "stall").prints("stall ").ends(ExitCode.DONE);
    assertEquals(1, run("mock", "faults", "--about", "no-such-word").out().lines().count());
  }

  @Test
  void explains_what_a_fault_violates_and_how_to_see_it() {
    var ran = run("mock", "faults", "explain", "provision-repeat-is-201").ends(ExitCode.DONE);
    ran.prints("violates  provision.").prints("--fault provision-repeat-is-201");
    ran.prints("osbctl conform run --api-version ");
    var json = run("mock", "faults", "explain", "no-operation-keys", "-o", "json").json();
    assertEquals("quirk", json.path("kind").asString());
    assertTrue(json.path("because").isString(), json::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stal | did you mean \"stall\"?",
        "stall@provison | did you mean \"provision\"?",
        "stall@everything | there are get-catalog, provision,",
        "stall#0 | write NAME[@OPERATION][#NTH]",
        "'' | write NAME[@OPERATION][#NTH]",
      })
  void what_nobody_knows_is_wrong_usage_with_what_may_have_been_meant(String fault, String words) {
    run("mock", "serve", "--exit-with-stdin", "--fault", "no-content-type", "--fault", fault)
        .ends(ExitCode.USAGE)
        .printsNothing()
        .says(words)
        .says("remedy:");
  }

  @Test
  void explaining_what_nobody_knows_is_wrong_usage() {
    run("mock", "faults", "explain", "stal").ends(ExitCode.USAGE).says("did you mean \"stall\"?");
  }
}
