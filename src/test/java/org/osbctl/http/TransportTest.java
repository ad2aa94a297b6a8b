package org.osbctl.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.http.FaultyServer.Script;
import org.osbctl.http.TransportFailure.Kind;

/** What a transport makes of servers that behave and of servers that do not. */
@Timeout(30)
class TransportTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  private final Transport transport = transport(Duration.ofSeconds(10));

  private static Transport transport(Duration deadline) {
    var options = new TransportOptions(Duration.ofSeconds(10), deadline, 1000, Tls.DEFAULT);
    return new Transport(options, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static Transport impatient() {
    return transport(Duration.ofMillis(300));
  }

  @AfterEach
  void closeTransport() {
    transport.close();
  }

  private static HttpRequestData get(URI uri) {
    return new HttpRequestData("GET", uri, Headers.NONE, Body.NONE);
  }

  private static HttpResponseData answer(Exchange exchange) {
    return exchange.response().orElseThrow(() -> new AssertionError(exchange.outcome()));
  }

  private static void assertFailed(Kind kind, String detail, Exchange exchange) {
    var expected =
        new TransportFailure(kind, detail.replace("HERE", "127.0.0.1:" + port(exchange)));
    assertEquals(new Outcome.Failed(expected), exchange.outcome());
  }

  private static int port(Exchange exchange) {
    return exchange.request().uri().getPort();
  }

  private Exchange exchangeWith(Script script) {
    try (var server = FaultyServer.playing(script)) {
      return transport.send(get(server.uri("/v2/catalog")));
    }
  }

  private Exchange exchangeWith(String response) {
    return exchangeWith(FaultyServer.answering(response));
  }

  @Test
  void request_and_answer_are_recorded_as_they_were_on_the_wire() {
    try (var server =
        FaultyServer.playing(
            FaultyServer.answering(
                "HTTP/1.1 201 Created\r\nContent-Length: 4\r\nX-A: 1\r\nX-A: 2\r\n\r\n{ } "))) {
      var request =
          new HttpRequestData(
              "PUT",
              server.uri("/v2/service_instances/a%2Fb?accepts_incomplete=true"),
              Headers.of("X-Broker-API-Version", "2.17"),
              Body.of("{\"plan_id\":\"ä\"}"));
      var exchange = transport.send(request);

      assertEquals(NOW, exchange.at());
      assertEquals(request, exchange.request());
      assertEquals(201, exchange.status());
      assertEquals("{ } ", answer(exchange).body().text());
      assertEquals(List.of("1", "2"), answer(exchange).headers().all("x-a"));
      assertTrue(exchange.timing().total().isPositive());
      var head = server.heads().getFirst();
      assertTrue(
          head.startsWith("PUT /v2/service_instances/a%2Fb?accepts_incomplete=true HTTP/1.1\r\n"));
      assertTrue(head.contains("\r\nX-Broker-API-Version: 2.17\r\n"), head);
      assertEquals(List.of("{\"plan_id\":\"ä\"}"), server.connection(0).bodies());
    }
  }

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
          "the broker at HERE closed the connection while it was being secured",
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
        var transport = impatient()) {
      var exchange = transport.send(get(server.uri("/v2/catalog")));
      var failed = (Outcome.Failed) exchange.outcome();
      assertEquals(Kind.TIMEOUT, failed.failure().kind());
      assertTrue(
          failed
              .failure()
              .detail()
              .matches(
                  "the broker at 127.0.0.1:\\d+ answered with status 200, but sent no complete body"
                      + " within 300 ms \\([1-9]\\d* bytes came\\)"),
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

  @Test
  void connection_closed_within_the_head() {
    assertFailed(
        Kind.DISCONNECTED,
        "the broker at HERE closed the connection within the head of the answer",
        exchangeWith("HTTP/1.1 200 OK\r\nContent-Le"));
  }

  @Test
  void cut_body() {
    assertFailed(
        Kind.DISCONNECTED,
        "the broker at HERE answered with status 201, but closed the connection within the body:"
            + " Content-Length says 10 bytes, 3 came",
        exchangeWith("HTTP/1.1 201 Created\r\nContent-Length: 10\r\n\r\n{\"a"));
  }

  @Test
  void cut_body_in_chunks() {
    assertFailed(
        Kind.DISCONNECTED,
        "the broker at HERE answered with status 200, but closed the connection within the body:"
            + " the chunk that ends it is missing",
        exchangeWith("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a"));
  }

  @Test
  void endless_body_is_read_up_to_the_limit() throws Exception {
    Script floods =
        connection -> {
          connection.readRequest();
          connection.write("HTTP/1.1 200 OK\r\n\r\n");
          connection.flood(" ".repeat(100));
        };
    try (var server = FaultyServer.playing(floods)) {
      var exchange = transport.send(get(server.uri("/v2/catalog")));
      assertFailed(
          Kind.TOO_LARGE,
          "the body of the answer is larger than the limit of 1000 bytes",
          exchange);
      assertTrue(server.connection(0).hasEnded(), "the connection was left open");
    }
  }

  @Test
  void large_body_that_comes_again_is_kept_once() {
    var body = " ".repeat(10_000);
    try (var server =
        FaultyServer.playing(
            FaultyServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n" + body))) {
      var request = new HttpRequestData("GET", server.uri("/"), Headers.NONE, Body.NONE);
      try (var roomy = new Transport(TransportOptions.DEFAULT, Clock.fixed(NOW, ZoneOffset.UTC))) {
        var first = answer(roomy.send(request)).body();
        assertEquals(body, first.text());
        assertSame(first, answer(roomy.send(request)).body());
      }
    }
  }

  @Test
  void body_as_large_as_the_limit_is_read() {
    var exchange =
        exchangeWith("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + " ".repeat(1000));
    assertEquals(1000, answer(exchange).body().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"A: b\r\n", "b"})
  void endless_head_is_left(String drop) {
    Script floods =
        connection -> {
          connection.readRequest();
          connection.write("HTTP/1.1 200 OK\r\nA: ");
          connection.flood(drop.repeat(1000));
        };
    assertFailed(
        Kind.ENDLESS_HEAD, "the head of the answer is endless or too large", exchangeWith(floods));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\r\n"})
  void answer_that_is_not_http(String end) {
    assertFailed(
        Kind.NOT_HTTP,
        "the broker at HERE does not speak HTTP/1.1; it said: SSH-2.0-\\u001b[2J",
        exchangeWith("SSH-2.0-\u001b[2J" + end));
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n'",
    "'HTTP/1.1 200 OK\r\nContent-Length: -3\r\n\r\nabc'",
    "'HTTP/1.1 200 OK\r\nbad name: x\r\n\r\n'",
    "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'",
    "'HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\nabc'",
    "'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n'"
  })
  void answer_that_breaks_http(String response) {
    var failed = (Outcome.Failed) exchangeWith(response).outcome();
    assertEquals(Kind.NOT_HTTP, failed.failure().kind());
    assertTrue(
        failed.failure().detail().contains(" sent an answer that breaks HTTP: "),
        failed.failure().detail());
    assertFalse(failed.failure().detail().contains("Exception"), failed.failure().detail());
  }

  @Test
  void contradicting_lengths_stay_visible() {
    var exchange =
        exchangeWith("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\n{} ");
    assertEquals(List.of("2", "5"), answer(exchange).headers().all("Content-Length"));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirect_is_an_answer_and_nothing_goes_to_where_it_points(int status) {
    try (var elsewhere = FaultyServer.playing(FaultyServer.answering(OK));
        var server =
            FaultyServer.playing(
                FaultyServer.answering(
                    "HTTP/1.1 %d Moved\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
                        .formatted(status, elsewhere.uri("/v2/catalog"))))) {
      var authorization = new Authentication.Basic("user", "geheim").headers();
      var exchange =
          transport.send(
              new HttpRequestData("GET", server.uri("/v2/catalog"), authorization, Body.NONE));
      assertEquals(status, exchange.status());
      assertEquals(1, server.heads().size());
      assertEquals(0, elsewhere.connections());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"100 Continue", "102 Processing", "103 Early Hints"})
  void interim_answer_is_passed_over(String interim) {
    var exchange = exchangeWith("HTTP/1.1 " + interim + "\r\n\r\n" + OK);
    assertEquals(200, exchange.status());
    assertEquals("{}", answer(exchange).body().text());
  }

  @Test
  void endless_interim_answers_are_left() {
    Script floods =
        connection -> {
          connection.readRequest();
          connection.flood("HTTP/1.1 100 Continue\r\n\r\n");
        };
    var failed = (Outcome.Failed) exchangeWith(floods).outcome();
    assertEquals(Kind.NOT_HTTP, failed.failure().kind());
  }

  @Test
  void gzip_that_nobody_asked_for_is_reported_as_it_is() throws IOException {
    var zipped = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(zipped)) {
      out.write("{}".getBytes(UTF_8));
    }
    var start =
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
            .formatted(zipped.size());
    Script answers =
        connection -> {
          connection.readRequest();
          connection.write(start.getBytes(ISO_8859_1));
          connection.write(zipped.toByteArray());
        };
    try (var server = FaultyServer.playing(answers)) {
      var answer = answer(transport.send(get(server.uri("/v2/catalog"))));
      assertEquals("gzip", answer.headers().first("Content-Encoding").orElseThrow());
      assertEquals(Body.of(zipped.toByteArray()), answer.body());
      var head = server.heads().getFirst().toLowerCase(Locale.ROOT);
      assertFalse(head.contains("accept-encoding"), head);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 407})
  void challenge_is_an_answer(int status) {
    var exchange =
        exchangeWith(
            "HTTP/1.1 %d No\r\nWWW-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n"
                .formatted(status));
    assertEquals(status, exchange.status());
  }

  @Test
  void interrupted_thread_stops_waiting_and_stays_interrupted() throws Exception {
    var arrived = new CountDownLatch(1);
    Script waits =
        connection -> {
          connection.readRequest();
          arrived.countDown();
          connection.awaitClose();
        };
    try (var server = FaultyServer.playing(waits)) {
      var result = new CompletableFuture<Exchange>();
      var flag = new CompletableFuture<Boolean>();
      var sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    result.complete(transport.send(get(server.uri("/"))));
                    flag.complete(Thread.currentThread().isInterrupted());
                  });
      assertTrue(arrived.await(10, TimeUnit.SECONDS));
      sender.interrupt();
      assertFailed(
          Kind.INTERRUPTED,
          "interrupted while waiting for the answer",
          result.get(10, TimeUnit.SECONDS));
      assertTrue(flag.get(10, TimeUnit.SECONDS));
      assertTrue(server.connection(0).hasEnded(), "the connection was left open");
    }
  }

  @Test
  void interrupted_thread_sends_nothing() {
    try (var server = FaultyServer.playing(FaultyServer.answering(OK))) {
      Thread.currentThread().interrupt();
      var exchange = transport.send(get(server.uri("/")));
      assertTrue(Thread.interrupted(), "the flag was lost");
      assertFailed(Kind.INTERRUPTED, "interrupted before the request was sent", exchange);
      assertEquals(0, server.connections());
    }
  }

  @Test
  void closing_ends_requests_under_way() throws Exception {
    var arrived = new CountDownLatch(1);
    Script waits =
        connection -> {
          connection.readRequest();
          arrived.countDown();
          connection.awaitClose();
        };
    try (var server = FaultyServer.playing(waits)) {
      var result = new CompletableFuture<Exchange>();
      Thread.ofVirtual().start(() -> result.complete(transport.send(get(server.uri("/")))));
      assertTrue(arrived.await(10, TimeUnit.SECONDS));
      transport.close();
      assertFailed(
          Kind.INTERRUPTED,
          "closed while waiting for the answer",
          result.get(10, TimeUnit.SECONDS));
      assertFailed(
          Kind.INTERRUPTED,
          "the connections are closed already",
          transport.send(get(server.uri("/"))));
    }
  }

  @Test
  void two_requests_share_a_connection() {
    Script twice =
        connection -> {
          connection.readRequest();
          connection.write(OK);
          connection.readRequest();
          connection.write(OK);
        };
    try (var server = FaultyServer.playing(twice)) {
      assertEquals(200, transport.send(get(server.uri("/1"))).status());
      assertEquals(200, transport.send(get(server.uri("/2"))).status());
      assertEquals(1, server.connections());
      assertEquals(2, server.heads().size());
    }
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

  @ParameterizedTest
  @CsvSource({
    "localhost:8080/v2/catalog, the URL has to begin with http:// or https://",
    "/v2/catalog, the URL has to begin with http:// or https://",
    "'http://my_broker/v2', 'the URL names no host, or one with characters other than letters,"
        + " digits, dots and hyphens'",
    "http://localhost:99999/, the URL names a port above 65535"
  })
  void url_that_cannot_be_called(String uri, String detail) {
    assertFailed(Kind.OTHER, detail, transport.send(get(URI.create(uri))));
  }

  @ParameterizedTest
  @CsvSource({
    "'Authorization', 'Bearer geheim\n', 'the value of the header Authorization has characters that"
        + " HTTP does not allow there, such as a line break'",
    "Host, elsewhere, the header Host cannot be chosen: the connection sets it",
    "'a b', c, 'a header cannot be named \"a b\": not an HTTP token'"
  })
  void header_that_cannot_be_sent_is_named_without_its_value(
      String name, String value, String detail) {
    var request =
        new HttpRequestData(
            "GET", URI.create("http://localhost/"), Headers.of(name, value), Body.NONE);
    assertFailed(Kind.OTHER, detail, transport.send(request));
  }
}
