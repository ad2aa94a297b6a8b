package org.osbctl.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only the first request of a process can show. */
@Timeout(60)
class ProxyProcessTest {
  /**
   * In a JVM of its own, because Java reads once in a process whether credentials may go to a proxy
   * that opens a tunnel.
   */
  @Test
  void credentials_for_the_proxy_open_the_tunnel() throws Exception {
    try (var proxy = FaultyServer.playing(ProxyTest.tunnel())) {
      var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      var address = "http://user:pass@127.0.0.1:" + proxy.port();
      var child =
          new ProcessBuilder(
                  java,
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Alone.class.getName(),
                  address)
              .redirectErrorStream(true)
              .start();
      try {
        assertTrue(child.waitFor(50, TimeUnit.SECONDS));
        var said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("200", said.strip());
      } finally {
        child.destroyForcibly();
      }
      var heads = proxy.heads();
      assertTrue(
          heads.get(0).contains("\r\nProxy-Authorization: Basic dXNlcjpwYXNz\r\n"), heads.get(0));
      assertFalse(heads.get(1).contains("Proxy-Authorization"), heads.get(1));
    }
  }

  /** Sends one request through the proxy that it is given, and prints the status. */
  static final class Alone {
    private Alone() {}

    public static void main(String[] args) {
      var exchange = ProxyTest.send(args[0], ProxyTest.SECURE);
      System.out.println(
          exchange.status() == 0 ? exchange.outcome().toString() : exchange.status() + "");
    }
  }
}
