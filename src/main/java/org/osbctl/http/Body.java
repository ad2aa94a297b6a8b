package org.osbctl.http;

import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/**
 * The bytes of a message body, immutable, read as JSON when asked for.
 *
 * <p>A tree takes up to ten times the memory of its bytes: a large one is let go when memory is
 * short, and made again.
 */
public final class Body {
  /** A message without a body. */
  public static final Body NONE = new Body(new byte[0]);

  /** From how many bytes on it is worth the trouble to be careful. */
  static final int LARGE = 1 << 16;

  private final byte[] bytes;
  private volatile Json.@Nullable Parsed parsed;
  private volatile @Nullable SoftReference<Json.Parsed> largeParsed;

  private Body(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A body of these bytes, copied. */
  public static Body of(byte[] bytes) {
    return bytes.length == 0 ? NONE : new Body(bytes.clone());
  }

  /** A body of these bytes, which nobody else has or will change. */
  static Body owning(byte[] bytes) {
    return bytes.length == 0 ? NONE : new Body(bytes);
  }

  /** A body of this text in UTF-8. */
  public static Body of(String text) {
    return new Body(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A body of this JSON value. */
  public static Body of(JsonNode json) {
    return new Body(Json.bytes(json));
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Whether these are its bytes. */
  boolean holds(byte[] others) {
    return Arrays.equals(bytes, others);
  }

  /** How many bytes there are. */
  public int size() {
    return bytes.length;
  }

  /** Whether there is no byte. */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** The bytes read as UTF-8; wrong sequences become replacement characters. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Whether it is large enough to be careful with. */
  boolean isLarge() {
    return bytes.length > LARGE;
  }

  /** What the bytes are, read as JSON. */
  public Json.Parsed parsed() {
    if (isLarge()) {
      return largeParsed();
    }
    var known = parsed;
    if (known == null) {
      known = Json.parse(bytes);
      parsed = known;
    }
    return known;
  }

  private Json.Parsed largeParsed() {
    var reference = largeParsed;
    var known = reference == null ? null : reference.get();
    if (known == null) {
      known = Json.parse(bytes);
      largeParsed = new SoftReference<>(known);
    }
    return known;
  }

  /** The JSON value, or a missing node when there is none; not to be changed. */
  public JsonNode json() {
    return parsed().node();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other == this || (other instanceof Body body && Arrays.equals(bytes, body.bytes));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The size only: a body can hold credentials. */
  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
