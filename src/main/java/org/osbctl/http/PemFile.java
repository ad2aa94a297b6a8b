package org.osbctl.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file of PEM blocks, and what is wrong with it.
 *
 * <p>Text between the blocks is skipped, as in the bundles of CAs that operating systems carry.
 */
final class PemFile {
  /** Many times the bundle of all public CAs. */
  private static final int LIMIT = 8 * 1024 * 1024;

  private static final Pattern BLOCK =
      Pattern.compile("(?s)-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----");

  private record Block(String type, String content) {}

  private final String role;
  private final Path path;
  private final List<Block> blocks;

  private PemFile(String role, Path path, List<Block> blocks) {
    this.role = role;
    this.path = path;
    this.blocks = blocks;
  }

  /** Reads a file; {@code role} tells what it is for, in messages. */
  static PemFile read(String role, Path path) throws TlsFilesException {
    var blocks = new ArrayList<Block>();
    var matcher = BLOCK.matcher(content(role, path));
    while (matcher.find()) {
      blocks.add(new Block(matcher.group(1), matcher.group(2)));
    }
    return new PemFile(role, path, blocks);
  }

  private static String content(String role, Path path) throws TlsFilesException {
    var remedy = "name a PEM file that can be read";
    if (Files.isDirectory(path)) {
      throw unusable(role, path, "it is a directory", remedy);
    }
    try (var in = Files.newInputStream(path)) {
      var bytes = in.readNBytes(LIMIT + 1);
      if (bytes.length > LIMIT) {
        throw unusable(role, path, "the file is larger than 8 MiB", remedy);
      }
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw unusable(role, path, "there is no such file", remedy);
    } catch (AccessDeniedException e) {
      throw unusable(role, path, "the file must not be read by this user", remedy);
    } catch (IOException e) {
      throw unusable(role, path, "the file cannot be read: " + e.getMessage(), remedy);
    }
  }

  /** All certificates in the file, at least one. */
  List<X509Certificate> certificates() throws TlsFilesException {
    var certificates = new ArrayList<X509Certificate>();
    for (var block : blocks) {
      if (block.type().equals("CERTIFICATE") || block.type().equals("X509 CERTIFICATE")) {
        certificates.add(certificate(block, certificates.size() + 1));
      }
    }
    if (certificates.isEmpty()) {
      throw unusable(
          "no certificate is in it; it holds " + held(),
          "name a file with a block -----BEGIN CERTIFICATE-----; DER becomes PEM with:"
              + " openssl x509 -inform der -in FILE -out FILE.pem");
    }
    return certificates;
  }

  private X509Certificate certificate(Block block, int number) throws TlsFilesException {
    try {
      var read =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der(block)));
      if (read instanceof X509Certificate certificate) {
        return certificate;
      }
    } catch (CertificateException | IllegalArgumentException e) {
      // The parser's words are about bytes and tags: nothing that would help.
    }
    throw unusable(
        "certificate number " + number + " in it is damaged", "fetch or export it again");
  }

  /** The private key in the file. */
  PrivateKey key() throws TlsFilesException {
    var found = blocks.stream().filter(block -> block.type().endsWith("PRIVATE KEY")).findFirst();
    if (found.isEmpty()) {
      throw unusable(
          "no private key is in it; it holds " + held(),
          "name the file of the private key with --key");
    }
    var block = found.get();
    if (block.type().startsWith("ENCRYPTED") || block.content().contains("ENCRYPTED")) {
      throw unusable(
          "the private key in it is encrypted, which osbctl cannot read",
          "decrypt it into a file that only you can read:"
              + " (umask 077; openssl pkey -in FILE -out FILE.plain)");
    }
    try {
      return PrivateKeys.read(block.type(), der(block));
    } catch (IllegalArgumentException e) {
      throw unusable(
          "the private key in it is damaged or of an unknown kind",
          "convert it to PKCS#8, RSA or EC: openssl pkcs8 -topk8 -nocrypt -in FILE -out FILE.pem");
    }
  }

  private static byte[] der(Block block) {
    return Base64.getMimeDecoder().decode(block.content());
  }

  private String held() {
    return blocks.isEmpty()
        ? "no PEM block at all"
        : String.join(", ", blocks.stream().map(Block::type).distinct().toList());
  }

  /** An exception that says what is wrong with this file. */
  TlsFilesException unusable(String reason, String remedy) {
    return unusable(role, path, reason, remedy);
  }

  private static TlsFilesException unusable(String role, Path path, String reason, String remedy) {
    return new TlsFilesException(role + " in " + path + " cannot be used", reason, remedy);
  }
}
