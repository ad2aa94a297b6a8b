package org.osbctl.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.http.FaultyServer.Script;
import org.osbctl.http.TransportFailure.Kind;

/** Requests through a proxy to a broker whose name only the proxy knows. */
@Timeout(60)
class ProxyTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
  private static final URI PLAIN = URI.create("http://broker.invalid:8080/v2/catalog");
  static final URI SECURE = URI.create("https://broker.invalid/v2/catalog");

  static Exchange send(String proxy, URI uri) {
    try {
      var options =
          new TransportOptions(
              Duration.ofSeconds(10),
              Duration.ofSeconds(10),
              1000,
              Tls.of(Optional.empty(), Optional.empty(), Optional.empty(), true),
              Proxies.through(ProxyAddress.parse("--proxy", proxy)));
      var headers = new Authentication.Basic("platform", "geheim").headers();
      try (var transport = new Transport(options, Clock.systemUTC())) {
        return transport.send(new HttpRequestData("GET", uri, headers, Body.NONE));
      }
    } catch (UnusableSettingException e) {
      throw new AssertionError(e);
    }
  }

  private static Exchange send(FaultyServer proxy, URI uri) {
    return send("127.0.0.1:" + proxy.port(), uri);
  }

  private static void assertFailed(Kind kind, String detail, FaultyServer proxy, URI uri) {
    var expected = new TransportFailure(kind, detail.replace("PROXY", "127.0.0.1:" + proxy.port()));
    assertEquals(new Outcome.Failed(expected), send(proxy, uri).outcome());
  }

  /** Opens a tunnel, at whose end a broker with TLS answers. */
  static Script tunnel() {
    var broker = new HeldCertificate.Builder().build();
    var tls = new HandshakeCertificates.Builder().heldCertificate(broker).build().sslContext();
    return connection -> {
      connection.readRequest();
      connection.write("HTTP/1.1 200 Connection established\r\n\r\n");
      var socket = connection.socket();
      try (var secured =
          (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true)) {
        secured.setUseClientMode(false);
        new FaultyServer.Connection(connection, secured).readRequest();
        secured.getOutputStream().write(OK.getBytes(StandardCharsets.US_ASCII));
      }
    };
  }

  @Test
  void plain_request_goes_to_the_proxy_with_its_whole_url() {
    try (var proxy = FaultyServer.playing(FaultyServer.answering(OK))) {
      assertEquals(200, send(proxy, PLAIN).status());
      var head = proxy.heads().getFirst();
      assertTrue(head.startsWith("GET " + PLAIN + " HTTP/1.1\r\n"), head);
      assertTrue(head.contains("\r\nHost: broker.invalid:8080\r\n"), head);
    }
  }

  @Test
  void secure_request_goes_through_a_tunnel_that_hides_it() {
    try (var proxy = FaultyServer.playing(tunnel())) {
      assertEquals(200, send(proxy, SECURE).status());
      var heads = proxy.heads();
      assertEquals(2, heads.size());
      assertTrue(heads.get(0).startsWith("CONNECT broker.invalid:443 HTTP/1.1\r\n"), heads.get(0));
      assertFalse(heads.get(0).contains("Authorization"), heads.get(0));
      assertTrue(heads.get(1).startsWith("GET /v2/catalog HTTP/1.1\r\n"), heads.get(1));
    }
  }

  @Test
  void credentials_for_the_proxy_go_to_the_proxy_only() {
    try (var proxy = FaultyServer.playing(FaultyServer.answering(OK))) {
      var exchange = send("http://user:pa%20ss@127.0.0.1:" + proxy.port(), PLAIN);
      assertEquals(200, exchange.status());
      var head = proxy.heads().getFirst();
      assertTrue(head.contains("\r\nProxy-Authorization: Basic dXNlcjpwYSBzcw==\r\n"), head);
      assertEquals(1, exchange.request().headers().fields().size());
    }
  }

  @Test
  void loopback_is_called_directly_in_spite_of_the_environment() throws Exception {
    try (var proxy = FaultyServer.playing(FaultyServer.answering(OK));
        var broker = FaultyServer.playing(FaultyServer.answering(OK))) {
      var environment = java.util.Map.of("HTTP_PROXY", "127.0.0.1:" + proxy.port());
      var options =
          new TransportOptions(
              Duration.ofSeconds(10),
              Duration.ofSeconds(10),
              1000,
              Tls.DEFAULT,
              Proxies.from(environment));
      try (var transport = new Transport(options, Clock.systemUTC())) {
        transport.send(new HttpRequestData("GET", broker.uri("/"), Headers.NONE, Body.NONE));
      }
      assertEquals(1, broker.connections());
      assertEquals(0, proxy.connections());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, does not let us through to broker.invalid (status 403)",
    "407, wants credentials; write them into its URL (status 407)",
    "502, cannot reach broker.invalid (status 502)"
  })
  void proxy_that_opens_no_tunnel(int status, String detail) {
    var refusal = "HTTP/1.1 %d No\r\nContent-Length: 0\r\n\r\n".formatted(status);
    try (var proxy = FaultyServer.playing(FaultyServer.answering(refusal))) {
      assertFailed(Kind.PROXY, "the proxy PROXY " + detail, proxy, SECURE);
    }
  }

  @Test
  void proxy_that_wants_credentials_for_a_plain_request() {
    var refusal = "HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n";
    try (var proxy = FaultyServer.playing(FaultyServer.answering(refusal))) {
      assertFailed(
          Kind.PROXY,
          "the proxy PROXY wants credentials; write them into its URL (status 407)",
          proxy,
          PLAIN);
    }
  }

  @Test
  void proxy_that_hangs_up() {
    try (var proxy = FaultyServer.playing(FaultyServer.Connection::readRequest)) {
      assertFailed(
          Kind.DISCONNECTED,
          "the broker at broker.invalid:8080 (or the proxy PROXY) closed the connection without an"
              + " answer",
          proxy,
          PLAIN);
    }
  }

  @Test
  void proxy_that_is_not_there() throws IOException {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    for (var uri : Stream.of(PLAIN, SECURE).toList()) {
      var expected =
          new TransportFailure(
              Kind.REFUSED,
              "connection refused: nothing accepts connections at the proxy 127.0.0.1:" + port);
      assertEquals(new Outcome.Failed(expected), send("127.0.0.1:" + port, uri).outcome());
    }
  }

  @Test
  void proxy_whose_host_is_unknown() {
    for (var uri : Stream.of(PLAIN, SECURE).toList()) {
      var expected =
          new TransportFailure(
              Kind.UNKNOWN_HOST,
              "the host of the proxy proxy.invalid:3128 is unknown: its name has no address");
      assertEquals(new Outcome.Failed(expected), send("proxy.invalid:3128", uri).outcome());
    }
  }
}
