package org.osbctl.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.osbctl.http.FaultyServer.Script;
import org.osbctl.http.TransportFailure.Kind;

/** A transport for tests, with which to meet faulty servers. */
abstract class TransportRig {
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  final Transport transport = transport(Duration.ofSeconds(10));

  static Transport transport(Duration deadline) {
    var options = new TransportOptions(Duration.ofSeconds(10), deadline, 1000, Tls.DEFAULT);
    return new Transport(options, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  static Transport impatient() {
    return transport(Duration.ofMillis(300));
  }

  @AfterEach
  void closeTransport() {
    transport.close();
  }

  static HttpRequestData get(URI uri) {
    return new HttpRequestData("GET", uri, Headers.NONE, Body.NONE);
  }

  static HttpResponseData answer(Exchange exchange) {
    return exchange.response().orElseThrow(() -> new AssertionError(exchange.outcome()));
  }

  static void assertFailed(Kind kind, String detail, Exchange exchange) {
    var expected =
        new TransportFailure(kind, detail.replace("HERE", "127.0.0.1:" + port(exchange)));
    assertEquals(new Outcome.Failed(expected), exchange.outcome());
  }

  private static int port(Exchange exchange) {
    return exchange.request().uri().getPort();
  }

  Exchange exchangeWith(Script script) {
    try (var server = FaultyServer.playing(script)) {
      return transport.send(get(server.uri("/v2/catalog")));
    }
  }

  Exchange exchangeWith(String response) {
    return exchangeWith(FaultyServer.answering(response));
  }
}
