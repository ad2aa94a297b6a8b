package org.osbctl.report;

/**
 * How a report for people looks.
 *
 * @param width how many columns text is broken at; command lines and links are never broken
 * @param colours whether escape sequences for colours may be used
 * @param unicode whether line-drawing characters and symbols may be used; ASCII only when not
 * @param verbose whether to list what is folded into counts otherwise
 * @param quiet whether to say nothing but what is wrong
 */
public record ConsoleOptions(
    int width, boolean colours, boolean unicode, boolean verbose, boolean quiet) {
  private static final int NARROWEST = 60;

  /** 100 columns, no colours, Unicode, everything else off. */
  public static final ConsoleOptions DEFAULT = new ConsoleOptions(100, false, true, false, false);

  public ConsoleOptions {
    width = Math.max(width, NARROWEST);
  }

  /** These options at another width. */
  public ConsoleOptions withWidth(int columns) {
    return new ConsoleOptions(columns, colours, unicode, verbose, quiet);
  }

  /** These options with or without colours. */
  public ConsoleOptions withColours(boolean allowed) {
    return new ConsoleOptions(width, allowed, unicode, verbose, quiet);
  }

  /** These options in Unicode or in ASCII. */
  public ConsoleOptions withUnicode(boolean allowed) {
    return new ConsoleOptions(width, colours, allowed, verbose, quiet);
  }

  /** These options with the long lists or without. */
  public ConsoleOptions withVerbose(boolean wanted) {
    return new ConsoleOptions(width, colours, unicode, wanted, quiet);
  }

  /** These options with or without what is fine. */
  public ConsoleOptions withQuiet(boolean wanted) {
    return new ConsoleOptions(width, colours, unicode, verbose, wanted);
  }
}
