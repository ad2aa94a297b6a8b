package org.osbctl.cli;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osbctl.http.Visible;
import org.osbctl.spec.Nearest;

/** Finds the name somebody may have meant. */
final class Names {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private static final int MOST_LISTED = 12;

  private Names() {}

  /** A name made of others, which a broker may have chosen: letters, digits, dots and dashes. */
  static String made(String... parts) {
    return String.join("-", parts).replaceAll("[^\\p{L}\\p{N}._]+", "-");
  }

  /** A name as one word of a shell's command line. */
  static String word(String name) {
    return PLAIN.matcher(name).matches() ? name : "'" + name.replace("'", "'\\''") + "'";
  }

  /** The nearest of some names, if one is near enough. */
  static Optional<String> nearest(String wanted, Collection<String> names) {
    return Nearest.to(wanted, names);
  }

  /** {@code ; did you mean "x"?}, or the list of names when none is near and they are few. */
  static String hint(String wanted, Collection<String> names) {
    return nearest(wanted, names)
        .map(name -> "did you mean \"" + Visible.text(name) + "\"?")
        .orElseGet(
            () ->
                names.isEmpty() || names.size() > MOST_LISTED
                    ? ""
                    : "choose one of: "
                        + names.stream().map(Visible::text).collect(Collectors.joining(", ")));
  }
}
