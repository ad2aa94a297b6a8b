package org.osbctl.http;

import java.util.Locale;
import java.util.Optional;

/** The header in which a token travels. */
public enum TokenHeader {
  /** {@code Authorization: Bearer TOKEN} (RFC 6750). */
  BEARER("Authorization"),
  /** {@code X-Auth-Token: TOKEN}, as services of OpenStack want it. */
  X_AUTH_TOKEN("X-Auth-Token");

  private static final String SCHEME = "Bearer ";

  private final String header;

  TokenHeader(String header) {
    this.header = header;
  }

  /** Its name. */
  public String header() {
    return header;
  }

  /** A token in its header. */
  public Headers of(String token) {
    return Headers.of(header, this == BEARER ? SCHEME + token : token);
  }

  /** The token that a request brings in this header. */
  public Optional<String> in(Headers headers) {
    var value = headers.first(header);
    return this == X_AUTH_TOKEN
        ? value
        : value
            .filter(text -> text.toLowerCase(Locale.ROOT).startsWith("bearer "))
            .map(text -> text.substring(SCHEME.length()).strip());
  }
}
