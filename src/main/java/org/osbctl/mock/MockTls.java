package org.osbctl.mock;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** Certificates made for one mock: a CA, the mock's own, and a platform's if it has to have one. */
public final class MockTls {
  private final HeldCertificate ca;
  private final HeldCertificate server;
  private final Optional<HeldCertificate> client;

  private MockTls(HeldCertificate ca, HeldCertificate server, Optional<HeldCertificate> client) {
    this.ca = ca;
    this.server = server;
    this.client = client;
  }

  /**
   * Makes certificates that are valid for a year.
   *
   * @param names the names and addresses of the mock beside those of loopback
   * @param mutual whether platforms have to have a certificate, too
   */
  public static MockTls make(Collection<String> names, boolean mutual) {
    var ca =
        new HeldCertificate.Builder()
            .commonName("osbctl mock CA")
            .certificateAuthority(0)
            .duration(365, TimeUnit.DAYS)
            .build();
    var server =
        new HeldCertificate.Builder()
            .commonName("osbctl mock")
            .addSubjectAlternativeName("localhost")
            .addSubjectAlternativeName("127.0.0.1")
            .addSubjectAlternativeName("::1")
            .duration(365, TimeUnit.DAYS)
            .signedBy(ca);
    names.forEach(server::addSubjectAlternativeName);
    var client =
        new HeldCertificate.Builder()
            .commonName("osbctl mock platform")
            .duration(365, TimeUnit.DAYS)
            .signedBy(ca);
    return new MockTls(ca, server.build(), mutual ? Optional.of(client.build()) : Optional.empty());
  }

  /** The certificate to trust, PEM. */
  public String caPem() {
    return ca.certificatePem();
  }

  /** Certificate and key of a platform, PEM, if it has to have them. */
  public Optional<String> clientPem() {
    return client.map(each -> each.certificatePem() + each.privateKeyPkcs8Pem());
  }

  void secure(MockWebServer web) {
    var certificates =
        new HandshakeCertificates.Builder()
            .heldCertificate(server)
            .addTrustedCertificate(ca.certificate())
            .build();
    web.useHttps(certificates.sslSocketFactory());
    if (client.isPresent()) {
      web.requireClientAuth();
    }
  }
}
