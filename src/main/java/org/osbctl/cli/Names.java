package org.osbctl.cli;

import java.util.Collection;
import java.util.Optional;
import org.osbctl.spec.Nearest;

/** Finds the name somebody may have meant. */
final class Names {
  private Names() {}

  /** The nearest of some names, if one is near enough. */
  static Optional<String> nearest(String wanted, Collection<String> names) {
    return Nearest.to(wanted, names);
  }

  /** {@code ; did you mean "x"?}, or the list of names when none is near and they are few. */
  static String hint(String wanted, Collection<String> names) {
    return nearest(wanted, names)
        .map(name -> "did you mean \"" + name + "\"?")
        .orElseGet(
            () ->
                names.isEmpty() || names.size() > 12
                    ? ""
                    : "choose one of: " + String.join(", ", names));
  }
}
