package org.osbctl.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the name somebody may have meant. */
public final class Nearest {
  private Nearest() {}

  /** The nearest of some names, if one is near enough. */
  public static Optional<String> to(String wanted, Collection<String> names) {
    int tolerance = wanted.length() < 5 ? 1 : Math.max(2, wanted.length() / 3);
    return names.stream()
        .filter(name -> distance(wanted, name) <= tolerance || name.startsWith(wanted))
        .min(Comparator.comparingInt(name -> distance(wanted, name)));
  }

  /** Up to three names that are near enough, or have the last part of the name wanted in them. */
  public static List<String> several(String wanted, Collection<String> names) {
    int tolerance = Math.max(2, wanted.length() / 4);
    var last = wanted.substring(wanted.lastIndexOf('.') + 1);
    return names.stream()
        .filter(
            name ->
                distance(wanted, name) <= tolerance || (last.length() > 3 && name.contains(last)))
        .sorted(Comparator.comparingInt(name -> distance(wanted, name)))
        .limit(3)
        .toList();
  }

  private static int distance(String a, String b) {
    var left = a.toLowerCase(Locale.ROOT);
    var right = b.toLowerCase(Locale.ROOT);
    var before = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      var now = new int[right.length() + 1];
      now[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        now[j] = Math.min(Math.min(now[j - 1], before[j]) + 1, before[j - 1] + change);
      }
      before = now;
    }
    return before[right.length()];
  }
}
