package org.osbctl.mock;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What a service instance and its bindings are called in PostgreSQL, and how such names are written
 * in a statement.
 *
 * <p>Ids may hold anything and be long; PostgreSQL cuts names after 63 bytes. So a name is what is
 * harmless of the id, for people, and a hash of all of it, which tells it apart. One id has one
 * name, whichever mock asks.
 */
final class PostgresNames {
  static final String INSTANCE = "osb_i_";
  static final String BINDING = "osb_b_";

  private static final int READABLE = 20;
  private static final int SHOWN = 200;

  private PostgresNames() {}

  /** The database of a service instance, and the role that owns it and cannot log in. */
  static String ofInstance(String instanceId) {
    return name(INSTANCE, instanceId, hash(instanceId));
  }

  /** The login role of a service binding. */
  static String ofBinding(String instanceId, String bindingId) {
    // The length keeps "a" + "bc" and "ab" + "c" apart.
    return name(BINDING, bindingId, hash(instanceId.length() + ":" + instanceId + bindingId));
  }

  /** The lock that whoever changes a service instance holds meanwhile. */
  static long lockOf(String instanceId) {
    return ByteBuffer.wrap(hash(instanceId)).getLong();
  }

  private static String name(String kind, String id, byte[] hash) {
    var readable = id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    var cut = readable.substring(0, Math.min(READABLE, readable.length()));
    return kind + cut + "_" + HexFormat.of().formatHex(hash, 0, 16);
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** A name as it stands in a statement. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /**
   * A text for people as it stands in a statement: whatever is not plain ASCII becomes a question
   * mark, so that neither the server's encoding nor its reading of backslashes matters.
   */
  static String literal(String text) {
    var plain = text.replaceAll("[^ -~]|\\\\", "?").replace("'", "''");
    return "'" + plain + "'";
  }

  /** An id for people, not too long. */
  static String shown(String id) {
    return id.length() <= SHOWN ? id : id.substring(0, SHOWN) + "...";
  }
}
