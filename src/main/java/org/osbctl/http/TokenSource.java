package org.osbctl.http;

import java.util.List;

/** Who issues tokens to us. */
public interface TokenSource {
  /**
   * A new token.
   *
   * @throws TokenException when there is none to be had
   */
  Token issue();

  /**
   * Ends the life of a token before its time.
   *
   * @return whether it has ended; most sources cannot do that
   */
  default boolean revoke(Token token) {
    return false;
  }

  /** What must never be printed, beside the tokens. */
  List<String> secrets();
}
