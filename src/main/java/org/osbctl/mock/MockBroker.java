package org.osbctl.mock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.MockWebServer;
import okhttp3.Protocol;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.HttpResponseData;
import org.osbctl.http.Target;
import org.osbctl.operation.OperationKind;
import org.osbctl.spec.Catalog;

/** A running mock broker; closing it ends it. */
public final class MockBroker implements AutoCloseable {
  /** Warns of connections without a request, on standard error; held, or it would be forgotten. */
  private static final Logger SERVER_LOG = Logger.getLogger(MockWebServer.class.getName());

  private final MockWebServer server;
  private final MockOptions options;
  private final MockCore core;
  private final MockClock clock;
  private final Interceptor.Next way;

  private MockBroker(MockOptions options, Clock base) {
    this.server = new MockWebServer();
    this.options = options;
    this.clock = new MockClock(base);
    this.core = new MockCore(options, clock);
    this.way = way();
  }

  /**
   * Starts a mock broker.
   *
   * @throws UncheckedIOException when the port cannot be listened on
   */
  public static MockBroker start(MockOptions options) {
    return start(options, Clock.systemUTC());
  }

  /** Starts a mock broker that reads the time from a clock. */
  public static MockBroker start(MockOptions options, Clock clock) {
    var broker = new MockBroker(options, clock);
    broker.listen();
    return broker;
  }

  private void listen() {
    SERVER_LOG.setLevel(Level.OFF);
    var listen = options.listen();
    server.setServerSocketFactory(new PromptSockets());
    // In HTTP/2 the effects on the wire would be others.
    server.setProtocols(List.of(Protocol.HTTP_1_1));
    listen.tls().ifPresent(tls -> tls.secure(server));
    server.setDispatcher(new HttpShell(server, scheme(), core, way));
    try {
      server.start(listen.address(), listen.port());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From the outside to the model: control, log, latency, whoever was asked for, caching. */
  private Interceptor.Next way() {
    var interceptors = new ArrayList<Interceptor>();
    var admin = options.listen().adminToken();
    if (admin.isPresent()) {
      var log = new RequestLog(admin.get());
      var controls = new ArrayList<>(new Controls(this, core, clock, log).routes());
      options.interceptors().forEach(each -> controls.addAll(each.controls()));
      interceptors.add(new ControlApi(admin.get(), controls));
      interceptors.add(log);
    }
    var latency = options.pace().latency();
    if (latency.isPositive()) {
      WireEffect wait = answer -> answer.headersDelay(latency.toNanos(), TimeUnit.NANOSECONDS);
      interceptors.add((request, next) -> next.proceed(request).with(wait));
    }
    interceptors.addAll(options.interceptors());
    interceptors.add(new ConditionalCatalog());
    return Interceptor.chain(interceptors, core);
  }

  private String scheme() {
    return options.listen().tls().isPresent() ? "https" : "http";
  }

  /** Where it listens; seen from this machine if it listens everywhere. */
  public URI url() {
    var address = options.listen().address();
    var seen = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
    var host = seen.getHostAddress();
    var literal = seen instanceof Inet6Address ? "[" + host + "]" : host;
    return URI.create(scheme() + "://" + literal + ":" + server.getPort());
  }

  /** Where it listens and what it wants to see. */
  public Target target() {
    return new Target(url(), options.authentication());
  }

  /** What can be seen of it from inside. */
  public MockState state() {
    return core;
  }

  /**
   * Answers a request that does not come over the network; what is to happen below HTTP does not.
   */
  public HttpResponseData response(HttpRequestData request) {
    return way.proceed(MockRequest.of(request, core)).response();
  }

  /** Puts its clock forward: what takes that long is over. */
  public void advance(Duration by) {
    clock.advance(by);
  }

  /** Lets the next operation of a kind end as failed. */
  public void failNext(OperationKind kind, String reason) {
    core.failNext(kind, reason);
  }

  /** Serves another catalog from now on; instances stay. */
  public void serve(Catalog catalog) {
    core.serve(catalog);
  }

  /** Deletes all instances and bindings and forgets that they were there. */
  public void reset() {
    core.reset();
    options.interceptors().forEach(Interceptor::reset);
  }

  @Override
  public void close() {
    server.close();
    options.binder().close();
  }
}
