package org.osbctl.http;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Makes the characters visible that act on a terminal, a page or a reader's eye instead of showing.
 *
 * <p>What a broker sends may hold escape sequences that clear the screen, overrides that turn the
 * reading direction, or nothing at all under a letter's disguise. They are written as a Java
 * program would write them, {@code \}{@code u001b}; everything else stays as it is.
 */
public final class Visible {
  private Visible() {}

  /** The text on one line: line breaks and tabs are written out, too. */
  public static String text(String text) {
    return escaped(text, false);
  }

  /** The text with its line feeds and tabs; a carriage return before a line feed goes. */
  public static String lines(String text) {
    return escaped(text.replace("\r\n", "\n"), true);
  }

  /** The same for text in UTF-8, fast where a long one has nothing to be written out. */
  public static byte[] lines(byte[] utf8) {
    for (byte b : utf8) {
      // All but ASCII is negative.
      if ((b < ' ' && b != '\n') || b == 0x7f) {
        return lines(new String(utf8, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
      }
    }
    return utf8;
  }

  /** The beginning of the text on one line, at most {@code limit} characters of it. */
  public static String excerpt(String text, int limit) {
    if (text.length() <= limit) {
      return text(text);
    }
    int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    return text(text.substring(0, end)) + "…";
  }

  /**
   * Lines of a log in which no build server finds an order to itself: GitHub obeys lines that begin
   * like {@code ::error::}, Azure {@code ##vso[}, TeamCity {@code ##teamcity[}, whoever wrote them.
   */
  public static String logged(String lines) {
    return lines.contains("::") || lines.contains("##")
        ? Orders.AT_START
            .matcher(Orders.ANYWHERE.matcher(lines).replaceAll("\\\\u0023"))
            .replaceAll("$1\\\\u003a")
        : lines;
  }

  /** The same for text in UTF-8, fast where a long one holds no order. */
  public static byte[] logged(byte[] utf8) {
    for (int i = 1; i < utf8.length; i++) {
      if (utf8[i] == utf8[i - 1] && (utf8[i] == ':' || utf8[i] == '#')) {
        return logged(new String(utf8, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
      }
    }
    return utf8;
  }

  /** Made for the few texts that may hold any. */
  private static final class Orders {
    static final Pattern AT_START = Pattern.compile("(?m)^(\\s*):(?=:[A-Za-z])");
    static final Pattern ANYWHERE = Pattern.compile("#(?=#(?:vso|teamcity)?\\[)");
  }

  private static String escaped(String text, boolean keepLines) {
    int first = 0;
    while (first < text.length() && isPlain(text.charAt(first))) {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    var result = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (!acts(c) || (keepLines && (c == '\n' || c == '\t'))) {
        result.appendCodePoint(c);
      } else {
        append(result, text, i - Character.charCount(c), i);
      }
    }
    return result.toString();
  }

  /** Most text is: then nothing has to be copied. */
  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7f;
  }

  private static boolean acts(int c) {
    if (c < 0x7f) {
      return c < ' ';
    }
    return switch (Character.getType(c)) {
      // FORMAT: bidi overrides and isolates, zero-width characters, soft hyphen, tags.
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> isBlankLetter(c);
    };
  }

  /** Letters and marks that show nothing: combining grapheme joiner, Hangul fillers, selectors. */
  private static boolean isBlankLetter(int c) {
    return c == 0x034f
        || c == 0x115f
        || c == 0x1160
        || c == 0x17b4
        || c == 0x17b5
        || c == 0x3164
        || c == 0xffa0
        || (c >= 0xe0100 && c <= 0xe01ef);
  }

  private static void append(StringBuilder result, String text, int from, int to) {
    for (int i = from; i < to; i++) {
      switch (text.charAt(i)) {
        case '\n' -> result.append("\\n");
        case '\r' -> result.append("\\r");
        case '\t' -> result.append("\\t");
        default -> result.append("\\u%04x".formatted((int) text.charAt(i)));
      }
    }
  }
}
