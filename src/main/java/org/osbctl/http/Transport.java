package org.osbctl.http;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;

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
  private final Channel channel;
  private final Clock clock;
  private final LongSupplier stopwatch;
  private final List<ExchangeListener> listeners;
  private final AtomicBoolean closed;

  private Transport(
      Channel channel,
      Clock clock,
      List<? extends ExchangeListener> listeners,
      LongSupplier stopwatch,
      AtomicBoolean closed) {
    this.channel = channel;
    this.clock = clock;
    this.listeners = List.copyOf(listeners);
    this.stopwatch = stopwatch;
    this.closed = closed;
  }

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
    this(new Network(options), clock, listeners, stopwatch, new AtomicBoolean());
  }

  /**
   * A transport to a broker in this process, for which no connection is opened: what happens below
   * HTTP cannot be seen, and a request takes a third of the work.
   *
   * @param broker answers on the thread that sends
   */
  public static Transport within(
      Function<HttpRequestData, HttpResponseData> broker,
      Clock clock,
      List<? extends ExchangeListener> listeners,
      LongSupplier stopwatch) {
    return new Transport(
        new WithinProcess(broker), clock, listeners, stopwatch, new AtomicBoolean());
  }

  /**
   * This transport for somebody who keeps every answer. Once the large bodies come to so many
   * bytes, any further one is too large; the same body is there once, however often it comes.
   */
  public Transport keeping(long bytes) {
    return new Transport(channel.keeping(bytes), clock, listeners, stopwatch, closed);
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
      return new Outcome.Failed(
          TransportFailure.Kind.INTERRUPTED, "the connections are closed already");
    }
    if (Thread.currentThread().isInterrupted()) {
      return new Outcome.Failed(
          TransportFailure.Kind.INTERRUPTED, "interrupted before the request was sent");
    }
    try {
      return channel.carry(request);
    } catch (Outgoing.Unsendable e) {
      return new Outcome.Failed(TransportFailure.Kind.OTHER, String.valueOf(e.getMessage()));
    }
  }

  /** Ends every connection; requests under way fail. */
  @Override
  public void close() {
    closed.set(true);
    channel.close();
  }
}
