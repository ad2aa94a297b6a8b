package org.osbctl.http;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests and records what happens, whatever that is.
 *
 * <p>One deadline covers connecting, headers and body. Redirects are answers, never followed.
 * Several clients may share one transport, and so its connections. Close it before the process
 * ends: an open client delays the exit.
 *
 * <p>A request is sent once. One exception is not ours: when a connection ends without a byte of
 * answer, {@code java.net.http} sends a GET once more on a new one. What changes something is never
 * sent again.
 */
public final class Transport implements AutoCloseable {
  private static final int LARGE = 8 * 1024;

  private final HttpClient client;
  private final TransportOptions options;
  private final Clock clock;
  private final LongSupplier stopwatch;
  private final Diagnosis diagnosis;
  private final List<ExchangeListener> listeners;
  private final @Nullable Allowance allowance;
  private final AtomicBoolean closed;
  private volatile Body lastLarge = Body.NONE;

  /** A transport that opens its first connection with the first request. */
  public Transport(TransportOptions options, Clock clock) {
    this(options, clock, List.of());
  }

  /** A transport that tells listeners, in their order, of every exchange. */
  public Transport(
      TransportOptions options, Clock clock, List<? extends ExchangeListener> listeners) {
    this(options, clock, listeners, System::nanoTime);
  }

  /**
   * A transport that takes times with a stopwatch of the caller's.
   *
   * @param stopwatch nanoseconds since some point in time, never going back
   */
  public Transport(
      TransportOptions options,
      Clock clock,
      List<? extends ExchangeListener> listeners,
      LongSupplier stopwatch) {
    this(options, clock, listeners, stopwatch, client(options));
  }

  /**
   * A transport that sends by a client of the caller's, and closes it in the end.
   *
   * @param options limits; how to connect is the client's matter
   */
  public Transport(
      TransportOptions options,
      Clock clock,
      List<? extends ExchangeListener> listeners,
      LongSupplier stopwatch,
      HttpClient client) {
    this.stopwatch = stopwatch;
    this.listeners = List.copyOf(listeners);
    this.options = options;
    this.clock = clock;
    this.diagnosis = new Diagnosis(options);
    this.client = client;
    this.allowance = null;
    this.closed = new AtomicBoolean();
  }

  private Transport(Transport other, Allowance allowance) {
    this.stopwatch = other.stopwatch;
    this.listeners = other.listeners;
    this.options = other.options;
    this.clock = other.clock;
    this.diagnosis = other.diagnosis;
    this.client = other.client;
    this.allowance = allowance;
    this.closed = other.closed;
  }

  /**
   * This transport for somebody who keeps every answer. Once the large bodies come to so many
   * bytes, any further one is too large; the same body is there once, however often it comes.
   */
  public Transport keeping(long bytes) {
    return new Transport(this, Allowance.of(bytes));
  }

  private static HttpClient client(TransportOptions options) {
    if (!options.proxies().secrets().isEmpty()) {
      allowCredentialsForTunnels();
    }
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .proxy(options.proxies().selector())
        .connectTimeout(options.connectTimeout())
        .sslContext(options.tls().context())
        .build();
  }

  /**
   * Java keeps basic authentication back from a proxy that opens a tunnel, and this is the only way
   * to change that. Whoever chose otherwise for this process is heard; and once an HTTP client has
   * been used in it, it is too late, and the proxy will say what it wants.
   */
  private static void allowCredentialsForTunnels() {
    var disabled = "jdk.http.auth.tunneling.disabledSchemes";
    if (System.getProperty(disabled) == null) {
      System.setProperty(disabled, "");
    }
  }

  /**
   * Sends a request and waits for the end of the answer, the deadline or a failure; never throws.
   */
  public Exchange send(HttpRequestData request) {
    var at = clock.instant();
    var start = stopwatch.getAsLong();
    var outcome = outcome(request);
    var total = Duration.ofNanos(stopwatch.getAsLong() - start);
    var exchange = new Exchange(at, request, outcome, new Timing(total));
    listeners.forEach(listener -> listener.sent(exchange));
    return exchange;
  }

  private Outcome outcome(HttpRequestData request) {
    if (closed.get()) {
      return failed(TransportFailure.Kind.INTERRUPTED, "the connections are closed already");
    }
    if (Thread.currentThread().isInterrupted()) {
      return failed(TransportFailure.Kind.INTERRUPTED, "interrupted before the request was sent");
    }
    try {
      return exchange(request);
    } catch (Outgoing.Unsendable e) {
      return failed(TransportFailure.Kind.OTHER, String.valueOf(e.getMessage()));
    }
  }

  private Outcome exchange(HttpRequestData request) throws Outgoing.Unsendable {
    var way = new Way(request.uri(), options.proxies().on(request.uri()));
    var body = new AtomicReference<@Nullable LimitedBody>();
    var largest =
        allowance == null ? options.maxBodyBytes() : allowance.next(options.maxBodyBytes());
    var pending =
        client.sendAsync(
            Outgoing.prepare(request, way),
            head -> {
              var limited = new LimitedBody(head.statusCode(), largest);
              body.set(limited);
              return limited;
            });
    try {
      var response = pending.get(options.requestTimeout().toNanos(), TimeUnit.NANOSECONDS);
      return response.statusCode() == 407 && way.proxy().isPresent()
          ? new Outcome.Failed(Diagnosis.proxy(way, 407))
          : answered(response);
    } catch (TimeoutException e) {
      pending.cancel(true);
      return new Outcome.Failed(diagnosis.late(way, body.get()));
    } catch (InterruptedException e) {
      pending.cancel(true);
      Thread.currentThread().interrupt();
      return failed(TransportFailure.Kind.INTERRUPTED, "interrupted while waiting for the answer");
    } catch (CancellationException e) {
      return failed(TransportFailure.Kind.INTERRUPTED, "cancelled while waiting for the answer");
    } catch (ExecutionException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      return closed.get()
          ? failed(TransportFailure.Kind.INTERRUPTED, "closed while waiting for the answer")
          : new Outcome.Failed(diagnosis.of(cause, way, body.get()));
    }
  }

  private Outcome answered(HttpResponse<byte[]> response) {
    var fields = new ArrayList<Headers.Field>();
    response
        .headers()
        .map()
        .forEach((name, values) -> values.forEach(v -> fields.add(new Headers.Field(name, v))));
    return new Outcome.Answered(
        new HttpResponseData(response.statusCode(), new Headers(fields), body(response.body())));
  }

  /** A large body that comes again, as catalogs do, is kept once and read once. */
  private Body body(byte[] bytes) {
    if (bytes.length < LARGE) {
      return Body.owning(bytes);
    }
    var last = lastLarge;
    if (last.holds(bytes)) {
      return last;
    }
    var whole = Body.owning(bytes);
    var body = allowance == null ? whole : allowance.keep(whole);
    lastLarge = body;
    return body;
  }

  private static Outcome failed(TransportFailure.Kind kind, String detail) {
    return new Outcome.Failed(new TransportFailure(kind, detail));
  }

  /** Ends every connection; requests under way fail. */
  @Override
  public void close() {
    closed.set(true);
    client.shutdownNow();
    client.close();
  }
}
