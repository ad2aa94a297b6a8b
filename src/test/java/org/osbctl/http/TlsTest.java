package org.osbctl.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.osbctl.http.SecureServer.BROKER;
import static org.osbctl.http.SecureServer.CA;
import static org.osbctl.http.SecureServer.broker;
import static org.osbctl.http.SecureServer.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a transport trusts, and how it shows who it is. */
@Timeout(30)
class TlsTest {
  private static final HeldCertificate OTHER_CA =
      new HeldCertificate.Builder().commonName("Other CA").certificateAuthority(0).build();
  private static final HeldCertificate PLATFORM =
      new HeldCertificate.Builder().commonName("platform").signedBy(CA).build();

  @TempDir private Path folder;

  private static Exchange send(FaultyServer server, Tls tls) {
    var options = new TransportOptions(Duration.ofSeconds(10), Duration.ofSeconds(10), 1000, tls);
    try (var transport = new Transport(options, Clock.systemUTC())) {
      return transport.send(
          new HttpRequestData("GET", server.uri("https", "/"), Headers.NONE, Body.NONE));
    }
  }

  private static void assertTlsFailure(String detail, Exchange exchange) {
    var expected =
        new TransportFailure(
            TransportFailure.Kind.TLS,
            detail.replace("HERE", "127.0.0.1:" + exchange.request().uri().getPort()));
    assertEquals(new Outcome.Failed(expected), exchange.outcome());
  }

  private Path file(String name, String... parts) {
    try {
      return Files.writeString(folder.resolve(name), String.join("\n", parts));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Tls trusting(HeldCertificate... authorities) throws TlsFilesException {
    var bundle = new StringBuilder();
    for (var authority : authorities) {
      bundle.append("# some CA\n").append(authority.certificatePem());
    }
    return Tls.of(
        Optional.of(file("ca.pem", bundle.toString())), Optional.empty(), Optional.empty(), false);
  }

  private Tls as(Path certificate, Optional<Path> key) throws TlsFilesException {
    return Tls.of(
        Optional.of(file("ca.pem", CA.certificatePem())), Optional.of(certificate), key, false);
  }

  @Test
  void broker_of_a_named_ca_is_trusted() throws Exception {
    try (var server = server(BROKER)) {
      assertEquals(200, send(server, trusting(OTHER_CA, CA)).status());
    }
  }

  @Test
  void broker_of_an_unknown_ca_is_not_trusted() {
    try (var server = server(BROKER)) {
      assertTlsFailure(
          "the certificate of 127.0.0.1 is self-signed or issued by an unknown CA;"
              + " name the CA's certificate with --cacert FILE",
          send(server, Tls.DEFAULT));
    }
  }

  @Test
  void named_cas_replace_the_known_ones() throws Exception {
    try (var server = server(BROKER)) {
      assertTlsFailure(
          "the certificate of 127.0.0.1 is self-signed or issued by an unknown CA;"
              + " name the CA's certificate with --cacert FILE",
          send(server, trusting(OTHER_CA)));
    }
  }

  @Test
  void self_signed_certificate_can_be_named_itself() throws Exception {
    var alone = new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
    try (var server = server(alone)) {
      assertTlsFailure(
          "the certificate of 127.0.0.1 is self-signed or issued by an unknown CA;"
              + " name the CA's certificate with --cacert FILE",
          send(server, trusting(CA)));
      assertEquals(200, send(server, trusting(alone)).status());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.2", "broker.example"})
  void certificate_of_another_host_is_not_trusted(String name) throws Exception {
    try (var server = server(broker(name).build())) {
      assertTlsFailure(
          "the certificate of 127.0.0.1 is made out to another host;"
              + " use the name in the certificate, or have it reissued",
          send(server, trusting(CA)));
    }
  }

  @Test
  void expired_certificate_is_not_trusted() throws Exception {
    long now = System.currentTimeMillis();
    var day = TimeUnit.DAYS.toMillis(1);
    var expired = broker("127.0.0.1").validityInterval(now - 2 * day, now - day).build();
    try (var server = server(expired)) {
      var failed = (Outcome.Failed) send(server, trusting(CA)).outcome();
      var detail = failed.failure().detail();
      assertTrue(
          detail.matches(
              "the certificate of 127.0.0.1 has expired \\(NotAfter: .*\\);"
                  + " the broker needs a new one"),
          detail);
    }
  }

  @Test
  void certificate_of_tomorrow_is_not_trusted() throws Exception {
    long now = System.currentTimeMillis();
    var day = TimeUnit.DAYS.toMillis(1);
    var early = broker("127.0.0.1").validityInterval(now + day, now + 2 * day).build();
    try (var server = server(early)) {
      var failed = (Outcome.Failed) send(server, trusting(CA)).outcome();
      assertTrue(
          failed.failure().detail().contains(" is not valid yet (NotBefore: "),
          failed.failure().detail());
    }
  }

  @Test
  void insecure_trusts_any_certificate_of_any_host() throws Exception {
    long now = System.currentTimeMillis();
    var wrong =
        new HeldCertificate.Builder()
            .addSubjectAlternativeName("broker.example")
            .validityInterval(now - 2000, now - 1000)
            .build();
    var insecure = Tls.of(Optional.empty(), Optional.empty(), Optional.empty(), true);
    try (var server = server(wrong)) {
      assertEquals(200, send(server, insecure).status());
    }
  }

  @Test
  void broker_that_wants_a_certificate_says_so() throws Exception {
    try (var server = server(BROKER, true)) {
      assertTlsFailure(
          "the broker at HERE wants a client certificate that it knows (certificate required);"
              + " name one with --cert FILE and --key FILE",
          send(server, trusting(CA)));
    }
  }

  @Test
  void broker_that_does_not_know_our_certificate_says_so() throws Exception {
    var stranger = new HeldCertificate.Builder().commonName("x").signedBy(OTHER_CA).build();
    var file = file("x.pem", stranger.certificatePem(), stranger.privateKeyPkcs8Pem());
    try (var server = server(BROKER, true)) {
      var failed = (Outcome.Failed) send(server, as(file, Optional.empty())).outcome();
      assertEquals(TransportFailure.Kind.TLS, failed.failure().kind());
      assertTrue(
          failed.failure().detail().contains("wants a client certificate that it knows ("),
          failed.failure().detail());
    }
  }

  /** Ways to keep a certificate and its key. */
  enum Kept {
    EC_PKCS8,
    EC_SEC1,
    RSA_PKCS8,
    RSA_PKCS1
  }

  @ParameterizedTest
  @EnumSource
  void certificate_of_ours_is_shown_to_the_broker(Kept kept) throws Exception {
    var rsa = new HeldCertificate.Builder().commonName("platform").rsa2048().signedBy(CA).build();
    var held = kept.name().startsWith("RSA") ? rsa : PLATFORM;
    var key =
        switch (kept) {
          case EC_PKCS8, RSA_PKCS8 -> held.privateKeyPkcs8Pem();
          case RSA_PKCS1 -> held.privateKeyPkcs1Pem();
          case EC_SEC1 -> sec1Pem(held.keyPair().getPrivate());
        };
    var certificate = file("cert.pem", held.certificatePem());
    try (var server = server(BROKER, true)) {
      assertEquals(200, send(server, as(certificate, Optional.of(file("key.pem", key)))).status());
    }
  }

  /** The key as {@code openssl ecparam -genkey} writes it: with the curve inside. */
  private static String sec1Pem(PrivateKey key) {
    var pkcs8 = Der.children(Der.only(key.getEncoded()).content());
    var curve = Der.children(pkcs8.get(1).content()).get(1);
    var parts = Der.children(Der.only(pkcs8.get(2).content()).content());
    var sec1 =
        Der.of(
            Der.SEQUENCE,
            Der.of(parts.get(0).tag(), parts.get(0).content()),
            Der.of(parts.get(1).tag(), parts.get(1).content()),
            Der.of(0xa0, Der.of(curve.tag(), curve.content())));
    return "-----BEGIN EC PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(sec1)
        + "\n-----END EC PRIVATE KEY-----\n";
  }

  @Test
  void key_may_be_in_the_file_of_the_certificate_whatever_the_order() throws Exception {
    var between =
        new HeldCertificate.Builder()
            .commonName("between")
            .certificateAuthority(0)
            .signedBy(CA)
            .build();
    var held = new HeldCertificate.Builder().commonName("x").signedBy(between).build();
    var file =
        file("all.pem", held.privateKeyPkcs8Pem(), between.certificatePem(), held.certificatePem());
    // The broker knows the CA only, so it has to be sent what is between.
    try (var server = server(BROKER, true)) {
      assertEquals(200, send(server, as(file, Optional.empty())).status());
    }
  }

  @Test
  void broker_that_sends_no_certificate_in_between_is_not_trusted() throws Exception {
    var between =
        new HeldCertificate.Builder()
            .commonName("between")
            .certificateAuthority(0)
            .signedBy(CA)
            .build();
    var lone =
        new HeldCertificate.Builder()
            .addSubjectAlternativeName("127.0.0.1")
            .signedBy(between)
            .build();
    try (var server = server(lone)) {
      assertTlsFailure(
          "the certificate of 127.0.0.1 is self-signed or issued by an unknown CA;"
              + " name the CA's certificate with --cacert FILE",
          send(server, trusting(CA)));
      assertEquals(200, send(server, trusting(CA, between)).status());
    }
  }
}
