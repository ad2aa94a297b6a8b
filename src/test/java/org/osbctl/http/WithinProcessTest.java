package org.osbctl.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A broker in this process looks like one at the end of a line. */
class WithinProcessTest {
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private final List<Exchange> heard = new ArrayList<>();

  private Transport transport(int status) {
    var nanos = new AtomicLong();
    return Transport.within(
        request ->
            new HttpResponseData(
                status,
                Headers.of("X-B", "2", "Content-Type", "application/json", "x-a", "1"),
                Body.of("{}")),
        CLOCK,
        List.of(heard::add),
        () -> nanos.getAndAdd(5_000_000));
  }

  private static HttpRequestData get(String uri) {
    return new HttpRequestData("GET", URI.create(uri), Headers.NONE, Body.NONE);
  }

  @Test
  void answer_has_its_headers_as_java_would_give_them() {
    try (var transport = transport(200)) {
      var exchange = transport.send(get("http://b/v2/catalog"));
      assertEquals(
          Headers.of("content-type", "application/json", "x-a", "1", "x-b", "2"),
          exchange.response().orElseThrow().headers());
      assertEquals("{}", exchange.response().orElseThrow().body().text());
      assertEquals(Duration.ofMillis(5), exchange.timing().total());
      assertEquals(List.of(exchange), heard);
    }
  }

  @Test
  void not_modified_has_no_body() {
    try (var transport = transport(304)) {
      assertTrue(transport.send(get("http://b/")).response().orElseThrow().body().isEmpty());
    }
  }

  @Test
  void request_that_http_cannot_carry_is_not_carried() {
    try (var transport = transport(200)) {
      var exchange = transport.send(get("ftp://b/"));
      assertEquals(
          new Outcome.Failed(
              TransportFailure.Kind.OTHER, "the URL has to begin with http:// or https://"),
          exchange.outcome());
    }
  }

  @Test
  void closed_transport_sends_nothing_also_for_those_who_keep() {
    var transport = transport(200);
    var keeping = transport.keeping(1000);
    assertEquals(200, keeping.send(get("http://b/")).status());
    transport.close();
    for (var each : List.of(transport, keeping)) {
      assertEquals(
          new Outcome.Failed(
              TransportFailure.Kind.INTERRUPTED, "the connections are closed already"),
          each.send(get("http://b/")).outcome());
    }
  }
}
