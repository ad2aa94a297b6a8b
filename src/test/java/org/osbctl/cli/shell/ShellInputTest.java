package org.osbctl.cli.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOError;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.junit.jupiter.api.Test;

class ShellInputTest {

  /** A reader of what somebody does: lines, or what becomes of a line that is none. */
  private static LineReader reader(Object... done) {
    Queue<Object> rest = new ArrayDeque<>(List.of(done));
    return (LineReader)
        Proxy.newProxyInstance(
            ShellInputTest.class.getClassLoader(),
            new Class<?>[] {LineReader.class},
            (proxy, method, arguments) -> {
              var next = rest.remove();
              if (next instanceof Throwable thrown) {
                throw thrown;
              }
              return next;
            });
  }

  private static String read(ShellInput input) throws IOException {
    var bytes = new byte[100];
    int length = input.read(bytes, 0, bytes.length);
    return length < 0 ? "end" : new String(bytes, 0, length, UTF_8);
  }

  @Test
  void a_line_is_read_when_it_is_asked_for() throws Exception {
    try (var input = new ShellInput(reader("yes", "é"), new Attributes())) {
      assertEquals("yes\n", read(input));
      assertEquals("é\n", read(input));
    }
  }

  @Test
  void whatever_ctrl_c_hits_is_no_answer_and_no_end_of_the_shell() throws Exception {
    var hit = new IOError(new IOException("stty was ended by a signal"));
    try (var input =
        new ShellInput(
            reader(new UserInterruptException(""), new EndOfFileException(), hit, "y"),
            new Attributes())) {
      assertEquals("end", read(input));
      assertEquals("end", read(input));
      assertEquals("end", read(input));
      assertEquals("y\n", read(input));
    }
  }
}
