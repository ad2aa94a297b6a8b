package org.osbctl.rules.platform;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.osbctl.http.Body;
import org.osbctl.http.Exchange;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.HttpResponseData;
import org.osbctl.http.Outcome;
import org.osbctl.http.Timing;

/** Single exchanges, for tests that need no conversation. */
final class Exchanged {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  private Exchanged() {}

  static Exchange get(String target, Headers headers) {
    return of("GET", target, headers, Body.NONE, 200, Body.of("{}"));
  }

  static Exchange of(
      String method, String target, Headers headers, Body body, int status, Body answer) {
    var request =
        new HttpRequestData(method, URI.create("http://127.0.0.1" + target), headers, body);
    return new Exchange(
        NOW,
        request,
        new Outcome.Answered(new HttpResponseData(status, Headers.NONE, answer)),
        new Timing(Duration.ofMillis(5)));
  }

  static Outcome answered(int status, String answer) {
    return new Outcome.Answered(
        new HttpResponseData(status, Headers.NONE, Body.of(answer.replace('\'', '"'))));
  }

  static Exchange late(
      String method,
      String target,
      String body,
      int status,
      String answer,
      Instant at,
      Duration total) {
    var request =
        new HttpRequestData(
            method,
            URI.create("http://127.0.0.1" + target),
            Headers.NONE,
            Body.of(body.replace('\'', '"')));
    return new Exchange(at, request, answered(status, answer), new Timing(total));
  }
}
