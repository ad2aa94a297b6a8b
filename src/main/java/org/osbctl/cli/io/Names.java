package org.osbctl.cli.io;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osbctl.http.Visible;
import org.osbctl.spec.Nearest;

/** Finds the name somebody may have meant. */
public final class Names {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private static final int MOST_LISTED = 12;

  private Names() {}

  /** A name made of others, which a broker may have chosen: letters, digits, dots and dashes. */
  public static String made(String... parts) {
    return String.join("-", parts).replaceAll("[^\\p{L}\\p{N}._]+", "-");
  }

  /** A name as one word of a shell's command line. */
  public static String word(String name) {
    return PLAIN.matcher(name).matches() ? name : "'" + name.replace("'", "'\\''") + "'";
  }

  /** The nearest of some names, if one is near enough. */
  public static Optional<String> nearest(String wanted, Collection<String> names) {
    return Nearest.to(wanted, names);
  }

  /** {@code ; did you mean "x"?}, or the list of names when none is near and they are few. */
  public static String hint(String wanted, Collection<String> names) {
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
