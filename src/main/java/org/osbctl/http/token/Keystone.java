package org.osbctl.http.token;

import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osbctl.http.Body;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpResponseData;
import org.osbctl.http.Token;
import org.osbctl.http.TokenException;
import org.osbctl.http.TokenSource;
import org.osbctl.http.TransportOptions;
import org.osbctl.spec.Json;

/** The identity service of OpenStack, API v3 (openstack/keystone, api-ref/source/v3). */
public final class Keystone {
  private static final String OWN_TOKEN = "X-Auth-Token";
  private static final String SUBJECT_TOKEN = "X-Subject-Token";

  private final URI tokens;
  private final TokenService service;

  /**
   * A Keystone.
   *
   * @param authUrl as OS_AUTH_URL has it, with {@code /v3} or without
   */
  public Keystone(URI authUrl, TransportOptions options, Clock clock) {
    var base = authUrl.toString().replaceAll("/+$", "");
    this.tokens = URI.create((base.endsWith("/v3") ? base : base + "/v3") + "/auth/tokens");
    this.service = new TokenService("Keystone", options, clock);
  }

  /** Tokens for a login. */
  public TokenSource tokens(KeystoneLogin login) {
    return new TokenSource() {
      @Override
      public Token issue() {
        return Keystone.this.issue(login);
      }

      @Override
      public boolean revoke(Token token) {
        return Keystone.this.revoke(token.value());
      }

      @Override
      public List<String> secrets() {
        return login.secrets();
      }
    };
  }

  private Token issue(KeystoneLogin login) {
    var document = Json.object();
    document.set("auth", login.auth());
    var headers = Headers.of("Content-Type", "application/json", "Accept", "application/json");
    var answer = service.send("POST", tokens, headers, Body.of(document));
    var token = answer.headers().first(SUBJECT_TOKEN).orElse("");
    if (answer.status() != 201) {
      throw refused(answer, login);
    }
    if (token.isBlank()) {
      throw service.senseless(tokens, 201, "the answer has no header " + SUBJECT_TOKEN);
    }
    return new Token(token, expires(answer));
  }

  private static Optional<Instant> expires(HttpResponseData answer) {
    try {
      var text = answer.body().json().path("token").path("expires_at").stringValue("");
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private TokenException refused(HttpResponseData answer, KeystoneLogin login) {
    var message = answer.body().json().path("error").path("message").stringValue("");
    return switch (answer.status()) {
      case 400, 401, 403 ->
          service.refused(
              tokens,
              answer.status(),
              message.isEmpty() ? "it gave no reason" : message,
              login.secrets(),
              "check user, domain, project and password (the OS_ variables, or the cloud in"
                  + " clouds.yaml)");
      case 404 ->
          service.senseless(
              tokens, 404, "there is no identity API v3 at this address; see OS_AUTH_URL");
      default -> service.senseless(tokens, answer.status(), "that is no answer to such a request");
    };
  }

  /**
   * Whether a token is valid: known, and neither expired nor revoked.
   *
   * @param own the token with which to ask
   * @throws TokenException if nobody says so
   */
  public boolean isValid(String token, String own) {
    if (!isSendable(token)) {
      return false;
    }
    var answer = service.send("GET", tokens, asking(own, token), Body.NONE);
    return switch (answer.status()) {
      case 200 -> true;
      case 404 -> false;
      case 401 -> {
        // Who asks with the token itself has asked about it that way.
        if (own.equals(token)) {
          yield false;
        }
        throw new TokenException(
            TokenException.Kind.SETTING,
            "Keystone does not accept the token with which others are to be examined.",
            "status 401",
            "check the OS_ variables");
      }
      default -> throw service.senseless(tokens, answer.status(), "the token was not examined");
    };
  }

  /** Ends the life of a token, with itself. */
  private boolean revoke(String token) {
    return service.send("DELETE", tokens, asking(token, token), Body.NONE).status() == 204;
  }

  private static Headers asking(String own, String subject) {
    return Headers.of(OWN_TOKEN, own, SUBJECT_TOKEN, subject);
  }

  /** What is none cannot be asked about. */
  private static boolean isSendable(String token) {
    return !token.isBlank() && token.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
