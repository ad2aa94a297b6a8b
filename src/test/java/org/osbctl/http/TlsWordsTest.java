package org.osbctl.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words of the JDK that no server of the tests provokes. */
class TlsWordsTest {
  private static final Way WAY = new Way(URI.create("https://b.example:8443/"), Optional.empty());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No subject alternative DNS name matching b.example found.",
        "No name matching b.example found",
        "Illegal given domain name: b_example"
      })
  void certificate_of_another_host(String words) {
    var failure = new SSLHandshakeException("x", new CertificateException(words));
    assertEquals(
        "the certificate of b.example is made out to another host;"
            + " use the name in the certificate, or have it reissued",
        TlsWords.of(failure, WAY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Received fatal alert: handshake_failure | the broker at b.example:8443 refused the secure"
            + " connection (handshake failure); it may want a client certificate (--cert FILE), or"
            + " an outdated TLS",
        "Received fatal alert: internal_error | the broker at b.example:8443 refused the secure"
            + " connection (internal error); see its log",
        "Remote host terminated the handshake | the broker at b.example:8443 closed the connection"
            + " while it was being secured; see its log, and whether the port is for https",
        "closed the channel | the broker at b.example:8443 closed the connection while it was being"
            + " secured; see its log, and whether the port is for https",
        "nobody knows \u001b | no secure connection to b.example:8443: nobody knows"
            + "; see the log of the broker"
      })
  void handshake_that_failed(String words, String expected) {
    assertEquals(expected, TlsWords.of(new SSLException(words), WAY));
  }

  @Test
  void other_trouble_with_a_certificate_is_passed_on() {
    var failure =
        new SSLHandshakeException(
            "bad \u001b thing", new CertificateException("algorithm too weak"));
    assertEquals(
        "no secure connection to b.example:8443: bad \\u001b thing; see the log of the broker",
        TlsWords.of(failure, WAY));
  }
}
