package org.osbctl.spec;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What parsers of JSON do not agree on; RFC 8259 advises against it, or leaves it open. */
public enum Oddity {
  /** An object has a member twice (RFC 8259, 4). */
  MEMBER_TWICE("a member stands twice in an object", "the first, the last or neither is read"),
  /** The text starts with a byte-order mark (RFC 8259, 8.1). */
  BYTE_ORDER_MARK("the body begins with a byte-order mark", "it is passed over or refused"),
  /** A string holds half of a surrogate pair, which is no character (RFC 8259, 8.2). */
  LONE_SURROGATE(
      "a string holds half of a surrogate pair",
      "it is kept, replaced or refused by whoever reads");

  private final String words;
  private final String consequence;

  Oddity(String words, String consequence) {
    this.words = words;
    this.consequence = consequence;
  }

  /** What is odd, as a sentence without a full stop. */
  public String words() {
    return words;
  }

  /** What becomes of it, by the parser. */
  public String consequence() {
    return consequence;
  }

  /** The oddities of a text that was read as JSON. */
  static Set<Oddity> of(byte[] json, boolean memberTwice) {
    var marked = json.length > 2 && json[0] == (byte) 0xef; // Nothing else of UTF-8 begins a text.
    var halved = hasLoneSurrogate(json);
    if (!memberTwice && !marked && !halved) {
      return Set.of();
    }
    var found = EnumSet.noneOf(Oddity.class);
    if (memberTwice) {
      found.add(MEMBER_TWICE);
    }
    if (marked) {
      found.add(BYTE_ORDER_MARK);
    }
    if (halved) {
      found.add(LONE_SURROGATE);
    }
    return Collections.unmodifiableSet(found);
  }

  /** Only escapes can be: in UTF-8 there are none. */
  private static boolean hasLoneSurrogate(byte[] json) {
    var awaitsLow = false;
    for (int i = 0; i < json.length; i++) {
      var half = json[i] == '\\' && json[i + 1] == 'u' ? surrogate(json, i + 2) : 0;
      if (awaitsLow != (half < 0)) {
        return true;
      }
      awaitsLow = half > 0;
      if (json[i] == '\\') {
        i += json[i + 1] == 'u' ? 5 : 1;
      }
    }
    return awaitsLow;
  }

  /** 1 for the first half of a pair, -1 for the second one, 0 for anything else. */
  private static int surrogate(byte[] json, int at) {
    if (json[at] != 'd' && json[at] != 'D') {
      return 0;
    }
    return switch (json[at + 1]) {
      case '8', '9', 'a', 'b', 'A', 'B' -> 1;
      case 'c', 'd', 'e', 'f', 'C', 'D', 'E', 'F' -> -1;
      default -> 0;
    };
  }
}
