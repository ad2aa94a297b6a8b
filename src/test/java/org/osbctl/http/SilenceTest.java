package org.osbctl.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.http.FaultyServer.Script;
import org.osbctl.http.TransportFailure.Kind;

/** Servers that give no answer, or not in time, and what is sent again. */
@Timeout(30)
class SilenceTest extends TransportRig {
  @Test
  void unknown_host() {
    var exchange = transport.send(get(URI.create("http://broker.invalid/v2/catalog")));
    assertFailed(
        Kind.UNKNOWN_HOST, "the host broker.invalid is unknown: its name has no address", exchange);
  }

  @Test
  void refused_connection() throws IOException {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var exchange = transport.send(get(URI.create("http://127.0.0.1:" + port + "/")));
    assertFailed(Kind.REFUSED, "connection refused: nothing accepts connections at HERE", exchange);
  }

  @Test
  void tls_spoken_to_a_plain_port() {
    Script refuses = connection -> connection.write("HTTP/1.1 400 Bad Request\r\n\r\n");
    try (var server = FaultyServer.playing(refuses)) {
      var exchange = transport.send(get(server.uri("https", "/v2/catalog")));
      assertFailed(
          Kind.TLS,
          "the broker at HERE does not speak TLS at this port; try http:// instead of https://",
          exchange);
    }
  }

  @Test
  void tls_connection_closed_within_the_handshake() {
    Script reads = connection -> connection.socket().getInputStream().read();
    try (var server = FaultyServer.playing(reads)) {
      var exchange = transport.send(get(server.uri("https", "/v2/catalog")));
      assertFailed(
          Kind.TLS,
          "the broker at HERE closed the connection while it was being secured; see its log,"
              + " and whether the port is for https",
          exchange);
    }
  }

  @Test
  void http_spoken_to_a_tls_port() {
    Script alerts =
        connection -> {
          connection.readRequest();
          connection.write(new byte[] {0x15, 3, 3, 0, 2, 2, 70});
        };
    assertFailed(
        Kind.NOT_HTTP,
        "the broker at HERE speaks TLS at this port; try https:// instead of http://",
        exchangeWith(alerts));
  }

  @Test
  void server_that_never_answers_is_left_at_the_deadline() throws Exception {
    try (var server = FaultyServer.playing(FaultyServer.Connection::awaitClose);
        var transport = impatient()) {
      var exchange = transport.send(get(server.uri("/v2/catalog")));
      assertFailed(Kind.TIMEOUT, "no answer from HERE within 300 ms", exchange);
      assertTrue(server.connection(0).hasEnded(), "the connection was left open");
    }
  }

  @Test
  void headers_that_drip_do_not_outlive_the_deadline() {
    Script drips =
        connection -> {
          connection.readRequest();
          connection.write("HTTP/1.1 200 OK\r\n");
          connection.drip("A: b\r\n");
        };
    try (var server = FaultyServer.playing(drips);
        var transport = impatient()) {
      var exchange = transport.send(get(server.uri("/v2/catalog")));
      assertFailed(Kind.TIMEOUT, "no answer from HERE within 300 ms", exchange);
    }
  }

  @Test
  void deadline_covers_the_body() throws Exception {
    Script drips =
        connection -> {
          connection.readRequest();
          connection.write("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n");
          connection.drip(" ");
        };
    try (var server = FaultyServer.playing(drips);
        var transport = transport(Duration.ofSeconds(2))) {
      var exchange = transport.send(get(server.uri("/v2/catalog")));
      var failed = (Outcome.Failed) exchange.outcome();
      assertEquals(Kind.TIMEOUT, failed.failure().kind());
      assertTrue(
          failed
              .failure()
              .detail()
              .matches(
                  "the broker at 127.0.0.1:\\d+ answered with status 200, but sent no complete body"
                      + " within 2 s \\([1-9]\\d* bytes came\\)"),
          failed.failure().detail());
      assertTrue(server.connection(0).hasEnded(), "the connection was left open");
    }
  }

  @ParameterizedTest
  @CsvSource({"PUT, 1", "PATCH, 1", "DELETE, 1", "GET, 2"})
  void connection_closed_before_any_answer_is_tried_again_only_by_get(String method, int times) {
    try (var server = FaultyServer.playing(FaultyServer.Connection::readRequest)) {
      var request = new HttpRequestData(method, server.uri("/"), Headers.NONE, Body.NONE);
      assertFailed(
          Kind.DISCONNECTED,
          "the broker at HERE closed the connection without an answer",
          transport.send(request));
      assertEquals(times, server.heads().size());
    }
  }

  @Test
  void connection_reset_before_any_answer() {
    Script resets =
        connection -> {
          connection.readRequest();
          connection.socket().setSoLinger(true, 0);
        };
    assertFailed(
        Kind.DISCONNECTED,
        "the broker at HERE reset the connection without an answer",
        exchangeWith(resets));
  }

  /** The server closes an idle connection just when the next request is on its way. */
  private static FaultyServer closingTheIdleConnection() {
    return FaultyServer.playing(
        connection -> {
          connection.readRequest();
          connection.write(OK);
          connection.readRequest();
        },
        FaultyServer.answering(OK));
  }

  @Test
  void get_on_a_stale_connection_is_sent_again() {
    try (var server = closingTheIdleConnection()) {
      assertEquals(200, transport.send(get(server.uri("/1"))).status());
      assertEquals(200, transport.send(get(server.uri("/2"))).status());
      assertEquals(2, server.connections());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
  void change_on_a_stale_connection_is_reported_and_not_sent_again(String method) {
    try (var server = closingTheIdleConnection()) {
      assertEquals(200, transport.send(get(server.uri("/1"))).status());
      var exchange =
          transport.send(
              new HttpRequestData(method, server.uri("/2"), Headers.NONE, Body.of("{}")));
      assertFailed(
          Kind.DISCONNECTED,
          "the broker at HERE closed the connection without an answer",
          exchange);
      assertEquals(1, server.connections());
    }
  }

  @Test
  void handshake_that_stalls_is_left_at_the_deadline() throws Exception {
    try (var server = FaultyServer.playing(FaultyServer.Connection::awaitClose);
        var transport = impatient()) {
      var exchange = transport.send(get(server.uri("https", "/v2/catalog")));
      assertFailed(Kind.TIMEOUT, "no answer from HERE within 300 ms", exchange);
    }
  }
}
