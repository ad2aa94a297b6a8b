package org.osbctl.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osbctl.http.FaultyServer.Script;
import org.osbctl.http.TransportFailure.Kind;

/** Requests that are given up by whoever sent them. */
@Timeout(30)
class InterruptionTest extends TransportRig {
  @Test
  void interrupted_thread_stops_waiting_and_stays_interrupted() throws Exception {
    var arrived = new CountDownLatch(1);
    try (var server = FaultyServer.playing(silent(arrived))) {
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
    try (var server = FaultyServer.playing(silent(arrived))) {
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

  /** Reads a request, tells that it arrived, and never answers. */
  private static Script silent(CountDownLatch arrived) {
    return connection -> {
      connection.readRequest();
      arrived.countDown();
      connection.awaitClose();
    };
  }
}
