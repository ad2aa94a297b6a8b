package org.osbctl.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What requests, answers and those they go to are in words. */
class MessagesTest {
  @ParameterizedTest
  @CsvSource({
    "http://h, /",
    "http://h/, /",
    "http://h?a=1, /?a=1",
    "http://h/v2/catalog, /v2/catalog",
    "http://h/a%20b?c=%2F, /a%20b?c=%2F"
  })
  void target_is_what_stands_on_the_request_line(String uri, String target) {
    var request = new HttpRequestData("GET", URI.create(uri), Headers.NONE, Body.NONE);
    assertEquals(target, request.target());
    assertEquals("GET " + target, request.toString());
  }

  @Test
  void answer_is_named_by_its_status() {
    var answer = new HttpResponseData(418, Headers.of("Set-Cookie", "s3cr3t"), Body.NONE);
    assertTrue(answer.toString().startsWith("418, "), answer.toString());
    assertFalse(answer.toString().contains("s3cr3t"), answer.toString());
  }

  @Test
  void token_is_named_without_its_value() {
    var end = Instant.parse("2030-01-01T00:00:00Z");
    assertEquals("token", new Token("s3cr3t", Optional.empty()).toString());
    assertEquals("token until " + end, new Token("s3cr3t", Optional.of(end)).toString());
  }

  @Test
  void broker_is_named_without_who_stands_in_its_url() {
    var broker = new Target(URI.create("https://me:s3cr3t@h/prefix/"), new Authentication.None());
    assertTrue(broker.toString().endsWith("@h/prefix"), broker.toString());
    assertFalse(broker.toString().contains("s3cr3t"), broker.toString());
    assertEquals(Headers.NONE, broker.authentication().headers());
    assertEquals(List.of(), broker.authentication().secrets());
    assertEquals(Optional.of("old"), broker.withExpired("old").expiredToken());
  }

  @Test
  void failure_is_told_by_its_cause_and_its_kind() {
    var failure = new TransportFailure(TransportFailure.Kind.UNKNOWN_HOST, "there is no such host");
    assertEquals("there is no such host", failure.toString());
    assertEquals("unknown host", failure.kind().words());
  }
}
