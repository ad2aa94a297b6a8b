package org.osbctl.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Finds what looks like a secret by what stands around it: credentials in URLs and behind {@code
 * Basic} or {@code Bearer}, tokens, private keys, and the values of names that speak of a secret,
 * however the text is written: JSON whole or torn, YAML, XML, forms, connection strings, prose.
 *
 * <p>Each step goes through the text once, and looks around a bounded way: a text of a broker's
 * must not take more than its length.
 */
final class SecretShapes {
  private static final Pattern AUTHORIZATION =
      Pattern.compile("(?i)\\b(basic|bearer)\\s{1,10}([A-Za-z0-9+/._~=-]{4,}+)");
  private static final Pattern JWT =
      Pattern.compile(
          "(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{8,}+(\\.[A-Za-z0-9_-]*+)?");
  private static final String KEY = "PRIVATE KEY-----";
  private static final String WORD_ENDS = ",;)\"'<>";
  private static final int LONGEST_WORD = 60;
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_USER_INFO = 200;

  private final String text;
  private final Spans spans;

  private SecretShapes(String text, Spans spans) {
    this.text = text;
    this.spans = spans;
  }

  /** Marks every part of the text that looks like a secret. */
  static void find(String text, Spans spans) {
    if (isOneWord(text)) {
      return;
    }
    var shapes = new SecretShapes(text, spans);
    shapes.userInfo();
    shapes.authorization();
    shapes.tokens();
    shapes.privateKeys();
    shapes.namedValues();
  }

  /** Most texts of a large body are ids and names, which have room for no shape at all. */
  private static boolean isOneWord(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == ':' || c == '=' || c == '>' || c == '.') {
        return false;
      }
    }
    return true;
  }

  private void userInfo() {
    for (int at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
      // PHP writes every slash of JSON with a backslash.
      int start =
          text.startsWith("//", at + 1) ? at + 3 : text.startsWith("\\/\\/", at + 1) ? at + 5 : -1;
      if (start > 0 && at > 0 && Character.isLetterOrDigit(text.charAt(at - 1))) {
        spans.add(start, endOfUserInfo(start));
      }
    }
  }

  /** Where the last {@code @} of the authority stands, or the start. */
  private int endOfUserInfo(int start) {
    int end = start;
    boolean hasPassword = false;
    for (int i = start; i < text.length() && i < start + LONGEST_USER_INFO; i++) {
      char c = text.charAt(i);
      if (c <= ' ' || "\"'<>`".indexOf(c) >= 0) {
        return end;
      }
      if (c == '@') {
        end = i;
      } else if (c == ':'
          && i + 1 < text.length()
          && !isDigit(text.charAt(i + 1))
          && text.charAt(i + 1) != '/') {
        // No port: then this must be a password, which somebody forgot to encode.
        hasPassword = true;
      } else if ("/?#\\".indexOf(c) >= 0 && (end > start || !hasPassword)) {
        return end;
      }
    }
    return end;
  }

  private void authorization() {
    if (!mayAuthorize()) {
      return;
    }
    var words = AUTHORIZATION.matcher(text);
    while (words.find()) {
      var token = words.group(2);
      if (words.group(1).equalsIgnoreCase("basic") ? isPair(token) : isToken(token)) {
        spans.add(words.start(2), words.end(2));
      }
    }
  }

  /** Most texts do not, and patterns are slow to say so. */
  private boolean mayAuthorize() {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c == 'b' || c == 'B')
          && (text.regionMatches(true, i, "basic", 0, 5)
              || text.regionMatches(true, i, "bearer", 0, 6))) {
        return true;
      }
    }
    return false;
  }

  private void tokens() {
    if (text.contains("eyJ")) {
      var tokens = JWT.matcher(text);
      while (tokens.find()) {
        spans.add(tokens.start(), tokens.end());
      }
    }
  }

  /** "Basic authentication" holds no secret, the Base64 of a pair does. */
  private static boolean isPair(String token) {
    try {
      // What was cut somewhere may end within a group of four.
      var whole = token.length() % 4 == 1 ? token.substring(0, token.length() - 1) : token;
      var decoded = Base64.getDecoder().decode(whole);
      return new String(decoded, StandardCharsets.ISO_8859_1).indexOf(':') >= 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isToken(String token) {
    return token.length() >= 16 && token.chars().anyMatch(SecretShapes::isDigit);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private void privateKeys() {
    for (int at = text.indexOf(KEY); at >= 0; ) {
      int start = at + KEY.length();
      int end = text.indexOf("-----END", start);
      int to = end < 0 ? text.length() : end;
      if (text.lastIndexOf("-----BEGIN", at) >= at - 40) {
        spans.add(start, to);
      }
      at = text.indexOf(KEY, to + (end < 0 ? 0 : 8 + KEY.length()));
    }
  }

  private void namedValues() {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == ':' || c == '=' || c == '>') {
        at = Math.max(at, namedValue(at, c));
      }
    }
  }

  /** Marks the value behind a separator, if the name before it is secret; where to go on. */
  private int namedValue(int separator, char c) {
    int end = separator;
    while (c != '>' && end > 0 && separator - end < 3 && text.charAt(end - 1) == ' ') {
      end--;
    }
    boolean quoted = c == ':' && end > 0 && isQuote(text.charAt(end - 1));
    if (quoted) {
      end--;
      while (end > 0 && separator - end < 10 && text.charAt(end - 1) == '\\') {
        end--;
      }
    }
    int start = end;
    while (start > 0 && end - start <= LONGEST_NAME && isOfName(text.charAt(start - 1))) {
      start--;
    }
    if (start == end || !SecretNames.isValue(text.substring(start, end))) {
      return separator;
    }
    if (c == '>') {
      return start > 0 && text.charAt(start - 1) == '<'
          ? mask(separator + 1, endOfElement(separator + 1, text.substring(start, end)))
          : separator;
    }
    return value(separator, c, start, quoted);
  }

  private int value(int separator, char c, int nameStart, boolean quoted) {
    int from = separator + 1;
    while (from < text.length() && isBlank(text.charAt(from), quoted)) {
      from++;
    }
    int quote = from;
    while (quote < text.length() && quote - from < 8 && text.charAt(quote) == '\\') {
      quote++;
    }
    if (quote < text.length() && isQuote(text.charAt(quote))) {
      return mask(quote + 1, endOfString(quote + 1, text.substring(from, quote + 1)));
    }
    if (quoted) {
      return jsonValue(from);
    }
    if (c == '=') {
      return mask(from, until(from, "&;,\"'<>)]}|"));
    }
    return isAloneOnItsLine(nameStart) ? yamlValue(nameStart, from) : prose(from);
  }

  private static boolean isBlank(char c, boolean quoted) {
    return c == ' ' || c == '\t' || (quoted && (c == '\n' || c == '\r'));
  }

  private int jsonValue(int from) {
    if (from < text.length() && (text.charAt(from) == '{' || text.charAt(from) == '[')) {
      return mask(from, endOfContainer(from));
    }
    int end = until(from, ",}]");
    return switch (text.substring(from, Math.min(end, from + 6))) {
      case "true", "false", "null" -> end;
      default -> mask(from, end);
    };
  }

  /** The rest of the line, or all that follows when it begins there. */
  private int yamlValue(int nameStart, int from) {
    int end = text.indexOf('\n', from);
    if (end < 0) {
      end = text.length();
    }
    boolean opens = from >= end || text.charAt(from) == '\r' || isBlock(from);
    if (!opens) {
      return mask(from, end);
    }
    // What is indented more than the name belongs to it.
    int margin = nameStart - 1 - text.lastIndexOf('\n', nameStart - 1);
    int next = end;
    while (next < text.length() && indent(next + 1) > margin) {
      int line = text.indexOf('\n', next + 1);
      next = line < 0 ? text.length() : line;
    }
    return mask(Math.min(end + 1, text.length()), next);
  }

  private boolean isBlock(int from) {
    return from < text.length() && (text.charAt(from) == '|' || text.charAt(from) == '>');
  }

  private int indent(int line) {
    int i = line;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '-')) {
      i++;
    }
    return i - line;
  }

  /** In a sentence, a word with a digit: "Invalid token: abc1", but not "password: too short". */
  private int prose(int from) {
    int end = from;
    boolean hasDigit = false;
    while (isOfWord(end) && end - from < LONGEST_WORD) {
      hasDigit |= isDigit(text.charAt(end));
      end++;
    }
    if (end - from == LONGEST_WORD) {
      return mask(from, until(end, WORD_ENDS));
    }
    return hasDigit ? mask(from, end) : from - 1;
  }

  private boolean isOfWord(int at) {
    return at < text.length() && text.charAt(at) > ' ' && WORD_ENDS.indexOf(text.charAt(at)) < 0;
  }

  private boolean isAloneOnItsLine(int nameStart) {
    int i = nameStart;
    while (i > 0 && nameStart - i < 200 && " \t->".indexOf(text.charAt(i - 1)) >= 0) {
      i--;
    }
    return i == 0 || text.charAt(i - 1) == '\n';
  }

  private int mask(int from, int to) {
    spans.add(from, to);
    return to - 1;
  }

  private int until(int from, String stops) {
    int i = from;
    while (i < text.length() && text.charAt(i) > ' ' && stops.indexOf(text.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  /** Where a string ends that was opened by this quote, with as many backslashes before it. */
  private int endOfString(int from, String quote) {
    if (quote.length() > 1) {
      int end = text.indexOf(quote, from);
      return end < 0 ? text.length() : end;
    }
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == quote.charAt(0)) {
        return i;
      }
    }
    return text.length();
  }

  private int endOfContainer(int from) {
    int depth = 0;
    for (int i = from; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '"' -> i = endOfString(i + 1, "\"");
        case '{', '[' -> depth++;
        case '}', ']' -> {
          if (--depth == 0) {
            return i + 1;
          }
        }
        default -> {}
      }
    }
    return text.length();
  }

  private int endOfElement(int from, String name) {
    int end = text.indexOf("</" + name, from);
    return end < 0 ? text.length() : end;
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  private static boolean isOfName(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || isDigit(c)
        || c == '_'
        || c == '-'
        || c == '.';
  }
}
