package org.osbctl.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Makes text that a regular expression matches: literals, classes, groups, alternatives and
 * repetitions. What it does not understand (look-arounds, references) it passes over, and whoever
 * asks has the text validated.
 */
final class PatternText {
  private static final int LONGEST = 1_000;
  private static final String PRINTABLE = printable();

  private final String pattern;
  private final int variant;
  private final int least;
  private int at;

  private PatternText(String pattern, int variant, int least) {
    this.pattern = pattern;
    this.variant = variant;
    this.least = Math.min(least, LONGEST);
  }

  private static String printable() {
    var all = new StringBuilder("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    for (char c = ' '; c <= '~'; c++) {
      if (all.indexOf(String.valueOf(c)) < 0) {
        all.append(c);
      }
    }
    return all.toString();
  }

  /**
   * Text that should match.
   *
   * @param variant counts the different ones from 0
   * @param least how many characters it has at least, where a repetition allows more
   */
  static String of(String pattern, int variant, int least) {
    var text = new PatternText(pattern, variant, 0).whole();
    return text.length() >= least ? text : new PatternText(pattern, variant, least).whole();
  }

  /** Whether a pattern finds something in a text; false when Java cannot read it. */
  static boolean finds(String pattern, String text) {
    try {
      return Pattern.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private String whole() {
    var text = alternatives();
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  /** Up to the end of the group: the variants take one alternative each. */
  private String alternatives() {
    var found = new ArrayList<String>();
    found.add(sequence());
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      found.add(sequence());
    }
    return found.get(variant % found.size());
  }

  private String sequence() {
    var text = new StringBuilder();
    while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
      int start = at;
      var one = atom();
      int end = at;
      int times = times();
      for (int i = 0; i < times && text.length() < LONGEST; i++) {
        text.append(i == 0 ? one : again(start, end));
      }
    }
    return text.toString();
  }

  private String again(int start, int end) {
    int after = at;
    at = start;
    var text = atom();
    at = Math.max(after, end);
    return text;
  }

  private String atom() {
    char c = pattern.charAt(at++);
    return switch (c) {
      case '^', '$' -> "";
      case '.' -> pick(x -> true);
      case '[' -> pick(set());
      case '(' -> group();
      case '\\' -> escaped();
      default -> String.valueOf(c);
    };
  }

  private String group() {
    if (pattern.startsWith("?:", at)) {
      at += 2;
    } else if (pattern.startsWith("?", at)) {
      return skipped();
    }
    var text = alternatives();
    at++;
    return text;
  }

  /** A look-around says nothing that can be written down. */
  private String skipped() {
    at += pattern.startsWith("?<=", at) || pattern.startsWith("?<!", at) ? 3 : 2;
    alternatives();
    at++;
    return "";
  }

  private String escaped() {
    if (at >= pattern.length()) {
      return "";
    }
    char c = pattern.charAt(at++);
    return switch (c) {
      case 'd', 'w', 's', 'D', 'W', 'S' -> pick(category(c));
      case 'b', 'B', 'A', 'z', 'Z' -> "";
      case 't' -> "\t";
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 'u' -> String.valueOf((char) code(4));
      case 'x' -> String.valueOf((char) code(2));
      default -> String.valueOf(c);
    };
  }

  private int code(int digits) {
    int end = Math.min(pattern.length(), at + digits);
    try {
      return Integer.parseInt(pattern.substring(at, end), 16);
    } catch (NumberFormatException e) {
      return 'x';
    } finally {
      at = end;
    }
  }

  private static IntPredicate category(char letter) {
    IntPredicate kind =
        switch (Character.toLowerCase(letter)) {
          case 'd' -> c -> c >= '0' && c <= '9';
          case 'w' -> c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c));
          default -> Character::isWhitespace;
        };
    return Character.isUpperCase(letter) ? kind.negate() : kind;
  }

  /** What stands between brackets. */
  private IntPredicate set() {
    var negated = at < pattern.length() && pattern.charAt(at) == '^';
    at += negated ? 1 : 0;
    List<IntPredicate> parts = new ArrayList<>();
    while (at < pattern.length() && (pattern.charAt(at) != ']' || parts.isEmpty())) {
      parts.add(part());
    }
    at++;
    IntPredicate all = c -> parts.stream().anyMatch(part -> part.test(c));
    return negated ? all.negate() : all;
  }

  private IntPredicate part() {
    if (pattern.charAt(at) == '\\'
        && at + 1 < pattern.length()
        && "dwsDWS".indexOf(pattern.charAt(at + 1)) >= 0) {
      at += 2;
      return category(pattern.charAt(at - 1));
    }
    int from = character();
    if (at + 1 < pattern.length() && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']') {
      at++;
      int to = character();
      return c -> c >= from && c <= to;
    }
    return c -> c == from;
  }

  private int character() {
    char c = pattern.charAt(at++);
    if (c != '\\' || at >= pattern.length()) {
      return c;
    }
    var text = escaped();
    return text.isEmpty() ? c : text.charAt(0);
  }

  private String pick(IntPredicate wanted) {
    var fitting = PRINTABLE.chars().filter(wanted).toArray();
    return fitting.length == 0
        ? "\u00e4"
        : String.valueOf((char) fitting[variant % fitting.length]);
  }

  /** How often the atom before is written. */
  private int times() {
    if (at >= pattern.length()) {
      return 1;
    }
    int times =
        switch (pattern.charAt(at)) {
          case '*' -> Math.max(least, 0);
          case '+' -> Math.max(least, 1);
          case '?' -> 0;
          default -> -1;
        };
    if (times >= 0) {
      at++;
    } else if (pattern.charAt(at) == '{' && pattern.indexOf('}', at) > 0) {
      times = counted(pattern.substring(at + 1, pattern.indexOf('}', at)));
      at = pattern.indexOf('}', at) + 1;
    } else {
      return 1;
    }
    if (at < pattern.length() && (pattern.charAt(at) == '?' || pattern.charAt(at) == '+')) {
      at++;
    }
    return times;
  }

  private int counted(String range) {
    var parts = range.split(",", -1);
    try {
      int from = Integer.parseInt(parts[0].strip());
      if (parts.length == 1) {
        return Math.min(from, LONGEST);
      }
      int to = parts[1].isBlank() ? LONGEST : Integer.parseInt(parts[1].strip());
      return Math.min(Math.max(from, Math.min(least, to)), LONGEST);
    } catch (NumberFormatException e) {
      return 1;
    }
  }
}
