package org.osbctl.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Listening to a transport, and writing down what it did. */
@Timeout(30)
class TraceWriterTest {
  private static final Redaction REDACTION = new Redaction(List.of("geheim"));
  private static final Exchange EXCHANGE =
      new Exchange(
          Instant.parse("2026-01-01T00:00:00Z"),
          new HttpRequestData(
              "GET", URI.create("http://localhost/geheim"), Headers.NONE, Body.NONE),
          new Outcome.Answered(new HttpResponseData(200, Headers.NONE, Body.of("ä"))),
          new Timing(Duration.ofMillis(5)));
  private static final String TRACED =
      """
      * 2026-01-01T00:00:00Z
      > GET http://localhost/***
      < 200 (5 ms)
      <
      < ä

      """;

  @TempDir private Path folder;

  @Test
  void listeners_hear_of_answers_and_failures_in_order() {
    var heard = new ArrayList<String>();
    List<ExchangeListener> listeners =
        List.of(e -> heard.add("a " + e.status()), e -> heard.add("b " + e.status()));
    var clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    try (var server =
            FaultyServer.playing(
                FaultyServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
                FaultyServer.Connection::readRequest);
        var transport = new Transport(TransportOptions.DEFAULT, clock, listeners)) {
      for (var method : List.of("PUT", "DELETE")) {
        transport.send(new HttpRequestData(method, server.uri("/"), Headers.NONE, Body.NONE));
      }
    }
    assertEquals(List.of("a 200", "b 200", "a 0", "b 0"), heard);
  }

  @Test
  void trace_is_written_as_it_happens() throws IOException {
    var out = new StringWriter();
    try (var trace = new TraceWriter(out, REDACTION)) {
      trace.sent(EXCHANGE);
      assertEquals(TRACED, out.toString());
      trace.sent(EXCHANGE);
    }
    assertEquals(TRACED + TRACED, out.toString());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void file_is_its_owners_only_even_when_it_was_not() throws IOException {
    var file = Files.writeString(folder.resolve("trace"), "x".repeat(1000));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    for (var each : List.of(file, folder.resolve("new"))) {
      try (var trace = TraceWriter.toFile(each, REDACTION)) {
        trace.sent(EXCHANGE);
      }
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
      assertEquals(TRACED, Files.readString(each, UTF_8));
    }
  }

  @Test
  void interrupted_thread_leaves_its_trace() throws IOException {
    var file = folder.resolve("trace");
    try (var trace = TraceWriter.toFile(file, REDACTION)) {
      Thread.currentThread().interrupt();
      trace.sent(EXCHANGE);
      assertTrue(Thread.interrupted());
      trace.sent(EXCHANGE);
    }
    assertEquals(TRACED + TRACED, Files.readString(file, UTF_8));
  }

  @Test
  void folder_that_is_not_there_is_told_at_once() {
    assertThrows(
        IOException.class, () -> TraceWriter.toFile(folder.resolve("no/trace"), REDACTION));
  }

  @Test
  void failure_to_write_is_told_at_the_end_and_not_before() {
    var full =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("disk full");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    var trace = new TraceWriter(full, REDACTION);
    trace.sent(EXCHANGE);
    trace.sent(EXCHANGE);
    assertEquals("disk full", assertThrows(IOException.class, trace::close).getMessage());
  }
}
