package org.osbctl.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.ScriptedBroker;
import org.osbctl.cli.ScriptedBroker.Reply;
import org.osbctl.cli.io.ExitCode;

/** What is deleted is asked for on a terminal, and needs a word of consent elsewhere. */
class ConfirmationTest {
  @TempDir Path home;
  private ScriptedBroker broker;
  private Osbctl osbctl;

  @BeforeEach
  void bind() {
    broker =
        ScriptedBroker.start()
            .on("PUT", ScriptedBroker.AN_INSTANCE, Reply.of(201, "{}"))
            .on("PUT", ScriptedBroker.A_BINDING, Reply.of(201, "{}"))
            .on("DELETE", ScriptedBroker.AN_INSTANCE, Reply.of(200, "{}"))
            .on("DELETE", ScriptedBroker.A_BINDING, Reply.of(200, "{}"));
    osbctl = Osbctl.of(home, broker);
    osbctl.done("provision", "-s", "db", "-p", "small", "-i", "db1");
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void without_a_terminal_consent_has_to_be_given() {
    osbctl
        .run("deprovision", "-i", "db1")
        .ends(ExitCode.USAGE)
        .says("not-confirmed: Deprovisioning \"db1\" (db/small) has to be confirmed.")
        .says("say --yes");
    assertEquals(0, broker.seen("DELETE").size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--yes", "-y", "--force"})
  void consent_can_be_given_beforehand(String word) {
    osbctl.done("deprovision", "-i", "db1", word);
    assertEquals(1, broker.seen("DELETE").size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"y\n", "yes\n", "YES\n", " y \r\n"})
  void terminal_is_asked(String answer) {
    osbctl
        .atTerminal()
        .typing(answer)
        .done("deprovision", "-i", "db1")
        .says("Deprovisioning \"db1\" (db/small). Go on? [y/N] ");
    assertEquals(1, broker.seen("DELETE").size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "n\n", "yess\n"})
  void anything_else_is_no(String answer) {
    osbctl
        .atTerminal()
        .typing(answer)
        .run("deprovision", "-i", "db1")
        .ends(ExitCode.USAGE)
        .says("Nothing was done.");
    assertEquals(0, broker.seen("DELETE").size());
  }

  @Test
  void what_is_said_after_ctrl_d_stands_on_a_line_of_its_own() {
    osbctl
        .atTerminal()
        .typing("")
        .run("deprovision", "-i", "db1")
        .says("Go on? [y/N] \nnot-confirmed: Nothing was done.");
  }

  @Test
  void no_input_is_never_asked_for() {
    osbctl
        .atTerminal()
        .typing("y\n")
        .run("deprovision", "-i", "db1", "--no-input")
        .ends(ExitCode.USAGE)
        .saysNot("[y/N]");
    assertEquals(0, broker.seen("DELETE").size());
  }

  @Test
  void unbind_asks_on_a_terminal_only() {
    osbctl.done("bind", "-i", "db1", "-b", "a");
    osbctl.done("bind", "-i", "db1", "-b", "b");
    osbctl.done("unbind", "-i", "db1", "-b", "a");
    osbctl.atTerminal().typing("n\n").run("unbind", "-i", "db1", "-b", "b").ends(ExitCode.USAGE);
    assertEquals(1, broker.seen("DELETE").size());
    osbctl.done("unbind", "-i", "db1", "-b", "b", "--yes");
  }
}
