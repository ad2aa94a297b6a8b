package org.osbctl.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that somebody issues: one is fetched when the first request needs it, kept in memory, and
 * replaced before it expires, or once when a broker refuses it.
 *
 * <p>Threads that need a new one at the same time wait for the same one. A token that was fetched
 * because of a refusal, and is refused as well, is not replaced again: then the broker wants
 * something else.
 */
public final class IssuedTokens implements Authentication, Credentials {
  /** How long before its end a token is replaced, for requests take their time. */
  private static final Duration EARLY = Duration.ofSeconds(30);

  /** A short life is not spent on renewing. */
  private static final int PART_OF_LIFE = 5;

  private static final int REMEMBERED = 8;

  private final TokenSource source;
  private final TokenHeader header;
  private final Clock clock;
  private final Deque<Token> replaced = new ArrayDeque<>();
  private final Deque<Token> refused = new ArrayDeque<>();
  private @Nullable Token current;
  private Instant renewal = Instant.MAX;
  private boolean onTrial;
  private volatile List<String> secrets;

  /**
   * Tokens of a source.
   *
   * @param header how they travel
   */
  public IssuedTokens(TokenSource source, TokenHeader header, Clock clock) {
    this.source = source;
    this.header = header;
    this.clock = clock;
    this.secrets = List.copyOf(source.secrets());
  }

  @Override
  public synchronized Headers headers() {
    return header.of(token().value());
  }

  private Token token() {
    var token = current;
    if (token == null) {
      return fetch();
    }
    if (clock.instant().isBefore(renewal)) {
      return token;
    }
    try {
      var fresh = fetch();
      keep(replaced, token);
      return fresh;
    } catch (TokenException e) {
      // It may still do; if not, the broker says so.
      if (isOver(token)) {
        throw e;
      }
      return token;
    }
  }

  private Token fetch() {
    var fresh = source.issue();
    current = fresh;
    onTrial = false;
    renewal = fresh.expires().map(this::renewal).orElse(Instant.MAX);
    keepSecret(fresh);
    return fresh;
  }

  private void keepSecret(Token fresh) {
    var all = new ArrayList<>(source.secrets());
    all.add(fresh.value());
    secrets.stream().filter(each -> !all.contains(each)).limit(REMEMBERED).forEach(all::add);
    secrets = List.copyOf(all);
  }

  private Instant renewal(Instant expires) {
    var part = Duration.between(clock.instant(), expires).dividedBy(PART_OF_LIFE);
    return expires.minus(part.compareTo(EARLY) < 0 && !part.isNegative() ? part : EARLY);
  }

  private static void keep(Deque<Token> kept, Token old) {
    kept.addFirst(old);
    if (kept.size() > REMEMBERED) {
      kept.removeLast();
    }
  }

  private boolean isOver(Token token) {
    return token.expires().filter(at -> !clock.instant().isBefore(at)).isPresent();
  }

  @Override
  public synchronized boolean renewed(Headers sent) {
    var token = header.in(sent);
    var now = current;
    if (token.isEmpty() || now == null) {
      return false;
    }
    if (!token.get().equals(now.value())) {
      // Another thread was faster; or else it was wrong on purpose.
      return has(replaced, token.get()) || has(refused, token.get());
    }
    if (onTrial) {
      return false;
    }
    try {
      fetch();
    } catch (TokenException e) {
      return false;
    }
    onTrial = true;
    keep(refused, now);
    return true;
  }

  private static boolean has(Deque<Token> tokens, String value) {
    return tokens.stream().anyMatch(each -> each.value().equals(value));
  }

  @Override
  public synchronized void accepted(Headers sent) {
    if (onTrial && current != null && header.in(sent).equals(Optional.of(current.value()))) {
      onTrial = false;
    }
  }

  @Override
  public Credentials credentials() {
    return this;
  }

  @Override
  public boolean required() {
    return true;
  }

  @Override
  public boolean isBasic() {
    return false;
  }

  @Override
  public List<String> secrets() {
    return secrets;
  }

  /** Right are the one in use, and those that were replaced in time, as long as they last. */
  @Override
  public synchronized List<String> wrong(Headers sent) {
    var token = header.in(sent);
    boolean right =
        token.isPresent()
            && ((current != null && current.value().equals(token.get()))
                || replaced.stream()
                    .anyMatch(each -> each.value().equals(token.get()) && !isOver(each)));
    return right ? List.of() : List.of(header.header());
  }

  /** When the token in use expires; empty without one, or when nobody said. */
  public synchronized Optional<Instant> expires() {
    return Optional.ofNullable(current).flatMap(Token::expires);
  }

  /** How the tokens travel. */
  public TokenHeader header() {
    return header;
  }

  /** A token that was right for a moment; empty where the source cannot end the life of one. */
  public synchronized Optional<String> ended() {
    try {
      var token = source.issue();
      keepSecret(token);
      return source.revoke(token) ? Optional.of(token.value()) : Optional.empty();
    } catch (TokenException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "issued tokens";
  }
}
