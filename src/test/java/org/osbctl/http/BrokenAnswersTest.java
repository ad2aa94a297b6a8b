package org.osbctl.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.http.FaultyServer.Script;
import org.osbctl.http.TransportFailure.Kind;

/** Answers that end too early or never, contradict themselves, or are no HTTP. */
@Timeout(30)
class BrokenAnswersTest extends TransportRig {
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
}
