package org.osbctl.http.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.osbctl.http.IssuedTokens;
import org.osbctl.http.TokenException;
import org.osbctl.http.TokenHeader;

/**
 * Asks a Keystone whether tokens are valid, and remembers what it said for a short while.
 *
 * <p>It asks with a token of its own user, or where it has none with the very token in question: a
 * Keystone lets everybody ask about his own.
 */
public final class KeystoneExaminer implements Predicate<String> {
  private static final int REMEMBERED = 1000;

  private record Said(boolean valid, Instant until) {}

  private final Keystone keystone;
  private final Optional<IssuedTokens> own;
  private final Duration memory;
  private final Clock clock;
  private final Map<String, Said> said =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Said> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * An examiner.
   *
   * @param own the tokens with which to ask; empty to ask with those in question
   * @param memory how long an answer counts
   */
  public KeystoneExaminer(
      Keystone keystone, Optional<IssuedTokens> own, Duration memory, Clock clock) {
    this.keystone = keystone;
    this.own = own;
    this.memory = memory;
    this.clock = clock;
  }

  /**
   * Whether a token is valid.
   *
   * @throws TokenException if the Keystone does not say
   */
  @Override
  public synchronized boolean test(String token) {
    var now = clock.instant();
    var known = said.get(token);
    if (known != null && now.isBefore(known.until())) {
      return known.valid();
    }
    boolean valid = ask(token);
    said.remove(token);
    if (!memory.isZero()) {
      said.put(token, new Said(valid, now.plus(memory)));
    }
    return valid;
  }

  private boolean ask(String token) {
    if (own.isEmpty()) {
      return keystone.isValid(token, token);
    }
    var headers = own.get().headers();
    try {
      return keystone.isValid(token, TokenHeader.X_AUTH_TOKEN.in(headers).orElse(""));
    } catch (TokenException e) {
      // Our own may have been revoked; once.
      if (e.kind() != TokenException.Kind.SETTING || !own.get().renewed(headers)) {
        throw e;
      }
      var renewed = own.get().headers();
      return keystone.isValid(token, TokenHeader.X_AUTH_TOKEN.in(renewed).orElse(""));
    }
  }
}
