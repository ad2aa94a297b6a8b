package org.osbctl.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.http.FaultyServer.Script;
import org.osbctl.http.TransportFailure.Kind;

/** What a transport makes of answers, and of requests that cannot be sent. */
@Timeout(30)
class TransportTest extends TransportRig {
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
