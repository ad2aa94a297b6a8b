package org.osbctl.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The way to a broker, step by step. */
@Timeout(30)
class ProbeTest {
  private static final String WORDS =
      "TLSv1\\.[23] in \\d+ ms, certificate of (.*), valid until \\d{4}-\\d\\d-\\d\\d";

  @TempDir private Path folder;

  private static Probe probe(URI uri, Tls tls, Proxies proxies) {
    var second = Duration.ofSeconds(10);
    return new Probe(new TransportOptions(second, second, 1000, tls, proxies), uri);
  }

  private static Probe probe(URI uri) {
    return probe(uri, Tls.DEFAULT, Proxies.NONE);
  }

  private Tls trustingCa() throws IOException, TlsFilesException {
    var file = Files.writeString(folder.resolve("ca.pem"), SecureServer.CA.certificatePem());
    return Tls.of(Optional.of(file), Optional.empty(), Optional.empty(), false);
  }

  private static void assertMatches(String pattern, String words) {
    assertTrue(words.matches(pattern), words);
  }

  private static int freePort() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  @Test
  void name_is_resolved() {
    var step = probe(URI.create("http://127.0.0.1:8080/")).name();
    assertTrue(step.works());
    assertEquals("127.0.0.1 is 127.0.0.1", step.words());
    assertEquals(Optional.empty(), step.expires());
    var unknown = probe(URI.create("http://broker.invalid/")).name();
    assertFalse(unknown.works());
    assertEquals("the host broker.invalid is unknown: its name has no address", unknown.words());
  }

  @Test
  void connection_says_where_it_goes_and_sends_nothing() throws Exception {
    try (var server = FaultyServer.playing(FaultyServer.Connection::awaitClose)) {
      var step = probe(server.uri("/")).connect();
      assertTrue(step.works());
      assertMatches(
          "connected to 127\\.0\\.0\\.1 port " + server.port() + " in \\d+ ms", step.words());
    }
  }

  @Test
  void nobody_at_the_port_is_told() throws IOException {
    int port = freePort();
    for (var scheme : new String[] {"http", "https"}) {
      var probe = probe(URI.create(scheme + "://127.0.0.1:" + port + "/"));
      var step = scheme.equals("http") ? probe.connect() : probe.secure();
      assertFalse(step.works());
      assertEquals(
          "connection refused: nothing accepts connections at 127.0.0.1:" + port, step.words());
    }
  }

  @Test
  void trusted_certificate_is_shown_with_its_end() throws Exception {
    try (var server = SecureServer.server(SecureServer.BROKER)) {
      var step = probe(server.uri("https", "/"), trustingCa(), Proxies.NONE).secure();
      assertTrue(step.works(), step.words());
      assertMatches(WORDS, step.words());
      var end = SecureServer.BROKER.certificate().getNotAfter().toInstant();
      assertEquals(Optional.of(end), step.expires());
      assertTrue(step.words().contains(" < Test CA, valid until " + day(end)), step.words());
    }
  }

  private static String day(Instant instant) {
    return instant.toString().substring(0, 10);
  }

  @Test
  void certificate_that_nobody_should_trust_is_shown_all_the_same() throws Exception {
    var named =
        new HeldCertificate.Builder()
            .commonName("db\u001b[2J")
            .addSubjectAlternativeName("127.0.0.1")
            .build();
    try (var server = SecureServer.server(named)) {
      var step = probe(server.uri("https", "/"), trustingCa(), Proxies.NONE).secure();
      assertFalse(step.works());
      assertEquals(
          "the certificate of 127.0.0.1 is self-signed or issued by an unknown CA;"
              + " name the CA's certificate with --cacert FILE; it shows certificate of"
              + " db\\u001b[2J, valid until "
              + day(named.certificate().getNotAfter().toInstant()),
          step.words());
      assertEquals(Optional.empty(), step.expires());
    }
  }

  @Test
  void host_in_the_certificate_has_to_be_the_one_called() throws Exception {
    try (var server = SecureServer.server(SecureServer.broker("broker.example").build())) {
      var step = probe(server.uri("https", "/"), trustingCa(), Proxies.NONE).secure();
      assertFalse(step.works());
      assertTrue(step.words().contains("is made out to another host"), step.words());
      assertTrue(step.words().contains("; it shows certificate of "), step.words());
    }
  }

  @Test
  void port_without_tls_shows_no_certificate() throws Exception {
    try (var server =
        FaultyServer.playing(connection -> connection.write("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
      var step = probe(server.uri("https", "/")).secure();
      assertFalse(step.works());
      assertTrue(step.words().contains("does not speak TLS at this port"), step.words());
      assertFalse(step.words().contains("it shows"), step.words());
      assertEquals(1, server.connections());
    }
  }

  @Test
  void proxy_is_gone_to_in_place_of_the_broker() throws Exception {
    try (var proxy = FaultyServer.playing(FaultyServer.Connection::awaitClose)) {
      var proxies =
          Proxies.through(ProxyAddress.parse("--proxy", "http://u:p@127.0.0.1:" + proxy.port()));
      var probe = probe(URI.create("http://broker.invalid/"), Tls.DEFAULT, proxies);
      assertEquals(Optional.of("127.0.0.1:" + proxy.port()), probe.proxy());
      assertEquals("127.0.0.1 is 127.0.0.1", probe.name().words());
      assertMatches("connected to 127.* port " + proxy.port() + " in .*", probe.connect().words());
    }
    assertEquals(Optional.empty(), probe(URI.create("http://b/")).proxy());
  }

  @Test
  void certificate_that_the_broker_leaves_out_is_named() throws Exception {
    var between =
        new HeldCertificate.Builder()
            .commonName("Between")
            .certificateAuthority(0)
            .signedBy(SecureServer.CA)
            .build();
    var lone =
        new HeldCertificate.Builder()
            .addSubjectAlternativeName("127.0.0.1")
            .signedBy(between)
            .build();
    try (var server = SecureServer.server(lone)) {
      var step = probe(server.uri("https", "/"), trustingCa(), Proxies.NONE).secure();
      assertFalse(step.works());
      assertTrue(
          step.words()
              .endsWith(
                  "; unless that is a CA you know, the broker has to send the certificate of"
                      + " Between, too"),
          step.words());
    }
  }

  @Test
  void handshake_that_stalls_is_told_with_who_is_silent() {
    var moment = Duration.ofMillis(200);
    try (var server = FaultyServer.playing(FaultyServer.Connection::awaitClose)) {
      var options = new TransportOptions(moment, moment, 1000, Tls.DEFAULT, Proxies.NONE);
      var step = new Probe(options, server.uri("https", "/")).secure();
      assertFalse(step.works());
      assertEquals(
          "the broker at 127.0.0.1:"
              + server.port()
              + " takes the connection, but does not secure it within 200 ms; see its log, and"
              + " whether the port is for https",
          step.words());
    }
  }
}
