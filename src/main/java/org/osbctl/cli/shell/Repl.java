package org.osbctl.cli.shell;

import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.osbctl.cli.settings.PrivateFile;
import org.osbctl.client.Sleeper;
import org.osbctl.http.Visible;

/** Reads command lines at a terminal, and hands them on. */
public final class Repl {
  private static final int MOST_BROKEN = 50;
  private static final Duration REST = Duration.ofMillis(100);
  private static final Pattern FIRST = Pattern.compile("^(\\s*)(\\S+)");

  private final Host host;
  private final Path history;
  private final Sleeper sleeper;

  /** What the lines are for. */
  public interface Host {
    /**
     * Runs a command line.
     *
     * @param in what the command can read from
     */
    void run(List<String> words, InputStream in);

    /** What stands before the cursor. */
    String prompt();

    /** Words that can stand at the end of a line, each with what it is. */
    List<Suggested> complete(List<String> before, String current);

    boolean isCommand(String word);

    /** Whether a line has to be forgotten. */
    boolean hasSecret(String line);
  }

  /**
   * A word to put in.
   *
   * @param whole whether a blank follows
   */
  public record Suggested(String word, String description, boolean whole) {}

  /**
   * A loop over lines.
   *
   * @param history the file that keeps them
   */
  public Repl(Host host, Path history, Sleeper sleeper) {
    this.host = host;
    this.history = history;
    this.sleeper = sleeper;
  }

  /**
   * Reads and runs until somebody leaves. What is typed while a command runs shows where it is
   * read, as an answer or the next line: echoed by the terminal as well, it would stand there
   * twice.
   */
  public void loop(InputStream in, OutputStream out) throws IOException {
    keepPrivate(history);
    var terminal = Terminals.terminal(in, out);
    var interrupted = Terminals.hearCtrlC(terminal, in);
    try {
      loop(terminal);
    } finally {
      interrupted.close();
    }
  }

  /** Loops over the lines of a terminal, and closes it. */
  void loop(Terminal terminal) throws IOException {
    var outside = Terminals.keys(terminal);
    // The JVM tells of Ctrl-C some time after it was typed: what is over by then has to leave no
    // handler behind that ends the shell.
    terminal.handle(Terminal.Signal.INT, signal -> {});
    try {
      loop(terminal, new ShellInput(plain(terminal), outside));
    } finally {
      Terminals.close(terminal, outside);
    }
  }

  private void loop(Terminal terminal, ShellInput input) throws IOException {
    var reader = reader(terminal);
    int broken = 0;
    while (true) {
      try {
        reader.readLine(host.prompt());
        broken = 0;
        var words = reader.getParsedLine().words().stream().filter(w -> !w.isEmpty()).toList();
        if (words.isEmpty()) {
          continue;
        }
        if (List.of("exit", "quit").contains(words.getFirst())) {
          return;
        }
        run(terminal, words, input);
      } catch (UserInterruptException e) {
        // The line is dropped, as every shell does it.
        broken = 0;
      } catch (EndOfFileException e) {
        return;
      } catch (IOError e) {
        // Ctrl-C reaches every program in front: also the one by which the terminal is asked for
        // its size. Where that does not work for seconds, there is no terminal any more.
        if (++broken > MOST_BROKEN) {
          throw new IOException("the terminal does not answer", e);
        }
        rest();
      }
    }
  }

  private void rest() {
    try {
      sleeper.sleep(REST);
    } catch (InterruptedException e) {
      // Ctrl-C once more.
    }
  }

  /** Ctrl-C ends the command, not the shell. */
  private void run(Terminal terminal, List<String> words, InputStream in) {
    var worker = Thread.currentThread();
    var before = terminal.handle(Terminal.Signal.INT, signal -> worker.interrupt());
    try {
      host.run(words, in);
    } finally {
      terminal.handle(Terminal.Signal.INT, before);
      // One that came too late must not end the next command.
      var unused = Thread.interrupted();
    }
  }

  private LineReader reader(Terminal terminal) {
    var parser = new DefaultParser().eofOnUnclosedQuote(true).eofOnEscapedNewLine(true);
    parser.setEofOnUnclosedBracket(DefaultParser.Bracket.CURLY, DefaultParser.Bracket.SQUARE);
    return LineReaderBuilder.builder()
        .terminal(terminal)
        .appName("osbctl")
        .parser(parser)
        .history(new Discreet(host::hasSecret))
        .highlighter(new Colours())
        .completer(
            (line, parsed, candidates) -> {
              var before = parsed.words().subList(0, parsed.wordIndex());
              for (var each :
                  host.complete(before, parsed.word().substring(0, parsed.wordCursor()))) {
                candidates.add(
                    new Candidate(
                        each.word(),
                        each.word(),
                        null,
                        each.description().isEmpty() ? null : Visible.text(each.description()),
                        null,
                        null,
                        each.whole()));
              }
            })
        .variable(LineReader.HISTORY_FILE, history)
        .variable(LineReader.SECONDARY_PROMPT_PATTERN, "> ")
        .variable(LineReader.BELL_STYLE, "none")
        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
        .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
        .build();
  }

  private static LineReader plain(Terminal terminal) {
    return LineReaderBuilder.builder()
        .terminal(terminal)
        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
        .variable(LineReader.DISABLE_HISTORY, true)
        .build();
  }

  /** The file is there before anything is written to it, and for its owner only. */
  private static void keepPrivate(Path file) throws IOException {
    var parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      PrivateFile.folder(parent);
    }
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    var owner = PosixFilePermissions.fromString("rw-------");
    if (Files.exists(file)) {
      Files.setPosixFilePermissions(file, owner);
    } else {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
    }
  }

  /** A history that knows what not to keep. */
  private static final class Discreet extends DefaultHistory {
    private final Predicate<String> secret;

    Discreet(Predicate<String> secret) {
      this.secret = secret;
    }

    @Override
    public void add(Instant time, String line) {
      if (!secret.test(line)) {
        super.add(time, line);
      }
    }
  }

  /** A command that is none is red; what stands in quotes is coloured. */
  private final class Colours implements Highlighter {
    private static final Pattern QUOTED = Pattern.compile("'[^']*'?|\"[^\"]*\"?");

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
      var text = new AttributedStringBuilder();
      var first = FIRST.matcher(buffer);
      int from = 0;
      if (first.find()) {
        var known = host.isCommand(first.group(2)) || first.group(2).matches("exit|quit");
        text.append(first.group(1))
            .append(
                first.group(2),
                known
                    ? AttributedStyle.BOLD
                    : AttributedStyle.DEFAULT.foreground(AttributedStyle.RED));
        from = first.end();
      }
      var quoted = QUOTED.matcher(buffer);
      while (from <= buffer.length() && quoted.find(from)) {
        text.append(buffer.substring(from, quoted.start()))
            .append(quoted.group(), AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN));
        from = quoted.end();
      }
      return text.append(buffer.substring(from)).toAttributedString();
    }

    @Override
    public void setErrorPattern(Pattern pattern) {}

    @Override
    public void setErrorIndex(int index) {}
  }
}
