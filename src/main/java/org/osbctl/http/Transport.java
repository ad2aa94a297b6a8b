package org.osbctl.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Sends requests and records what happens, whatever that is.
 *
 * <p>One deadline covers connecting, headers and body. Redirects are answers, never followed.
 * Several clients may share one transport, and so its connections. Close it before the process
 * ends: an open client delays the exit.
 */
public final class Transport implements AutoCloseable {
  private final HttpClient client;
  private final TransportOptions options;
  private final Clock clock;

  public Transport(TransportOptions options, Clock clock) {
    this.options = options;
    this.clock = clock;
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
    return new Exchange(
        at, request, outcome, new Timing(Duration.ofNanos(System.nanoTime() - start)));
  }

  private Outcome outcome(HttpRequestData request) {
    HttpRequest prepared;
    try {
      prepared = prepare(request);
    } catch (IllegalArgumentException e) {
      return failed(TransportFailure.Kind.OTHER, "the request cannot be sent: " + e.getMessage());
    }
    var pending = client.sendAsync(prepared, info -> new LimitedBody(options.maxBodyBytes()));
    try {
      return answered(pending.get(options.requestTimeout().toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      pending.cancel(true);
      return failed(
          TransportFailure.Kind.TIMEOUT,
          "no complete answer within " + options.requestTimeout().toSeconds() + " s");
    } catch (InterruptedException e) {
      pending.cancel(true);
      Thread.currentThread().interrupt();
      return failed(TransportFailure.Kind.INTERRUPTED, "interrupted");
    } catch (CancellationException e) {
      return failed(TransportFailure.Kind.INTERRUPTED, "cancelled");
    } catch (ExecutionException e) {
      return failed(e.getCause() == null ? e : e.getCause(), request.uri());
    }
  }

  private HttpRequest prepare(HttpRequestData request) {
    var body =
        request.body().isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(request.body().bytes());
    var builder = HttpRequest.newBuilder(request.uri()).method(request.method(), body);
    request.headers().fields().forEach(field -> builder.header(field.name(), field.value()));
    return builder.build();
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

  private Outcome failed(Throwable cause, URI uri) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      switch (each) {
        case HttpConnectTimeoutException e -> {
          return failed(
              TransportFailure.Kind.TIMEOUT,
              "no connection within " + options.connectTimeout().toSeconds() + " s");
        }
        case HttpTimeoutException e -> {
          return failed(TransportFailure.Kind.TIMEOUT, "no answer in time");
        }
        case LimitedBody.TooLarge e -> {
          return failed(TransportFailure.Kind.TOO_LARGE, String.valueOf(e.getMessage()));
        }
        case UnknownHostException e -> {
          return failed(TransportFailure.Kind.UNKNOWN_HOST, "unknown host " + uri.getHost());
        }
        case UnresolvedAddressException e -> {
          return failed(TransportFailure.Kind.UNKNOWN_HOST, "unknown host " + uri.getHost());
        }
        case SSLException e -> {
          return failed(TransportFailure.Kind.TLS, words(e));
        }
        default -> {}
      }
    }
    if (cause instanceof ConnectException) {
      return failed(TransportFailure.Kind.REFUSED, "connection refused");
    }
    var text = words(cause);
    if (text.toLowerCase(Locale.ROOT).contains("status line") || text.contains("parsing")) {
      return failed(TransportFailure.Kind.NOT_HTTP, "the answer is not HTTP: " + text);
    }
    return cause instanceof IOException
        ? failed(TransportFailure.Kind.DISCONNECTED, text)
        : failed(TransportFailure.Kind.OTHER, text);
  }

  private static String words(Throwable cause) {
    var message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }

  /** Ends every connection; requests under way fail. */
  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
