package org.osbctl.conform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.UUID;

/** Makes the ids of one lane; the same seed and lane give the same ids. Used by one thread. */
final class Ids {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  private static final int LENGTH = 36;

  private final Random random;

  /** The ids of a lane; {@code lane} is its name, empty for requests that belong to no plan. */
  Ids(long seed, String lane) {
    this.random = new Random(seed * 31 + lane.hashCode());
  }

  /** A new UUID. */
  String next() {
    var high = (random.nextLong() & ~0xF000L) | 0x4000L;
    var low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  /**
   * Two ids as long as a UUID that have all unreserved characters between them (RFC 3986, section
   * 2.3), and a letter at either end, where a period could be taken for a step in the path.
   */
  Pair unreserved() {
    var characters = new ArrayList<Character>();
    UNRESERVED.chars().forEach(c -> characters.add((char) c));
    Collections.shuffle(characters, random);
    var all = new StringBuilder();
    characters.forEach(all::append);
    var half = LENGTH - 2;
    return new Pair(framed(all.substring(0, half)), framed(all.substring(all.length() - half)));
  }

  private String framed(String inner) {
    return letter() + inner + letter();
  }

  private char letter() {
    return (char) ('a' + random.nextInt(26));
  }

  /** Two ids. */
  record Pair(String first, String second) {}
}
