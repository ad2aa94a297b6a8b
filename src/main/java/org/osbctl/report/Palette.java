package org.osbctl.report;

import org.osbctl.conform.Verdict;

/** Colours by meaning, the same everywhere; without colours, every text stays as it is. */
public enum Palette {
  /** Escape sequences for the eight basic colours, which every theme makes readable. */
  COLOUR,
  /** No escape sequence at all. */
  PLAIN;

  private static final String RED = "31";
  private static final String GREEN = "32";
  private static final String YELLOW = "33";
  private static final String MAGENTA = "35";
  private static final String CYAN = "36";

  /** The palette with colours or without. */
  public static Palette of(boolean colours) {
    return colours ? COLOUR : PLAIN;
  }

  /** A text in the colour of a verdict. */
  public String verdict(Verdict verdict, String text) {
    return switch (verdict) {
      case FAILED -> paint(RED, text);
      case BLOCKED -> paint(MAGENTA, text);
      case WARNED -> paint(YELLOW, text);
      case WAIVED, INFO -> paint(CYAN, text);
      case PASSED -> paint(GREEN, text);
      case SKIPPED -> faint(text);
    };
  }

  /** A text in the colour of a conclusion. */
  public String conclusion(Conclusion conclusion, String text) {
    return switch (conclusion) {
      case FAILED -> strong(paint(RED, text));
      case BLOCKED -> strong(paint(MAGENTA, text));
      case INTERRUPTED, LEFT_BEHIND, NOTHING_TESTED -> strong(paint(YELLOW, text));
      case PASSED -> strong(paint(GREEN, text));
    };
  }

  /** A text that stands out. */
  public String strong(String text) {
    return paint("1", text);
  }

  /** A text that stands back. */
  public String faint(String text) {
    return paint("2", text);
  }

  private String paint(String code, String text) {
    return this == PLAIN || text.isEmpty() ? text : "\033[" + code + "m" + text + "\033[0m";
  }
}
