package org.osbctl.cli.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.cli.MadeUpTime;

/** The shell at a terminal that does not always answer. */
class ReplTest {
  @TempDir Path home;

  private final MadeUpTime time = new MadeUpTime();
  private final List<String> ran = new ArrayList<>();

  private Repl repl() {
    return new Repl(
        new Repl.Host() {
          @Override
          public void run(List<String> words, InputStream in) {
            ran.add(String.join(" ", words));
          }

          @Override
          public String prompt() {
            return "> ";
          }

          @Override
          public List<Repl.Suggested> complete(List<String> before, String current) {
            return List.of();
          }

          @Override
          public boolean isCommand(String word) {
            return true;
          }

          @Override
          public boolean hasSecret(String line) {
            return false;
          }
        },
        home.resolve("history"),
        time);
  }

  /** A terminal whose programs Ctrl-C ends a number of times. */
  private static Terminal terminal(int failures) throws IOException {
    var typed = new ByteArrayInputStream("catalog\nexit\n".getBytes(StandardCharsets.UTF_8));
    return new DumbTerminal(
        "test", Terminal.TYPE_DUMB, typed, new ByteArrayOutputStream(), StandardCharsets.UTF_8) {
      private int left = failures;

      @Override
      public Attributes enterRawMode() {
        if (left-- > 0) {
          throw new IOError(new IOException("stty was ended by a signal"));
        }
        return super.enterRawMode();
      }
    };
  }

  @Test
  void many_a_ctrl_c_does_not_end_the_shell() throws IOException {
    repl().loop(terminal(40));
    assertEquals(List.of("catalog"), ran);
    assertEquals(40, time.pauses().size());
  }

  @Test
  void terminal_that_never_answers_ends_the_shell_after_seconds() throws IOException {
    var terminal = terminal(Integer.MAX_VALUE);
    var gone = assertThrows(IOException.class, () -> repl().loop(terminal));
    assertEquals("the terminal does not answer", gone.getMessage());
    assertEquals(
        Duration.ofSeconds(5), time.pauses().stream().reduce(Duration.ZERO, Duration::plus));
  }
}
