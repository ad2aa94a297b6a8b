package org.osbctl.http;

import java.net.URI;

/**
 * The broker to talk to.
 *
 * @param baseUrl what stands before {@code /v2}; may have a path prefix, never a query or user info
 * @param authentication how requests to it are authenticated
 */
public record Target(URI baseUrl, Authentication authentication) {
  public Target {
    var text = baseUrl.toString();
    baseUrl = text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : baseUrl;
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
    return new Redaction(authentication.secrets()).text(baseUrl.toString());
  }
}
