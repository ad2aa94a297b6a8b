package org.osbctl.report;

/** Writes a text with the characters every terminal has. */
final class Ascii {
  private Ascii() {}

  /** The text with symbols replaced by like ones, and all other characters by their numbers. */
  static String of(String text) {
    if (text.chars().allMatch(c -> c < 0x80)) {
      return text;
    }
    var result = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(point -> append(result, point));
    return result.toString();
  }

  private static void append(StringBuilder result, int point) {
    switch (point) {
      case '├', '│' -> result.append('|');
      case '└' -> result.append('`');
      case '─', '–' -> result.append('-');
      case '·' -> result.append('|');
      case '→' -> result.append("->");
      case '…' -> result.append("...");
      case '✗' -> result.append('x');
      case '✓' -> result.append('+');
      case '■' -> result.append('#');
      default -> {
        if (point < 0x80) {
          result.append((char) point);
        } else {
          result.append(point > 0xffff ? "\\u{%x}".formatted(point) : "\\u%04x".formatted(point));
        }
      }
    }
  }
}
