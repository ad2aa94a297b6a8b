package org.osbctl.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.osbctl.conform.Verdict;
import org.osbctl.http.Visible;

/** A text report in the making: lines, paragraphs, gaps, in the look the options ask for. */
final class Page {
  private final Appendable out;
  private final ConsoleOptions options;
  private final Palette palette;
  private boolean begun;
  private boolean gap;

  Page(Appendable out, ConsoleOptions options) {
    this.out = out;
    this.options = options;
    this.palette = Palette.of(options.colours());
  }

  Palette palette() {
    return palette;
  }

  ConsoleOptions options() {
    return options;
  }

  /** The symbol of a verdict, in its colour. */
  String mark(Verdict verdict) {
    return palette.verdict(
        verdict,
        switch (verdict) {
          case FAILED -> "✗";
          case BLOCKED -> "■";
          case WARNED -> "!";
          case WAIVED -> "~";
          case INFO -> "i";
          case PASSED -> "✓";
          case SKIPPED -> "–";
        });
  }

  /** An empty line before whatever comes next, if anything came before and anything comes next. */
  void gap() {
    gap = begun;
  }

  /** One line as it is, however long: command lines and links have to stay in one piece. */
  void line(String text) throws IOException {
    if (gap) {
      out.append('\n');
    }
    var shown = Visible.logged(options.unicode() ? text : Ascii.of(text));
    out.append(shown.stripTrailing()).append('\n');
    begun = true;
    gap = false;
  }

  /**
   * A text broken into lines at blanks, or within a word that is longer than a line.
   *
   * @param first what the first line begins with
   * @param rest what the other lines begin with
   */
  void paragraph(String first, String rest, String text, UnaryOperator<String> style)
      throws IOException {
    var lead = first;
    for (var line : broken(text, Math.max(20, options.width() - visibleLength(first)))) {
      line(lead + style.apply(line));
      lead = rest;
    }
  }

  /** How many columns a text takes: escape sequences of colours take none. */
  static int visibleLength(String text) {
    return text.replaceAll("\033\\[[0-9]*m", "").length();
  }

  /** Broken at a blank, unless that would leave more than half of the line empty. */
  static List<String> broken(String text, int width) {
    var lines = new ArrayList<String>();
    var left = text;
    while (left.length() > width) {
      int blank = left.lastIndexOf(' ', width);
      int end = blank > width / 2 ? blank : insideWord(left, width);
      lines.add(left.substring(0, end));
      left = left.substring(end).stripLeading();
    }
    lines.add(left);
    return lines;
  }

  /** Never between the halves of one character. */
  private static int insideWord(String text, int width) {
    return Character.isHighSurrogate(text.charAt(width - 1)) ? width - 1 : width;
  }
}
