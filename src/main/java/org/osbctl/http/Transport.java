package org.osbctl.http;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests and records what happens, whatever that is.
 *
 * <p>One deadline covers connecting, headers and body. Redirects are answers, never followed.
 * Several clients may share one transport, and so its connections. Close it before the process
 * ends: an open client delays the exit.
 *
 * <p>A request is sent once. One exception is not ours: when the broker closes an idle connection
 * just as a GET goes out on it, {@code java.net.http} sends the GET again on a new one.
 */
public final class Transport implements AutoCloseable {
  private final HttpClient client;
  private final TransportOptions options;
  private final Clock clock;
  private final Diagnosis diagnosis;
  private volatile boolean closed;

  /** A transport that opens its first connection with the first request. */
  public Transport(TransportOptions options, Clock clock) {
    this.options = options;
    this.clock = clock;
    this.diagnosis = new Diagnosis(options);
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(options.connectTimeout())
            .sslContext(options.tls().context())
            .build();
  }

  /**
   * Sends a request and waits for the end of the answer, the deadline or a failure; never throws.
   */
  public Exchange send(HttpRequestData request) {
    var at = clock.instant();
    var start = System.nanoTime();
    var outcome = outcome(request);
    var total = Duration.ofNanos(System.nanoTime() - start);
    return new Exchange(at, request, outcome, new Timing(total));
  }

  private Outcome outcome(HttpRequestData request) {
    if (closed) {
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
    var body = new AtomicReference<@Nullable LimitedBody>();
    var pending =
        client.sendAsync(
            Outgoing.prepare(request),
            head -> {
              var limited = new LimitedBody(head.statusCode(), options.maxBodyBytes());
              body.set(limited);
              return limited;
            });
    try {
      return answered(pending.get(options.requestTimeout().toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      pending.cancel(true);
      return new Outcome.Failed(diagnosis.late(request.uri(), body.get()));
    } catch (InterruptedException e) {
      pending.cancel(true);
      Thread.currentThread().interrupt();
      return failed(TransportFailure.Kind.INTERRUPTED, "interrupted while waiting for the answer");
    } catch (CancellationException e) {
      return failed(TransportFailure.Kind.INTERRUPTED, "cancelled while waiting for the answer");
    } catch (ExecutionException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      return closed
          ? failed(TransportFailure.Kind.INTERRUPTED, "closed while waiting for the answer")
          : new Outcome.Failed(diagnosis.of(cause, request.uri(), body.get()));
    }
  }

  private static Outcome answered(HttpResponse<byte[]> response) {
    var fields = new ArrayList<Headers.Field>();
    response
        .headers()
        .map()
        .forEach((name, values) -> values.forEach(v -> fields.add(new Headers.Field(name, v))));
    return new Outcome.Answered(
        new HttpResponseData(response.statusCode(), new Headers(fields), Body.of(response.body())));
  }

  private static Outcome failed(TransportFailure.Kind kind, String detail) {
    return new Outcome.Failed(new TransportFailure(kind, detail));
  }

  /** Ends every connection; requests under way fail. */
  @Override
  public void close() {
    closed = true;
    client.shutdownNow();
    client.close();
  }
}
