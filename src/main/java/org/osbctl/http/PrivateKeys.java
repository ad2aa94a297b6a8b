package org.osbctl.http;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;

/**
 * Private keys from the forms in which they are kept.
 *
 * <p>Java reads PKCS#8 only. The older forms, PKCS#1 for RSA and SEC 1 for EC, are what stands
 * inside of PKCS#8, so they are wrapped: {@code SEQUENCE { 0, algorithm, OCTET STRING { key } }}.
 */
final class PrivateKeys {
  private static final byte[] ZERO = HexFormat.of().parseHex("020100");
  private static final byte[] NULL = HexFormat.of().parseHex("0500");

  /** 1.2.840.113549.1.1.1, RFC 8017. */
  private static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d010101");

  /** 1.2.840.10045.2.1, RFC 5480. */
  private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

  private static final int EC_PARAMETERS = 0xa0;

  private PrivateKeys() {}

  /**
   * Reads the content of a PEM block.
   *
   * @throws IllegalArgumentException if it is no such key
   */
  static PrivateKey read(String type, byte[] der) {
    return switch (type) {
      case "RSA PRIVATE KEY" -> decode(wrapped(Der.of(Der.SEQUENCE, RSA, NULL), der));
      case "EC PRIVATE KEY" -> decode(wrapped(Der.of(Der.SEQUENCE, EC, curve(der)), der));
      case "PRIVATE KEY" -> decode(der);
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static byte[] wrapped(byte[] algorithm, byte[] key) {
    return Der.of(Der.SEQUENCE, ZERO, algorithm, Der.of(Der.OCTET_STRING, key));
  }

  /** The curve's name, which SEC 1 keeps inside and PKCS#8 wants outside (RFC 5915). */
  private static byte[] curve(byte[] sec1) {
    return Der.children(Der.only(sec1).content()).stream()
        .filter(element -> element.tag() == EC_PARAMETERS)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no curve"))
        .content();
  }

  private static PrivateKey decode(byte[] pkcs8) {
    for (var algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (GeneralSecurityException e) {
        // Then it is for another algorithm, or for none.
      }
    }
    throw new IllegalArgumentException("no algorithm for this key");
  }
}
