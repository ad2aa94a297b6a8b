package org.osbctl.cli.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.ScriptedBroker;
import org.osbctl.cli.ScriptedBroker.Reply;

/** To whom the terminal of a shell belongs. */
class TerminalsTest {
  @TempDir Path home;

  private final List<Boolean> echo = new ArrayList<>();
  private int hits;

  private Terminal terminal() throws IOException {
    var terminal =
        new DumbTerminal(
            "test",
            Terminal.TYPE_DUMB,
            new ByteArrayInputStream(new byte[0]),
            new ByteArrayOutputStream(),
            StandardCharsets.UTF_8) {
          @Override
          public void setAttributes(Attributes attributes) {
            if (hits-- > 0 || Thread.currentThread().isInterrupted()) {
              throw new IOError(new InterruptedIOException("stty was interrupted"));
            }
            super.setAttributes(attributes);
            echo.add(
                attributes.getLocalFlag(LocalFlag.ECHO)
                    && attributes.getLocalFlag(LocalFlag.ICANON));
          }
        };
    var lines = terminal.getAttributes();
    lines.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO), true);
    lines.setInputFlag(InputFlag.ICRNL, true);
    terminal.setAttributes(lines);
    return terminal;
  }

  private static ShellInput input(Terminal terminal) {
    var outside = Terminals.keys(terminal);
    return new ShellInput(LineReaderBuilder.builder().terminal(terminal).build(), outside);
  }

  @Test
  void program_gets_the_terminal_as_it_was_before_the_shell() throws Exception {
    try (var terminal = terminal();
        var input = input(terminal)) {
      // Ctrl-C hit what was to give the terminal back after a line.
      terminal.enterRawMode();
      assertFalse(terminal.getAttributes().getInputFlag(InputFlag.ICRNL));
      try (var lent = Terminals.lend(input)) {
        assertTrue(terminal.getAttributes().getInputFlag(InputFlag.ICRNL), lent::toString);
      }
      assertFalse(terminal.getAttributes().getInputFlag(InputFlag.ICRNL));
    }
  }

  @Test
  void command_that_has_the_password_is_lent_the_terminal_of_the_shell() throws Exception {
    try (var broker =
            ScriptedBroker.start().on("GET", "/v2/catalog", Reply.of(200, "{\"services\": []}"));
        var terminal = terminal();
        var input = input(terminal)) {
      var osbctl = new Osbctl(home).with("OSBCTL_CONTEXT", "one");
      osbctl.done(
          "context", "set", "one", "url=" + broker.url(), "username=me", "password=command:echo x");
      echo.clear();
      assertEquals(0, Osbctl.runIn(osbctl.surroundings().reading(input), "catalog"));
      assertEquals(List.of(true, false), echo);
      osbctl.done("context", "set", "one", "password=file:" + password());
      echo.clear();
      assertEquals(0, Osbctl.runIn(osbctl.surroundings().reading(input), "catalog"));
      assertEquals(List.of(), echo);
    }
  }

  @Test
  void interrupted_command_gives_the_terminal_back_and_stays_interrupted() throws Exception {
    try (var terminal = terminal();
        var input = input(terminal)) {
      var lent = Terminals.lend(input);
      echo.clear();
      hits = 10;
      Thread.currentThread().interrupt();
      lent.close();
      assertTrue(Thread.interrupted());
      assertEquals(List.of(false), echo);
    }
  }

  private Path password() throws IOException {
    return Files.writeString(home.resolve("password"), "x");
  }
}
