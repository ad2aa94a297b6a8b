package org.osbctl.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Trust is read for those who speak TLS, and only once. */
@Timeout(30)
class LazySslContextTest {
  private final AtomicInteger made = new AtomicInteger();
  private final LazySslContext context =
      new LazySslContext(
          () -> {
            made.incrementAndGet();
            try {
              return SSLContext.getDefault();
            } catch (NoSuchAlgorithmException e) {
              throw new AssertionError(e);
            }
          });

  @Test
  void client_that_speaks_plain_http_reads_no_trust() throws Exception {
    var ok = FaultyServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    try (var server = FaultyServer.playing(ok);
        var client = HttpClient.newBuilder().sslContext(context).build()) {
      client.send(
          HttpRequest.newBuilder(server.uri("/")).build(), HttpResponse.BodyHandlers.discarding());
      assertEquals(0, made.get());
    }
  }

  @Test
  void trust_is_read_once() {
    context.getSocketFactory();
    context.createSSLEngine();
    assertEquals(1, made.get());
  }
}
