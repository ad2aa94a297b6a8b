package org.osbctl.cli.mock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.FileTrouble;
import org.osbctl.cli.io.Problem;
import org.osbctl.mock.MockTls;

/**
 * The certificates of a mock as PEM files, in a folder that only this user can read; gone with the
 * mock.
 *
 * @param ca the certificate to trust
 * @param client certificate and key of a platform, if it has to have them
 */
record MockCertificates(Path ca, Optional<Path> client) implements AutoCloseable {
  static MockCertificates write(MockTls tls) {
    try {
      // Private by contract, where the file system can be.
      var folder = Files.createTempDirectory("osbctl-mock-");
      var ca = write(folder.resolve("ca.pem"), tls.caPem());
      var client = tls.clientPem();
      return new MockCertificates(
          ca,
          client.isEmpty()
              ? Optional.empty()
              : Optional.of(write(folder.resolve("client.pem"), client.get())));
    } catch (IOException e) {
      throw new Problem(
              "unwritable-file",
              "The mock's certificates cannot be written.",
              FileTrouble.reason(e),
              "make room in " + System.getProperty("java.io.tmpdir"))
          .exit(ExitCode.USAGE);
    }
  }

  private static Path write(Path file, String pem) throws IOException {
    return Files.write(file, pem.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(ca);
      if (client.isPresent()) {
        Files.deleteIfExists(client.get());
      }
      var folder = ca.getParent();
      if (folder != null) {
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      // Somebody else put something there; it is theirs.
    }
  }
}
