package org.osbctl.report;

import org.osbctl.http.Visible;

/** Writes texts into XML 1.0, which has no place for control characters, not even escaped. */
public final class Xml {
  private Xml() {}

  /** A text between tags, with its lines; {@code ]]>} cannot come out of it either. */
  public static String text(String text) {
    return escaped(Visible.lines(text));
  }

  /** A text between quotes, on one line. */
  public static String attribute(String text) {
    return escaped(Visible.text(text));
  }

  private static String escaped(String text) {
    var result = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> result.append("&amp;");
        case '<' -> result.append("&lt;");
        case '>' -> result.append("&gt;");
        case '"' -> result.append("&quot;");
        case '\'' -> result.append("&#39;");
        // No characters of XML, although Unicode has the numbers.
        case '\ufffe', '\uffff' -> result.append("\\u%04x".formatted((int) c));
        default -> result.append(c);
      }
    }
    return result.toString();
  }
}
