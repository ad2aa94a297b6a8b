package org.osbctl.http.token;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.osbctl.http.Authentication.Basic;
import org.osbctl.http.Body;
import org.osbctl.http.HttpResponseData;
import org.osbctl.http.Token;
import org.osbctl.http.TokenException;
import org.osbctl.http.TokenSource;
import org.osbctl.http.TransportOptions;
import tools.jackson.databind.JsonNode;

/**
 * An OAuth2 server that issues tokens for the credentials of a client (RFC 6749, section 4.4). They
 * travel as basic authentication, which every server has to support (section 2.3.1).
 */
public final class ClientCredentials implements TokenSource {
  private final URI tokenUrl;
  private final String clientId;
  private final String clientSecret;
  private final Optional<String> scope;
  private final TokenService service;
  private final Clock clock;

  /**
   * Tokens of a server.
   *
   * @param tokenUrl its token endpoint
   * @param scope the scopes to ask for, separated by blanks; empty for the server's default
   */
  public ClientCredentials(
      URI tokenUrl,
      String clientId,
      String clientSecret,
      Optional<String> scope,
      TransportOptions options,
      Clock clock) {
    this.tokenUrl = tokenUrl;
    this.clientId = clientId;
    this.clientSecret = clientSecret;
    this.scope = scope;
    this.service = new TokenService("The token server", options, clock);
    this.clock = clock;
  }

  @Override
  public List<String> secrets() {
    var pair = pair();
    return Stream.concat(Stream.of(clientSecret), pair.secrets().stream()).distinct().toList();
  }

  /** Both are written as in a form before they become a pair (section 2.3.1). */
  private Basic pair() {
    return new Basic(encoded(clientId), encoded(clientSecret));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public Token issue() {
    var form =
        "grant_type=client_credentials" + scope.map(text -> "&scope=" + encoded(text)).orElse("");
    var headers =
        pair()
            .headers()
            .with("Content-Type", "application/x-www-form-urlencoded")
            .with("Accept", "application/json");
    var asked = clock.instant();
    var answer = service.send("POST", tokenUrl, headers, Body.of(form));
    var body = answer.body().json();
    if (answer.status() != 200) {
      throw refused(answer, body);
    }
    var token = body.path("access_token").stringValue("");
    if (token.isBlank() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw service.senseless(tokenUrl, 200, "the answer has no usable access_token");
    }
    // Some servers leave it out, though section 5.1 requires it.
    var type = body.path("token_type").stringValue("bearer");
    if (!type.toLowerCase(Locale.ROOT).equals("bearer")) {
      throw service.senseless(tokenUrl, 200, "the token is of another type than Bearer");
    }
    return new Token(token, expires(asked, body.path("expires_in")));
  }

  private static Optional<Instant> expires(Instant asked, JsonNode seconds) {
    try {
      long count = seconds.isString() ? Long.parseLong(seconds.stringValue()) : seconds.asLong(-1);
      return count < 0 ? Optional.empty() : Optional.of(asked.plusSeconds(count));
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private TokenException refused(HttpResponseData answer, JsonNode body) {
    // Errors of section 5.2: 400, and 401 where the client is not known.
    var error = body.path("error").stringValue("");
    if (answer.status() >= 500 || answer.status() < 400) {
      return service.senseless(tokenUrl, answer.status(), "that is no answer to such a request");
    }
    var description = body.path("error_description").stringValue("");
    var cause =
        error.isEmpty()
            ? "the server gave no reason"
            : description.isEmpty() ? error : error + ": " + description;
    var remedy =
        switch (error) {
          case "invalid_scope" -> "check --scope";
          case "unauthorized_client", "unsupported_grant_type" ->
              "allow this client the grant type client_credentials";
          default -> "check --token-url, --client-id and the client's secret";
        };
    return service.refused(tokenUrl, answer.status(), cause, secrets(), remedy);
  }
}
