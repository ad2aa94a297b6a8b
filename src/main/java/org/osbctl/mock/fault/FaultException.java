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

  /** An exception about an unknown word, with the word that may have been meant. */
  static FaultException unknown(String what, String word, Collection<String> known) {
    var near = Nearest.to(word, known).map(name -> "; did you mean \"" + name + "\"?").orElse("");
    return new FaultException("unknown " + what + " \"" + word + "\"" + near);
  }
}
