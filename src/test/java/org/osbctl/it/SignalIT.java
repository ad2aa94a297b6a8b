package org.osbctl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of things when somebody presses Ctrl-C, or worse. */
@Timeout(300)
class SignalIT {
  @TempDir Path folder;

  @Test
  void interrupted_provision_can_be_waited_for() throws Exception {
    try (var broker = PlainBroker.start("--async-delay", "2")) {
      var osbctl = new Installed(folder, broker.url());
      osbctl
          .start("provision", "-s", "plain-async", "-p", "small", "-i", "db1")
          .until("Provisioning \"db1\": accepted")
          .signal("INT")
          .end()
          .ends(130)
          .says("Go on waiting with: osbctl wait -i db1");
      osbctl.shell("osbctl wait -i db1").ends(0).says("Provisioning \"db1\": succeeded");
      osbctl.run("get", "instance", "-i", "db1").ends(0);
      osbctl
          .start("deprovision", "-i", "db1", "--yes")
          .until("accepted")
          .signal("TERM")
          .end()
          .ends(143)
          .says("osbctl wait -i db1");
      osbctl.run("wait", "-i", "db1").ends(0).says("\"db1\" is gone");
      assertFalse(osbctl.inventory().contains("db1"));
    }
  }

  @Test
  void interrupted_run_deletes_what_it_created() throws Exception {
    try (var broker = PlainBroker.start("--async-delay", "1")) {
      var osbctl = new Installed(folder, broker.url());
      var ran =
          osbctl
              .start("conform", "run", "--yes", "--trace")
              .until("\"in progress\"")
              .signal("INT")
              .end()
              .ends(130)
              .says("interrupted: deleting what was created")
              .prints("left nothing behind");
      assertFalse(ran.asked().isEmpty());
      broker.assertHasNone(ran.asked());
      assertFalse(osbctl.inventory().contains("conform-"), osbctl.inventory());
    }
  }

  @Test
  void killed_run_is_remembered_and_can_be_cleaned_up() throws Exception {
    try (var broker = PlainBroker.start("--async-delay", "1")) {
      var osbctl = new Installed(folder, broker.url());
      var ran =
          osbctl
              .start(
                  "conform", "run", "-s", "plain-async", "--trace", "--report", "ndjson=run.ndjson")
              .until("\"in progress\"")
              .signal("KILL")
              .end()
              .ends(137);
      var names = osbctl.inventory().lines().filter(each -> each.startsWith("conform-")).toList();
      assertFalse(names.isEmpty(), osbctl.inventory());
      // Told line by line before it died: all but what came after the last look.
      var lines = Files.readAllLines(folder.resolve("run.ndjson"));
      assertTrue(lines.getFirst().startsWith("{\"type\":\"run\""), lines.getFirst());
      assertTrue(lines.getLast().startsWith("{\"type\":\"exchange\""), lines.getLast());
      assertTrue(lines.getLast().endsWith("}"), lines.getLast());
      assertTrue(lines.size() > 3, () -> String.join("\n", lines));
      for (var name : names) {
        osbctl.run("deprovision", "-i", name, "--yes").ends(0);
      }
      broker.assertHasNone(ran.asked());
      assertEquals("", osbctl.inventory());
    }
  }
}
