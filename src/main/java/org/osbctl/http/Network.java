package org.osbctl.http;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Requests over the network, by {@code java.net.http}. */
final class Network implements Channel {
  /** In bytes: a smaller body is made anew in less time than it takes to compare it. */
  private static final int COMPARED = 8 * 1024;

  private final HttpClient client;
  private final TransportOptions options;
  private final Diagnosis diagnosis;
  private final @Nullable Allowance allowance;
  private final AtomicBoolean closed;
  private volatile Body lastCompared = Body.NONE;

  Network(TransportOptions options) {
    this.options = options;
    this.diagnosis = new Diagnosis(options);
    this.client = client(options);
    this.allowance = null;
    this.closed = new AtomicBoolean();
  }

  private Network(Network other, Allowance allowance) {
    this.options = other.options;
    this.diagnosis = other.diagnosis;
    this.client = other.client;
    this.allowance = allowance;
    this.closed = other.closed;
  }

  @Override
  public Channel keeping(long bytes) {
    return new Network(this, Allowance.of(bytes));
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

  @Override
  public Outcome carry(HttpRequestData request) throws Outgoing.Unsendable {
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
      return new Outcome.Failed(
          TransportFailure.Kind.INTERRUPTED, "interrupted while waiting for the answer");
    } catch (CancellationException e) {
      return new Outcome.Failed(
          TransportFailure.Kind.INTERRUPTED, "cancelled while waiting for the answer");
    } catch (ExecutionException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      return closed.get()
          ? new Outcome.Failed(
              TransportFailure.Kind.INTERRUPTED, "closed while waiting for the answer")
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

  /** A body of some size that comes again, as catalogs do, is kept once and read once. */
  private Body body(byte[] bytes) {
    if (bytes.length < COMPARED) {
      return Body.owning(bytes);
    }
    var last = lastCompared;
    if (last.holds(bytes)) {
      return last;
    }
    var whole = Body.owning(bytes);
    var body = allowance == null ? whole : allowance.keep(whole);
    lastCompared = body;
    return body;
  }

  @Override
  public void close() {
    closed.set(true);
    client.shutdownNow();
    client.close();
  }
}
