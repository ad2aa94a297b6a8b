package org.osbctl.mock;

import java.time.Duration;
import java.util.Optional;
import org.osbctl.http.Authentication;
import org.osbctl.spec.Catalog;

/**
 * How a mock broker behaves.
 *
 * @param port the port to listen on; 0 for any that is free
 * @param mode which operations take their time
 * @param delay how long an asynchronous operation runs
 * @param retryAfter seconds that polls ask the platform to wait; empty asks for nothing
 * @param authentication what requests have to bring
 * @param catalog the catalog to serve and to behave by
 */
public record MockOptions(
    int port,
    Mode mode,
    Duration delay,
    Optional<Integer> retryAfter,
    Authentication authentication,
    Catalog catalog) {
  /** Which operations are asynchronous. */
  public enum Mode {
    /** None. */
    SYNC,
    /** All. */
    ASYNC,
    /** Those of every offering whose metadata say so. */
    MIXED
  }

  /** The built-in catalog, mixed mode, 200 ms for asynchronous work, a free port. */
  public static MockOptions defaults() {
    return new MockOptions(
        0,
        Mode.MIXED,
        Duration.ofMillis(200),
        Optional.empty(),
        new Authentication.Basic("mock", "mock-password"),
        BuiltInCatalog.load());
  }

  /** These options in another mode. */
  public MockOptions withMode(Mode other) {
    return new MockOptions(port, other, delay, retryAfter, authentication, catalog);
  }

  /** These options with another length of asynchronous work. */
  public MockOptions withDelay(Duration other) {
    return new MockOptions(port, mode, other, retryAfter, authentication, catalog);
  }

  /** These options with another authentication. */
  public MockOptions withAuthentication(Authentication other) {
    return new MockOptions(port, mode, delay, retryAfter, other, catalog);
  }

  /** These options with a pause asked for in polls. */
  public MockOptions withRetryAfter(int seconds) {
    return new MockOptions(port, mode, delay, Optional.of(seconds), authentication, catalog);
  }

  /** These options on another port. */
  public MockOptions withPort(int other) {
    return new MockOptions(other, mode, delay, retryAfter, authentication, catalog);
  }
}
