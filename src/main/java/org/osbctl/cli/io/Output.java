package org.osbctl.cli.io;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.osbctl.http.Visible;
import org.osbctl.report.Markdown;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * The one port through which commands print: results to standard output, all else to standard
 * error.
 */
public final class Output {
  /** A longer line would be broken by the terminal, and stay. */
  private static final int MOST_COLUMNS = 78;

  /** A narrow terminal is to cut it off: of a line it breaks, only the end could be taken away. */
  private static final String CUT_OFF = "\u001b[?7l";

  private static final String BROKEN_AGAIN = "\u001b[?7h";

  private final PrintStream out;
  private final PrintStream err;
  private final OutputFormat format;
  private final boolean quiet;
  private final boolean color;
  private final boolean animated;

  /** A line on the terminal that nobody has ended: what is printed next takes its place. */
  private boolean passing;

  /**
   * The output of a command.
   *
   * @param quiet whether nothing but results and problems is printed
   * @param noColor whether colours are refused; the environment may refuse them, too
   */
  public Output(Surroundings surroundings, OutputFormat format, boolean quiet, boolean noColor) {
    this.out = surroundings.out();
    this.err = surroundings.err();
    this.format = format;
    this.quiet = quiet;
    this.color = wantsColor(surroundings, noColor);
    this.animated =
        !quiet
            && surroundings.terminal().err()
            && !surroundings.variable("TERM").equals(Optional.of("dumb"));
  }

  /** Whether a line can be shown that is gone a moment later. */
  public boolean animated() {
    return animated;
  }

  /** Shows a line until the next thing is printed; nothing where that cannot be. */
  public synchronized void passing(String line) {
    if (animated) {
      err.print("\r\u001b[K" + CUT_OFF + Visible.excerpt(line, MOST_COLUMNS) + BROKEN_AGAIN);
      err.flush();
      passing = true;
    }
  }

  /** Takes away the line that was only passing. */
  public synchronized void clear() {
    if (passing) {
      err.print("\r\u001b[K");
      err.flush();
      passing = false;
    }
  }

  /** Whether results may be coloured. */
  public static boolean wantsColor(Surroundings surroundings, boolean noColor) {
    if (noColor || surroundings.variable("NO_COLOR").isPresent()) {
      return false;
    }
    if (surroundings.variable("FORCE_COLOR").isPresent()) {
      return true;
    }
    return surroundings.terminal().out()
        && !surroundings.variable("TERM").equals(Optional.of("dumb"));
  }

  /** Whether results are coloured. */
  public boolean color() {
    return color;
  }

  /** Whether nothing but results and problems is printed. */
  public boolean quiet() {
    return quiet;
  }

  /** The format of results. */
  public OutputFormat format() {
    return format;
  }

  /** Where reports are written to. */
  public PrintStream out() {
    return out;
  }

  /**
   * Prints a result in the form that was asked for.
   *
   * @param table the form for people
   * @param document the form for programs, made only when it is wanted
   * @param names the form for other commands
   */
  public synchronized void result(Table table, Supplier<JsonNode> document, List<String> names) {
    clear();
    switch (format) {
      case table -> out.print(Visible.logged(table.text()));
      // What acts on a terminal can only stand in texts, where JSON escapes it the same way.
      case json -> out.println(shown(Json.pretty(document.get())));
      case yaml -> out.print(yaml(document.get()));
      case markdown -> out.print(Visible.logged(table.markdown()));
      case name -> names.forEach(name -> out.println(shown(Visible.text(name))));
    }
    out.flush();
  }

  /** Prints a result, or a part of one, that may be long. */
  public void text(String text) {
    // The stream would turn the text into bytes piece by piece, at a tenth of the speed.
    text(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same for text in UTF-8. */
  void text(byte[] utf8) {
    out.writeBytes(Visible.logged(Visible.lines(utf8)));
    out.flush();
  }

  /** A value as YAML, whose strings escape what acts on a terminal as JSON does. */
  public static String yaml(JsonNode value) {
    return shown(Yaml.MAPPER.writeValueAsString(value));
  }

  /** Fit for a terminal and for the log of a build. */
  private static String shown(String lines) {
    return Visible.logged(Visible.lines(lines));
  }

  /** Loaded when YAML is wanted. */
  private static final class Yaml {
    static final YAMLMapper MAPPER =
        YAMLMapper.builder().disable(YAMLWriteFeature.WRITE_DOC_START_MARKER).build();
  }

  /** Prints rows, the first being the headings; their cells are fit to print already. */
  void table(List<String[]> rows) {
    var table = new Table();
    rows.forEach(row -> table.rows.add(Arrays.asList(row)));
    text(format == OutputFormat.markdown ? table.markdown() : table.text());
  }

  /** Prints a line of a result that comes bit by bit. */
  public synchronized void print(String line) {
    clear();
    out.println(shown(line));
    out.flush();
  }

  /** Tells something that is good to know; silent with {@code --quiet}. */
  public synchronized void info(String text) {
    clear();
    if (!quiet) {
      err.println(shown(text));
      err.flush();
    }
  }

  /** Prints a line somebody asked for that is no result. */
  public synchronized void line(String text) {
    clear();
    err.println(text);
    err.flush();
  }

  /** Puts a question, whose answer is typed behind it. */
  public synchronized void ask(String question) {
    clear();
    err.print(Visible.lines(question));
    err.flush();
  }

  /** Warns. */
  public synchronized void warn(String text) {
    clear();
    err.println("warning: " + shown(text));
    err.flush();
  }

  /** Says what did not work, as text or, where results are JSON, as JSON. */
  public synchronized void problem(Problem problem) {
    clear();
    err.println(shown(format == OutputFormat.json ? Json.text(problem.json()) : problem.text()));
    err.flush();
  }

  /** Aligned columns. */
  public static final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    /** A table with these headings. */
    public static Table of(String... headings) {
      return new Table().row(headings);
    }

    /** A table of names and values. */
    public static Table fields() {
      return new Table();
    }

    /** Adds a row; what would harm a terminal is made visible. */
    public Table row(String... cells) {
      rows.add(Arrays.stream(cells).map(Visible::text).toList());
      return this;
    }

    /** A row, unless the value is empty. */
    public Table field(String name, String value) {
      return value.isEmpty() ? this : row(name, value);
    }

    /** The text, its last column broken at blanks where lines would get longer than this. */
    public String text(int width) {
      int indent = 2 + rows.stream().mapToInt(row -> row.getFirst().length()).max().orElse(0);
      var broken = new Table();
      for (var row : rows) {
        var first = row.getFirst();
        for (var line : lines(row.getLast(), width - indent)) {
          broken.row(first, line);
          first = "";
        }
      }
      return broken.text();
    }

    private static List<String> lines(String text, int width) {
      var lines = new ArrayList<String>();
      var rest = text;
      while (rest.length() > width && rest.lastIndexOf(' ', width) > 0) {
        int blank = rest.lastIndexOf(' ', width);
        lines.add(rest.substring(0, blank));
        rest = rest.substring(blank + 1);
      }
      lines.add(rest);
      return lines;
    }

    /** As a table of Markdown; the first row is its head. */
    String markdown() {
      var text = new StringBuilder();
      for (int i = 0; i < rows.size(); i++) {
        rows.get(i).forEach(cell -> text.append("| ").append(Markdown.cell(cell)).append(' '));
        text.append("|\n");
        if (i == 0) {
          text.repeat("| --- ", rows.getFirst().size()).append("|\n");
        }
      }
      return text.toString();
    }

    String text() {
      var widths = new ArrayList<Integer>();
      for (var row : rows) {
        for (int i = 0; i < row.size(); i++) {
          if (i == widths.size()) {
            widths.add(0);
          }
          widths.set(i, Math.max(widths.get(i), row.get(i).length()));
        }
      }
      var text = new StringBuilder();
      for (var row : rows) {
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
          line.append(row.get(i));
          line.repeat(' ', i + 1 < row.size() ? widths.get(i) - row.get(i).length() + 2 : 0);
        }
        text.append(line.toString().stripTrailing()).append('\n');
      }
      return text.toString();
    }
  }
}
