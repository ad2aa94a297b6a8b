package org.osbctl.cli.shell;

import java.io.IOError;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;
import org.osbctl.http.Visible;

/** Asks single questions on a terminal. What it is given to print may come from anywhere. */
final class Prompter {
  private static final int MASK_MILLIS = 500;

  private final Terminal terminal;
  private final LineReader reader;
  private List<String> words = List.of();
  private Function<String, Optional<String>> check = typed -> Optional.empty();

  Prompter(Terminal terminal) {
    this.terminal = terminal;
    this.reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            // Nothing has a meaning but what the answer says: no quotes, no escapes.
            .parser(new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]))
            .completer(
                (line, parsed, candidates) ->
                    words.forEach(word -> candidates.add(new Candidate(word))))
            .highlighter(new Reddening())
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .variable(LineReader.DISABLE_HISTORY, true)
            .variable(LineReader.BELL_STYLE, "none")
            .build();
  }

  /** One of several answers. */
  record Choice(String word, String description) {}

  /** Prints lines. */
  void say(String text) {
    terminal.writer().println(Visible.lines(text));
    terminal.flush();
  }

  /**
   * Asks for a text until it passes.
   *
   * @param before what stands there to be changed
   * @param problem what is wrong with an answer; it is red as long as there is something
   */
  String text(
      String question, String before, boolean masked, Function<String, Optional<String>> problem)
      throws CancelledException {
    words = List.of();
    return asked(question, before, masked, problem);
  }

  /** Asks for one of several; by number or by word. */
  int choice(String question, List<Choice> choices, @Nullable Integer otherwise)
      throws CancelledException {
    int width = choices.stream().mapToInt(c -> Visible.text(c.word()).length()).max().orElse(0);
    for (int i = 0; i < choices.size(); i++) {
      var each = choices.get(i);
      var padded = String.format("%-" + Math.max(1, width) + "s", Visible.text(each.word()));
      say(
          "  "
              + (i + 1)
              + ") "
              + (padded + "  " + Visible.text(each.description())).stripTrailing());
    }
    words = choices.stream().map(Choice::word).toList();
    var hint = otherwise == null ? "" : " [" + choices.get(otherwise).word() + "]";
    var typed =
        asked(
            question + hint + ": ",
            "",
            false,
            text ->
                index(text.strip(), otherwise) >= 0
                    ? Optional.empty()
                    : Optional.of("choose a number from 1 to " + words.size() + ", or a word"));
    return index(typed.strip(), otherwise);
  }

  private int index(String typed, @Nullable Integer otherwise) {
    if (typed.isEmpty()) {
      return otherwise == null ? -1 : otherwise;
    }
    // A word first: the words may be numbers.
    int word = words.indexOf(typed);
    if (word >= 0 || !typed.matches("\\d{1,6}")) {
      return word;
    }
    int number = Integer.parseInt(typed);
    return IntStream.rangeClosed(1, words.size()).anyMatch(n -> n == number) ? number - 1 : -1;
  }

  /** Asks for yes or no. */
  boolean yes(String question, boolean otherwise) throws CancelledException {
    words = List.of("yes", "no");
    var typed =
        asked(
            question + (otherwise ? " [Y/n]: " : " [y/N]: "),
            "",
            false,
            text ->
                text.strip().matches("(?i)y|yes|n|no|true|false|")
                    ? Optional.empty()
                    : Optional.of("answer yes or no"));
    var answer = typed.strip().toLowerCase(Locale.ROOT);
    return answer.isEmpty() ? otherwise : answer.startsWith("y") || answer.equals("true");
  }

  private String asked(
      String question, String before, boolean masked, Function<String, Optional<String>> problem)
      throws CancelledException {
    // A dumb terminal cannot take away what stands there: it is told, and Enter takes it.
    var dumb = terminal.getType().startsWith(Terminal.TYPE_DUMB);
    var prompt = dumb && !before.isEmpty() ? question + "[" + before + "] " : question;
    var mask = masked ? Character.valueOf('*') : null;
    var typed = before;
    while (true) {
      check = problem;
      try {
        typed = reader.readLine(Visible.text(prompt), null, mask, dumb ? "" : typed);
        typed = dumb && typed.isEmpty() ? before : typed;
      } catch (UserInterruptException | IOError e) {
        // The latter when Ctrl-C hit the program by which the terminal is asked for its size.
        throw new CancelledException(true);
      } catch (EndOfFileException e) {
        throw new CancelledException(false);
      }
      if (dumb && masked) {
        awaitMask();
      }
      var wrong = problem.apply(typed);
      if (wrong.isEmpty()) {
        return typed;
      }
      say("  " + wrong.get());
      typed = masked ? "" : typed;
    }
  }

  /** On a dumb terminal a thread hides what is typed; it must not outlive the terminal. */
  private static void awaitMask() {
    for (var thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("JLine Mask Thread")) {
        thread.interrupt();
        try {
          thread.join(MASK_MILLIS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  /** Shows at each key whether what stands there would pass. */
  private final class Reddening implements Highlighter {
    @Override
    public AttributedString highlight(LineReader asking, String buffer) {
      var good = buffer.isEmpty() || check.apply(buffer).isEmpty();
      return new AttributedString(
          buffer,
          good ? AttributedStyle.DEFAULT : AttributedStyle.DEFAULT.foreground(AttributedStyle.RED));
    }

    @Override
    public void setErrorPattern(Pattern pattern) {}

    @Override
    public void setErrorIndex(int index) {}
  }
}
