package org.osbctl.client;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.osbctl.http.Headers;
import org.osbctl.operation.OperationKind;
import org.osbctl.spec.ApiVersion;

/**
 * How a platform presents itself on every request (spec 2.17, "Headers").
 *
 * @param version the value of {@code X-Broker-API-Version}
 * @param originatingIdentity the value of {@code X-Broker-API-Originating-Identity}, if one is sent
 * @param requestIdentity the value of {@code X-Broker-API-Request-Identity}
 * @param manners what a particular platform sends beside or in place of these
 * @param extra further headers; they replace those of the same name
 */
public record Caller(
    ApiVersion version,
    Optional<String> originatingIdentity,
    RequestIdentity requestIdentity,
    Manners manners,
    Headers extra) {
  private static final String REQUEST_IDENTITY = "X-Broker-API-Request-Identity";

  /** What a particular platform does with the headers that every platform sends. */
  @FunctionalInterface
  public interface Manners {
    /** Nothing in particular. */
    Manners PLAIN = (kind, standard) -> standard;

    /** The headers to send with an operation. */
    Headers headers(OperationKind kind, Headers standard);
  }

  /** A caller that is no platform in particular. */
  public Caller(
      ApiVersion version,
      Optional<String> originatingIdentity,
      RequestIdentity requestIdentity,
      Headers extra) {
    this(version, originatingIdentity, requestIdentity, Manners.PLAIN, extra);
  }

  /** What to send as request identity. */
  public sealed interface RequestIdentity {
    /** A new one for every request. */
    record Fresh() implements RequestIdentity {}

    /** No header. */
    record None() implements RequestIdentity {}

    /** The same for every request. */
    record Fixed(String value) implements RequestIdentity {}
  }

  /** A caller that only tells its version and a fresh request identity. */
  public static Caller of(ApiVersion version) {
    return new Caller(version, Optional.empty(), new RequestIdentity.Fresh(), Headers.NONE);
  }

  /** The headers of the next request. */
  Headers headers(OperationKind kind) {
    var headers =
        Headers.of("X-Broker-API-Version", version.toString(), "Accept", "application/json");
    if (originatingIdentity.isPresent() && version.atLeast(ApiVersion.V2_13)) {
      headers = headers.with("X-Broker-API-Originating-Identity", originatingIdentity.get());
    }
    if (version.atLeast(ApiVersion.V2_15)) {
      // Not a switch over patterns, which costs milliseconds at its first use.
      if (requestIdentity instanceof RequestIdentity.Fresh) {
        headers = headers.with(REQUEST_IDENTITY, freshId());
      } else if (requestIdentity instanceof RequestIdentity.Fixed fixed) {
        headers = headers.with(REQUEST_IDENTITY, fixed.value());
      }
    }
    return manners.headers(kind, headers).overriddenBy(extra);
  }

  /**
   * A GUID to find a request in a log by. Nothing depends on nobody guessing it, and the generator
   * that guarantees that takes 30 ms to start.
   */
  private static String freshId() {
    var random = ThreadLocalRandom.current();
    long version4 = (random.nextLong() & ~0xf000L) | 0x4000L;
    long variant2 = (random.nextLong() & ~(0xc000L << 48)) | (0x8000L << 48);
    return new UUID(version4, variant2).toString();
  }
}
