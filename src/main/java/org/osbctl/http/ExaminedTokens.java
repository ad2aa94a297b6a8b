package org.osbctl.http;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Tokens of which somebody else says whether they are valid; for those who receive requests. A
 * token counts in {@code X-Auth-Token} and as a bearer token.
 */
public final class ExaminedTokens implements Authentication, Credentials {
  private final Predicate<String> valid;
  private final URI issuer;
  private final AtomicReference<Headers> lastRight = new AtomicReference<>(Headers.NONE);

  /**
   * Tokens that are examined.
   *
   * @param valid says whether a token is valid
   * @param issuer the Keystone that issues and examines them
   */
  public ExaminedTokens(Predicate<String> valid, URI issuer) {
    this.valid = valid;
    this.issuer = issuer;
  }

  /** The headers of the last request that was right; none before the first. */
  @Override
  public Headers headers() {
    return lastRight.get();
  }

  /** The Keystone that issues and examines them. */
  public URI issuer() {
    return issuer;
  }

  @Override
  public List<String> wrong(Headers sent) {
    var token =
        Stream.of(TokenHeader.X_AUTH_TOKEN, TokenHeader.BEARER)
            .filter(header -> header.in(sent).isPresent())
            .findFirst();
    if (token.isEmpty()) {
      return List.of(TokenHeader.X_AUTH_TOKEN.header());
    }
    var value = token.get().in(sent).orElseThrow();
    if (!valid.test(value)) {
      return List.of(token.get().header());
    }
    lastRight.set(token.get().of(value));
    return List.of();
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
    return Optional.of(lastRight.get()).stream()
        .flatMap(headers -> headers.fields().stream())
        .map(Headers.Field::value)
        .map(value -> value.startsWith("Bearer ") ? value.substring(7) : value)
        .toList();
  }

  @Override
  public String toString() {
    return "examined tokens";
  }
}
