package org.osbctl.cli.shell;

import java.io.IOError;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;

/** Standard input of the commands in a shell: a line is read when a command asks for one. */
final class ShellInput extends InputStream {
  private final LineReader reader;
  private final Attributes outside;
  private byte[] line = new byte[0];
  private int next;

  /**
   * Input by a reader.
   *
   * @param outside how its terminal was before the shell began
   */
  ShellInput(LineReader reader, Attributes outside) {
    this.reader = reader;
    this.outside = outside;
  }

  /**
   * What other programs expect of the terminal. Between two lines it may be otherwise: a Ctrl-C can
   * have kept the reader from giving it back.
   */
  Attributes outside() {
    return outside;
  }

  Terminal terminal() {
    return reader.getTerminal();
  }

  @Override
  public int read(byte[] bytes, int start, int length) {
    // Never more than the line: what follows has not been asked for.
    int first = length == 0 ? 0 : read();
    if (first < 0 || length == 0) {
      return first;
    }
    bytes[start] = (byte) first;
    int more = Math.min(length - 1, line.length - next);
    System.arraycopy(line, next, bytes, start + 1, more);
    next += more;
    return more + 1;
  }

  @Override
  public int read() {
    if (next == line.length) {
      try {
        line = (reader.readLine() + "\n").getBytes(StandardCharsets.UTF_8);
        next = 0;
      } catch (UserInterruptException | EndOfFileException | IOError e) {
        // The last when Ctrl-C hit the program by which the terminal is asked for its size.
        return -1;
      }
    }
    return line[next++] & 0xff;
  }
}
