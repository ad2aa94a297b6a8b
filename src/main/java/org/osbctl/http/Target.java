package org.osbctl.http;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The broker to talk to.
 *
 * @param baseUrl what stands before {@code /v2}; may have a path prefix, never a query or user info
 * @param authentication how requests to it are authenticated
 * @param expiredToken a token that was right once and is not any more; the broker has to refuse it
 */
public record Target(URI baseUrl, Authentication authentication, Optional<String> expiredToken) {
  public Target {
    var text = baseUrl.toString();
    baseUrl = text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : baseUrl;
  }

  /** A broker of which no expired token is known. */
  public Target(URI baseUrl, Authentication authentication) {
    this(baseUrl, authentication, Optional.empty());
  }

  /** This broker, and a token that it has to refuse because it has expired. */
  public Target withExpired(String token) {
    return new Target(baseUrl, authentication, Optional.of(token));
  }

  /**
   * The absolute URI of a path and query that start with a slash and are already percent-encoded.
   */
  public URI resolve(String pathAndQuery) {
    return URI.create(baseUrl + pathAndQuery);
  }

  /** The URL without user info, which does not belong there but may stand there. */
  @Override
  public String toString() {
    return Redaction.of(authentication, List.of()).text(baseUrl.toString());
  }
}
