package org.osbctl.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about files that are not what they should be. */
class TlsFilesTest {
  private static final HeldCertificate HELD = new HeldCertificate.Builder().build();

  @TempDir private Path folder;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static TlsFilesException ca(Path file) {
    return assertThrows(
        TlsFilesException.class,
        () -> Tls.of(Optional.of(file), Optional.empty(), Optional.empty(), false));
  }

  private static TlsFilesException identity(Path certificate, Path key) {
    return assertThrows(
        TlsFilesException.class,
        () -> Tls.of(Optional.empty(), Optional.of(certificate), Optional.of(key), false));
  }

  @Test
  void nothing_chosen_is_the_default() throws TlsFilesException {
    assertSame(Tls.DEFAULT, Tls.of(Optional.empty(), Optional.empty(), Optional.empty(), false));
  }

  @Test
  void missing_file() {
    var file = folder.resolve("ca.pem");
    var problem = ca(file);
    assertEquals("the CA certificates in " + file + " cannot be used", problem.what());
    assertEquals("there is no such file", problem.reason());
    assertEquals("name a PEM file that can be read", problem.remedy());
    assertEquals(problem.what() + ": " + problem.reason(), problem.getMessage());
  }

  @Test
  void directory() {
    assertEquals("it is a directory", ca(folder).reason());
  }

  @Test
  void file_without_pem() throws IOException {
    var problem = ca(file("ca.der", "0\u0082"));
    assertEquals("no certificate is in it; it holds no PEM block at all", problem.reason());
    assertTrue(problem.remedy().contains("openssl x509 -inform der"), problem.remedy());
  }

  @Test
  void key_in_place_of_a_certificate() throws IOException {
    assertEquals(
        "no certificate is in it; it holds PRIVATE KEY",
        ca(file("ca.pem", HELD.privateKeyPkcs8Pem())).reason());
  }

  @Test
  void damaged_certificate_is_counted() throws IOException {
    var bundle =
        HELD.certificatePem() + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----";
    assertEquals("certificate number 2 in it is damaged", ca(file("ca.pem", bundle)).reason());
  }

  @Test
  void certificate_in_place_of_a_key() throws IOException {
    var certificate = file("cert.pem", HELD.certificatePem());
    var problem = identity(certificate, certificate);
    assertEquals("no private key is in it; it holds CERTIFICATE", problem.reason());
    assertEquals("name the file of the private key with --key", problem.remedy());
  }

  @Test
  void key_without_a_certificate() throws IOException {
    var key = file("key.pem", HELD.privateKeyPkcs8Pem());
    var problem =
        assertThrows(
            TlsFilesException.class,
            () -> Tls.of(Optional.empty(), Optional.empty(), Optional.of(key), false));
    assertEquals("a key needs its certificate", problem.reason());
  }

  @Test
  void key_of_another_certificate() throws IOException {
    var other = new HeldCertificate.Builder().build().privateKeyPkcs8Pem();
    var problem = identity(file("cert.pem", HELD.certificatePem()), file("key.pem", other));
    assertEquals("the private key belongs to another certificate", problem.reason());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n"
            + "AAAA\n-----END RSA PRIVATE KEY-----"
      })
  void encrypted_key(String pem) throws IOException {
    var problem = identity(file("cert.pem", HELD.certificatePem()), file("key.pem", pem));
    assertEquals("the private key in it is encrypted, which osbctl cannot read", problem.reason());
    assertTrue(problem.remedy().contains("openssl pkey -in FILE"), problem.remedy());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "MIIB", "MAA=", "MAMCAQE=", "MIT/////", "!!!"})
  void damaged_key_is_never_quoted(String content) throws IOException {
    for (var type : new String[] {"PRIVATE KEY", "EC PRIVATE KEY", "RSA PRIVATE KEY"}) {
      var pem = "-----BEGIN %s-----\n%s\n-----END %s-----".formatted(type, content, type);
      var problem = identity(file("cert.pem", HELD.certificatePem()), file("key.pem", pem));
      assertEquals(
          "the private key in it is damaged or of an unknown kind", problem.reason(), type);
    }
  }

  @Test
  void text_between_the_blocks_is_skipped() throws Exception {
    var bundle = file("ca.pem", "# Some CA - 1\n\n" + HELD.certificatePem() + "\r\n# end");
    assertEquals(1, PemFile.read("x", bundle).certificates().size());
  }
}
