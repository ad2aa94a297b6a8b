package org.osbctl.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.ScriptedBroker;
import org.osbctl.cli.ScriptedBroker.Reply;
import org.osbctl.cli.io.Output;
import org.osbctl.cli.io.OutputFormat;
import org.osbctl.cli.io.Surroundings;

/** What is seen of an operation that takes its time. */
class ProgressTest {
  @TempDir Path home;

  private static ScriptedBroker broker() {
    return ScriptedBroker.start()
        .on("PUT", ScriptedBroker.AN_INSTANCE, Reply.of(202, "{}"))
        .on(
            "GET",
            ScriptedBroker.INSTANCE_POLL,
            Reply.state("in progress"),
            Reply.state("in progress"),
            Reply.state("succeeded"));
  }

  @Test
  void each_change_is_one_line_where_nobody_looks() {
    try (var broker = broker()) {
      var ran = Osbctl.of(home, broker).done("provision", "-s", "db", "-p", "small", "-i", "db1");
      assertEquals(
          """
          Provisioning "db1": accepted
          Provisioning "db1": in progress
          Provisioning "db1": succeeded
          """,
          ran.err());
    }
  }

  @Test
  void last_state_stays_on_a_terminal() {
    try (var broker = broker()) {
      var ran =
          Osbctl.of(home, broker)
              .atTerminal()
              .done("provision", "-s", "db", "-p", "small", "-i", "db1");
      // What moved before is gone: how much of it was drawn depends on the machine.
      var stays = ran.err().replaceAll("\r\u001b\\[K[^\r\n]*(?=\r)", "").replace("\r\u001b[K", "");
      assertEquals("Provisioning \"db1\": succeeded\n", stays);
    }
  }

  @Test
  void line_that_passes_is_cut_off_by_a_narrow_terminal_and_no_other() {
    var err = new ByteArrayOutputStream();
    var at = new Osbctl(home).atTerminal().surroundings();
    var surroundings =
        new Surroundings(
            at.environment(),
            at.in(),
            at.out(),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            at.terminal(),
            at.folder(),
            at.clock(),
            at.sleeper());
    var output = new Output(surroundings, OutputFormat.table, false, true);
    output.passing("on its way");
    output.info("over");
    assertEquals(
        "\r\u001b[K\u001b[?7lon its way\u001b[?7h\r\u001b[Kover\n",
        err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void nothing_moves_on_a_dumb_terminal() {
    try (var broker = broker()) {
      var ran =
          Osbctl.of(home, broker)
              .with("TERM", "dumb")
              .atTerminal()
              .done("provision", "-s", "db", "-p", "small", "-i", "db1")
              .says("in progress");
      assertFalse(ran.err().contains("\r"));
    }
  }
}
