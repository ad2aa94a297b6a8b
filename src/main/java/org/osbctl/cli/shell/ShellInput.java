package org.osbctl.cli.shell;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** Standard input of the commands in a shell: a line is read when a command asks for one. */
final class ShellInput extends InputStream {
  private final LineReader reader;
  private byte[] line = new byte[0];
  private int next;

  ShellInput(LineReader reader) {
    this.reader = reader;
  }

  Terminal terminal() {
    return reader.getTerminal();
  }

  @Override
  public int read() {
    if (next == line.length) {
      try {
        line = (reader.readLine() + "\n").getBytes(StandardCharsets.UTF_8);
        next = 0;
      } catch (UserInterruptException | EndOfFileException e) {
        return -1;
      }
    }
    return line[next++] & 0xff;
  }
}
