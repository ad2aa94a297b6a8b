package org.osbctl.http.token;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.osbctl.http.Body;
import org.osbctl.http.Exchange;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.HttpResponseData;
import org.osbctl.http.Outcome;
import org.osbctl.http.Redaction;
import org.osbctl.http.TokenException;
import org.osbctl.http.Transport;
import org.osbctl.http.TransportFailure;
import org.osbctl.http.TransportOptions;
import org.osbctl.http.Visible;

/** One end of the conversation with a service that issues tokens; nothing listens in. */
final class TokenService {
  private static final int EXCERPT = 300;

  private final String name;
  private final TransportOptions options;
  private final Clock clock;

  /**
   * A service.
   *
   * @param name what it is called in messages: {@code Keystone}
   */
  TokenService(String name, TransportOptions options, Clock clock) {
    this.name = name;
    this.options = options;
    this.clock = clock;
  }

  /** Sends a request; no answer is an exception. */
  HttpResponseData send(String method, URI uri, Headers headers, Body body) {
    // Tokens are few: connections that are kept open would only delay the exit.
    try (var transport = new Transport(options, clock)) {
      var exchange = transport.send(new HttpRequestData(method, uri, headers, body));
      return switch (exchange.outcome()) {
        case Outcome.Answered answered -> answered.response();
        case Outcome.Failed failed -> throw unanswered(exchange, failed.failure());
      };
    }
  }

  private TokenException unanswered(Exchange exchange, TransportFailure failure) {
    return new TokenException(
        TokenException.Kind.SERVICE,
        name + " cannot be reached at " + place(exchange.request().uri()) + ".",
        // The transport takes whomever it speaks to for a broker.
        failure.detail().replace("the broker at", "the service at"),
        "check that it runs and that its address is right; the broker was not asked yet");
  }

  /** An answer that brings no token because of what was sent. */
  TokenException refused(URI uri, int status, String cause, List<String> secrets, String remedy) {
    return new TokenException(
        TokenException.Kind.SETTING,
        name + " at " + place(uri) + " gave no token: status " + status + ".",
        new Redaction(secrets).text(Visible.excerpt(cause, EXCERPT)),
        remedy);
  }

  /** An answer that makes no sense. */
  TokenException senseless(URI uri, int status, String cause) {
    return new TokenException(
        TokenException.Kind.SERVICE,
        name + " at " + place(uri) + " gave no token: status " + status + ".",
        cause,
        "check the address, and look at its log");
  }

  private static String place(URI uri) {
    return Visible.excerpt(
        new Redaction(List.of()).text(uri.getScheme() + "://" + uri.getRawAuthority() + path(uri)),
        EXCERPT);
  }

  private static String path(URI uri) {
    return uri.getRawPath() == null ? "" : uri.getRawPath();
  }
}
