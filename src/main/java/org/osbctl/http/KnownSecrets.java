package org.osbctl.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds secrets known by heart, in a text that may hold them in disguise.
 *
 * <p>Instead of guessing how a secret was escaped, which encoders do differently, the text is read
 * as JSON strings and as percent-encoding would be read, and the secret is looked for in each
 * reading.
 */
final class KnownSecrets {
  /** Shorter ones would be found everywhere, and every find would tell one. */
  private static final int SHORTEST = 4;

  /** Shorter parts of a Base64 form stand in too many other texts. */
  private static final int SHORTEST_PART = 8;

  /**
   * How much of Base64 belongs to a find: a group of three bytes, shared with what is beside it.
   */
  private static final int GROUP = 4;

  /** What to look for, as bytes. */
  private record Needle(String text, boolean isPart) {}

  private final List<Needle> needles;

  KnownSecrets(Collection<String> secrets) {
    var found = new LinkedHashSet<String>();
    var parts = new LinkedHashSet<String>();
    for (var secret : secrets) {
      if (secret.length() >= SHORTEST && !secret.isBlank()) {
        found.add(secret);
        found.add(secret.strip());
        // As in a form: the rest of its escapes is percent-encoding.
        found.add(secret.replace(' ', '+'));
        base64(parts, secret);
      }
    }
    needles =
        Stream.concat(
                found.stream().map(text -> new Needle(utf8(text), false)),
                parts.stream().map(text -> new Needle(text, true)))
            .toList();
  }

  /** What Base64 makes of the secret, whatever stands before and after it. */
  private static void base64(Set<String> found, String secret) {
    var bytes = secret.getBytes(StandardCharsets.UTF_8);
    for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
      for (int before = 0; before < 3; before++) {
        var shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        var encoded = encoder.withoutPadding().encodeToString(shifted);
        // Whole groups of three bytes are the secret's own; those at the ends are shared.
        int from = before == 0 ? 0 : 4;
        int to = shifted.length / 3 * 4;
        if (to - from >= SHORTEST_PART) {
          found.add(encoded.substring(from, to));
        }
      }
    }
  }

  boolean isEmpty() {
    return needles.isEmpty();
  }

  /** Marks every secret in the text. */
  void find(String text, Spans spans) {
    if (isEmpty() || isPlainlyWithout(text)) {
      return;
    }
    var plain = Reading.plain(text);
    find(plain, spans);
    if (text.indexOf('%') >= 0) {
      find(plain.decoded(), spans);
    }
    if (text.indexOf('\\') >= 0) {
      var unescaped = plain.unescaped();
      find(unescaped, spans);
      // A percent sign may be escaped itself.
      if (unescaped.text().indexOf('%') >= 0) {
        find(unescaped.decoded(), spans);
      }
    }
  }

  /** Whether a text can be read in one way only, and has no secret in it. */
  private boolean isPlainlyWithout(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 || c == '\\' || c == '%') {
        return false;
      }
    }
    for (var needle : needles) {
      if (text.contains(needle.text())) {
        return false;
      }
    }
    return true;
  }

  private void find(Reading reading, Spans spans) {
    var text = reading.text();
    for (var needle : needles) {
      int length = needle.text().length();
      for (int at = text.indexOf(needle.text());
          at >= 0;
          at = text.indexOf(needle.text(), at + length)) {
        int from = at;
        int to = at + length;
        while (needle.isPart() && from > 0 && at - from < GROUP && isBase64(text, from - 1)) {
          from--;
        }
        while (needle.isPart()
            && to < text.length()
            && to - at - length < GROUP
            && isBase64(text, to)) {
          to++;
        }
        spans.add(reading.position(from), reading.position(to));
      }
    }
  }

  private static boolean isBase64(String text, int at) {
    char c = text.charAt(at);
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || "+/-_=".indexOf(c) >= 0;
  }

  /** A character for each byte, for percent-encoding is of bytes. */
  private static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /**
   * A text read in some way: a character for each byte of UTF-8, and where in the original each
   * comes from.
   */
  private static final class Reading {
    private final String text;
    private final int[] positions;

    private Reading(String text, int[] positions) {
      this.text = text;
      this.positions = positions;
    }

    static Reading plain(String text) {
      var builder = new Builder(text.length());
      for (int i = 0; i < text.length(); ) {
        int c = text.codePointAt(i);
        builder.add(c, i);
        i += Character.charCount(c);
      }
      return builder.end(text.length());
    }

    String text() {
      return text;
    }

    int position(int at) {
      return positions[at];
    }

    /** Read as the inside of a JSON string. */
    Reading unescaped() {
      var builder = new Builder(text.length());
      for (int i = 0; i < text.length(); ) {
        char c = text.charAt(i);
        if (c != '\\' || i + 1 == text.length()) {
          builder.addByte(c, positions[i++]);
          continue;
        }
        int unit = text.charAt(i + 1) == 'u' ? hex(i + 2, 4) : -1;
        if (unit < 0) {
          builder.add(shortEscape(text.charAt(i + 1)), positions[i]);
          i += 2;
          continue;
        }
        int next = i + 6;
        if (Character.isHighSurrogate((char) unit) && text.startsWith("\\u", next)) {
          int low = hex(next + 2, 4);
          if (low >= 0 && Character.isLowSurrogate((char) low)) {
            unit = Character.toCodePoint((char) unit, (char) low);
            next += 6;
          }
        }
        builder.add(unit, positions[i]);
        i = next;
      }
      return builder.end(positions[text.length()]);
    }

    private static char shortEscape(char c) {
      return switch (c) {
        case 'n' -> '\n';
        case 'r' -> '\r';
        case 't' -> '\t';
        case 'b' -> '\b';
        case 'f' -> '\f';
        default -> c;
      };
    }

    /** Read as a part of a URL. */
    Reading decoded() {
      var builder = new Builder(text.length());
      for (int i = 0; i < text.length(); ) {
        int octet = text.charAt(i) == '%' ? hex(i + 1, 2) : -1;
        builder.addByte(octet < 0 ? text.charAt(i) : (char) octet, positions[i]);
        i += octet < 0 ? 1 : 3;
      }
      return builder.end(positions[text.length()]);
    }

    private int hex(int from, int digits) {
      if (from + digits > text.length()) {
        return -1;
      }
      int value = 0;
      for (int i = from; i < from + digits; i++) {
        int digit = Character.digit(text.charAt(i), 16);
        if (digit < 0) {
          return -1;
        }
        value = value * 16 + digit;
      }
      return value;
    }
  }

  private static final class Builder {
    private byte[] bytes;
    private int[] positions;
    private int size;

    Builder(int capacity) {
      bytes = new byte[capacity + 4];
      positions = new int[capacity + 4];
    }

    void addByte(char octet, int position) {
      if (size + 1 >= bytes.length) {
        int capacity = size * 2 + 8;
        bytes = Arrays.copyOf(bytes, capacity);
        positions = Arrays.copyOf(positions, capacity);
      }
      bytes[size] = (byte) octet;
      positions[size++] = position;
    }

    /** Adds the bytes of a character. */
    void add(int c, int position) {
      if (c < 0x80) {
        addByte((char) c, position);
      } else if (c < 0x800) {
        addByte((char) (0xc0 | c >> 6), position);
        addByte((char) (0x80 | (c & 0x3f)), position);
      } else if (c < 0x10000) {
        addByte((char) (0xe0 | c >> 12), position);
        addByte((char) (0x80 | (c >> 6 & 0x3f)), position);
        addByte((char) (0x80 | (c & 0x3f)), position);
      } else {
        addByte((char) (0xf0 | c >> 18), position);
        addByte((char) (0x80 | (c >> 12 & 0x3f)), position);
        addByte((char) (0x80 | (c >> 6 & 0x3f)), position);
        addByte((char) (0x80 | (c & 0x3f)), position);
      }
    }

    Reading end(int position) {
      int last = size;
      addByte('\0', position);
      return new Reading(new String(bytes, 0, last, StandardCharsets.ISO_8859_1), positions);
    }
  }
}
