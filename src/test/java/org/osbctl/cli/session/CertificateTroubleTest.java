package org.osbctl.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.ScriptedBroker;
import org.osbctl.cli.io.ExitCode;

/** What is told of brokers whose certificates are no good: one cause, and what helps against it. */
@Timeout(60)
class CertificateTroubleTest {
  private static final long DAY = TimeUnit.DAYS.toMillis(1);
  private static final HeldCertificate CA =
      new HeldCertificate.Builder().commonName("Test CA").certificateAuthority(1).build();

  @TempDir Path home;

  private static HeldCertificate.Builder certificate(String host) {
    return new HeldCertificate.Builder()
        .commonName("broker")
        .addSubjectAlternativeName(host)
        .signedBy(CA);
  }

  /** Tells of a broker with this certificate, to {@code catalog} and to {@code doctor}. */
  private void tells(HeldCertificate certificate, String cause, String remedy) throws IOException {
    var ca = Files.writeString(home.resolve("ca.pem"), CA.certificatePem()).toString();
    var tls = new HandshakeCertificates.Builder().heldCertificate(certificate).build();
    try (var broker = ScriptedBroker.start(tls.sslContext())) {
      var osbctl = Osbctl.of(home, broker);
      var ran = osbctl.run("catalog", "--cacert", ca).ends(ExitCode.UNREACHABLE).printsNothing();
      ran.says("\n  cause:  " + cause).says("\n  remedy: " + remedy);
      assertEquals(3, ran.err().lines().count(), ran::toString);
      var seen = osbctl.run("doctor", "--cacert", ca).ends(ExitCode.UNREACHABLE);
      seen.prints("fail  tls             " + cause).prints(remedy);
      assertEquals(0, broker.seen().size());
    }
  }

  @Test
  void expired() throws IOException {
    long now = System.currentTimeMillis();
    tells(
        certificate("localhost").validityInterval(now - 2 * DAY, now - DAY).build(),
        "the certificate of localhost has expired (NotAfter: ",
        "the broker needs a new one");
  }

  @Test
  void not_yet_valid() throws IOException {
    long now = System.currentTimeMillis();
    tells(
        certificate("localhost").validityInterval(now + DAY, now + 2 * DAY).build(),
        "the certificate of localhost is not valid yet (NotBefore: ",
        "check the clocks of both sides");
  }

  @Test
  void self_signed() throws IOException {
    tells(
        new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build(),
        "the certificate of localhost is self-signed or issued by an unknown CA",
        "name the CA's certificate with --cacert FILE");
  }

  @Test
  void made_out_to_another_host() throws IOException {
    tells(
        certificate("broker.example").build(),
        "the certificate of localhost is made out to another host",
        "use the name in the certificate, or have it reissued");
  }

  @Test
  void chain_with_a_gap() throws IOException {
    var between =
        new HeldCertificate.Builder()
            .commonName("Between")
            .certificateAuthority(0)
            .signedBy(CA)
            .build();
    var lone =
        new HeldCertificate.Builder()
            .addSubjectAlternativeName("localhost")
            .signedBy(between)
            .build();
    tells(
        lone,
        "the certificate of localhost is self-signed or issued by an unknown CA",
        "name the CA's certificate with --cacert FILE");
    var tls = new HandshakeCertificates.Builder().heldCertificate(lone).build();
    try (var broker = ScriptedBroker.start(tls.sslContext())) {
      Osbctl.of(home, broker)
          .run("doctor", "--cacert", home.resolve("ca.pem").toString())
          .prints("the broker has to send the certificate of Between, too");
    }
  }

  @Test
  void handshake_that_stalls() throws IOException {
    // Connections are taken by the system, and nobody ever reads them.
    try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var osbctl = new Osbctl(home).to(URI.create("https://127.0.0.1:" + server.getLocalPort()));
      var ran = osbctl.run("catalog", "--request-timeout=300ms", "--connect-timeout=300ms");
      ran.ends(ExitCode.UNREACHABLE).says("\n  cause:  no ").says("\n  remedy: look at the broker");
      osbctl
          .run("doctor", "--request-timeout=300ms", "--connect-timeout=300ms")
          .ends(ExitCode.UNREACHABLE)
          .prints("fail  tls             the broker at 127.0.0.1:" + server.getLocalPort())
          .prints("takes the connection, but does not secure it within 300 ms; see its log");
    }
  }

  @Test
  void http_spoken_to_a_port_for_https() throws IOException {
    var tls =
        new HandshakeCertificates.Builder()
            .heldCertificate(certificate("localhost").build())
            .build();
    try (var broker = ScriptedBroker.start(tls.sslContext())) {
      var plain = URI.create(broker.url().toString().replace("https:", "http:"));
      for (var command : new String[] {"catalog", "doctor"}) {
        var ran = new Osbctl(home).to(plain).run(command).ends(ExitCode.UNREACHABLE);
        var text = ran.out() + ran.err();
        assertTrue(text.contains("https"), ran::toString);
        assertTrue(text.contains("remedy: "), ran::toString);
      }
    }
  }
}
