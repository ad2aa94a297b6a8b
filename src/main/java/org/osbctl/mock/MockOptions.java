package org.osbctl.mock;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osbctl.http.Authentication;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;

/**
 * How a mock broker behaves.
 *
 * @param listen where it listens
 * @param pace what takes how long
 * @param authentication what requests have to bring
 * @param catalog the catalog to serve and to behave by
 * @param newest the newest version it speaks
 * @param binder makes what stands behind instances and bindings; closed with the mock
 * @param interceptors who stands around the model, the first one outermost
 */
public record MockOptions(
    Listen listen,
    Pace pace,
    Authentication authentication,
    Catalog catalog,
    ApiVersion newest,
    Binder binder,
    List<Interceptor> interceptors) {
  public MockOptions {
    interceptors = List.copyOf(interceptors);
  }

  /** Which operations are asynchronous. */
  public enum Mode {
    /** None. */
    SYNC,
    /** All. */
    ASYNC,
    /** Those of every plan whose metadata, or its offering's, say {@code asynchronous}. */
    MIXED
  }

  /**
   * Where a mock listens.
   *
   * @param address the address
   * @param port the port; 0 for any that is free
   * @param tls the certificates; none for plain HTTP
   * @param adminToken the bearer token of the control API; none for no control API
   */
  public record Listen(
      InetAddress address, int port, Optional<MockTls> tls, Optional<String> adminToken) {}

  /**
   * What takes how long.
   *
   * @param mode which operations take their time
   * @param delay how long an asynchronous operation runs
   * @param latency how long every answer waits
   * @param retryAfter seconds that polls ask the platform to wait; empty asks for nothing
   */
  public record Pace(Mode mode, Duration delay, Duration latency, Optional<Integer> retryAfter) {}

  /** The built-in catalog, mixed mode, 200 ms for asynchronous work, a free port on loopback. */
  public static MockOptions defaults() {
    return new MockOptions(
        new Listen(InetAddress.getLoopbackAddress(), 0, Optional.empty(), Optional.empty()),
        new Pace(Mode.MIXED, Duration.ofMillis(200), Duration.ZERO, Optional.empty()),
        new Authentication.Basic("mock", "mock-password"),
        BuiltInCatalog.load(),
        ApiVersion.LATEST,
        TemplateBinder.standard(),
        List.of());
  }

  /** These options at another place. */
  public MockOptions withListen(Listen other) {
    return new MockOptions(other, pace, authentication, catalog, newest, binder, interceptors);
  }

  /** These options at another pace. */
  public MockOptions withPace(Pace other) {
    return new MockOptions(listen, other, authentication, catalog, newest, binder, interceptors);
  }

  /** These options with another authentication. */
  public MockOptions withAuthentication(Authentication other) {
    return new MockOptions(listen, pace, other, catalog, newest, binder, interceptors);
  }

  /** These options with another catalog. */
  public MockOptions withCatalog(Catalog other) {
    return new MockOptions(listen, pace, authentication, other, newest, binder, interceptors);
  }

  /** These options with another newest version. */
  public MockOptions withNewest(ApiVersion other) {
    return new MockOptions(listen, pace, authentication, catalog, other, binder, interceptors);
  }

  /** These options with another binder. */
  public MockOptions withBinder(Binder other) {
    return new MockOptions(listen, pace, authentication, catalog, newest, other, interceptors);
  }

  /** These options with one interceptor more, nearer to the model than those before. */
  public MockOptions withInterceptor(Interceptor more) {
    var all = new ArrayList<>(interceptors);
    all.add(more);
    return new MockOptions(listen, pace, authentication, catalog, newest, binder, all);
  }

  /** These options in another mode. */
  public MockOptions withMode(Mode other) {
    return withPace(new Pace(other, pace.delay, pace.latency, pace.retryAfter));
  }

  /** These options with another length of asynchronous work. */
  public MockOptions withDelay(Duration other) {
    return withPace(new Pace(pace.mode, other, pace.latency, pace.retryAfter));
  }

  /** These options with a pause before every answer. */
  public MockOptions withLatency(Duration other) {
    return withPace(new Pace(pace.mode, pace.delay, other, pace.retryAfter));
  }

  /** These options with a pause asked for in polls. */
  public MockOptions withRetryAfter(int seconds) {
    return withPace(new Pace(pace.mode, pace.delay, pace.latency, Optional.of(seconds)));
  }

  /** These options on another port. */
  public MockOptions withPort(int other) {
    return withListen(new Listen(listen.address, other, listen.tls, listen.adminToken));
  }

  /** These options with TLS. */
  public MockOptions withTls(MockTls other) {
    return withListen(
        new Listen(listen.address, listen.port, Optional.of(other), listen.adminToken));
  }

  /** These options with a control API. */
  public MockOptions withAdminToken(String token) {
    return withListen(new Listen(listen.address, listen.port, listen.tls, Optional.of(token)));
  }
}
