package org.osbctl.mock.fault;

import java.util.Collection;
import org.osbctl.spec.Nearest;

/** A name nobody knows, or an entry that does not say what it should. */
public final class FaultException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** An exception with these words. */
  public FaultException(String words) {
    super(words);
  }

  /** Words of a list that can be read at a glance. */
  private static final int FEW = 20;

  /**
   * An exception about an unknown word, with the one that may have been meant, or the few known.
   */
  static FaultException unknown(String what, String word, Collection<String> known) {
    var near =
        Nearest.to(word, known)
            .map(name -> "; did you mean \"" + name + "\"?")
            .orElse(known.size() > FEW ? "" : "; there are " + String.join(", ", known));
    return new FaultException("unknown " + what + " \"" + word + "\"" + near);
  }
}
