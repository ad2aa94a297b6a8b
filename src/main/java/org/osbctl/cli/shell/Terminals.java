package org.osbctl.cli.shell;

import java.io.FilterOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.function.Supplier;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.TerminalBuilder.SystemOutput;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.Signals;

/** Opens terminals to ask questions on. */
public final class Terminals {
  private static final int MOST_TRIES = 50;

  private Terminals() {}

  /** A stream that stays open when the terminal over it is closed. */
  private static final class Open extends FilterOutputStream {
    Open(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
      out.write(bytes, start, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  /**
   * The terminal of this process; over other streams a simple one, as tests want it.
   *
   * @param out where questions go when {@code in} is not the standard input of the process
   */
  public static Opened open(InputStream in, OutputStream out) throws IOException {
    if (in instanceof ShellInput shell) {
      return Opened.of(shell.terminal(), false);
    }
    return Opened.of(terminal(in, out), true);
  }

  /**
   * A terminal.
   *
   * @param own whether it is closed with this, and not somebody else's
   * @param before what it is given back when it is closed
   */
  public record Opened(Terminal terminal, boolean own, Attributes before) implements AutoCloseable {
    private static Opened of(Terminal terminal, boolean own) {
      return new Opened(terminal, own, undisturbed(terminal::getAttributes));
    }

    @Override
    public void close() {
      if (own) {
        Terminals.close(terminal, before);
      }
    }
  }

  /** Leaves a terminal as it was before, also while somebody keeps pressing Ctrl-C. */
  static void close(Terminal terminal, Attributes before) {
    set(terminal, before);
    try {
      terminal.close();
    } catch (IOException | IOError e) {
      // It would have been given its attributes once more.
    }
  }

  /** Whether lines are read by the shell, which shows them as they are typed. */
  public static boolean isShell(InputStream in) {
    return in instanceof ShellInput;
  }

  /**
   * Lends the terminal of a shell to a program that reads from it by itself, until it is closed.
   *
   * @param in the standard input of the command that starts the program
   */
  public static Lent lend(InputStream in) {
    if (in instanceof ShellInput shell) {
      var terminal = shell.terminal();
      var before = undisturbed(terminal::getAttributes);
      set(terminal, shell.outside());
      return () -> set(terminal, before);
    }
    return Lent.NOTHING;
  }

  /**
   * Has a terminal that leaves signals to the JVM tell of Ctrl-C, until it is closed: a dumb one.
   *
   * @param in what it reads from
   */
  static Lent hearCtrlC(Terminal terminal, InputStream in) {
    if (!(terminal instanceof DumbTerminal) || !in.equals(System.in)) {
      return Lent.NOTHING;
    }
    var name = Terminal.Signal.INT.name();
    var before = Signals.register(name, () -> terminal.raise(Terminal.Signal.INT));
    return () -> Signals.unregister(name, before);
  }

  /** A terminal that is lent, or otherwise changed, until this is closed. */
  public interface Lent extends AutoCloseable {
    /** Nothing was changed. */
    Lent NOTHING = () -> {};

    @Override
    void close();
  }

  /**
   * Has a terminal hand on every key as it is typed, instead of gathering lines and echoing them: a
   * Ctrl-D that ended a line for the terminal would be lost to who reads keys.
   *
   * @return what it was before
   */
  static Attributes keys(Terminal terminal) {
    var before = undisturbed(terminal::getAttributes);
    var after = new Attributes(before);
    after.setLocalFlags(EnumSet.of(Attributes.LocalFlag.ICANON, Attributes.LocalFlag.ECHO), false);
    set(terminal, after);
    return before;
  }

  /** Gives a terminal the attributes it had before. */
  static void set(Terminal terminal, Attributes attributes) {
    var unused =
        undisturbed(
            () -> {
              terminal.setAttributes(attributes);
              return attributes;
            });
  }

  /**
   * A terminal is asked and changed by programs, which Ctrl-C hits as well, and which nobody who is
   * interrupted waits for: they are tried again, and whoever is interrupted stays so.
   */
  private static Attributes undisturbed(Supplier<Attributes> work) {
    var interrupted = Thread.interrupted();
    try {
      for (int i = 1; ; i++) {
        try {
          return work.get();
        } catch (IOError e) {
          interrupted |= Thread.interrupted();
          if (i == MOST_TRIES) {
            throw e;
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static Terminal terminal(InputStream in, OutputStream out) throws IOException {
    if (!in.equals(System.in)) {
      var simple =
          new DumbTerminal(
              "questions", Terminal.TYPE_DUMB, in, new Open(out), StandardCharsets.UTF_8);
      var attributes = simple.getAttributes();
      attributes.setLocalFlag(Attributes.LocalFlag.ISIG, true);
      // What is not set is -1, for which the end of the input would be taken.
      for (var each : Attributes.ControlChar.values()) {
        attributes.setControlChar(each, 0);
      }
      attributes.setControlChar(Attributes.ControlChar.VINTR, 3);
      simple.setAttributes(attributes);
      return simple;
    }
    // On standard error: standard output is for results. By stty, without a native library.
    return TerminalBuilder.builder()
        .system(true)
        .systemOutput(SystemOutput.SysErr)
        .provider("exec")
        .encoding(StandardCharsets.UTF_8)
        .build();
  }
}
