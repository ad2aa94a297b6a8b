package org.osbctl.selftest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.osbctl.http.Body;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.mock.MockBroker;

/**
 * An HTTP client that hands every request to a mock in this process, and the answer back: several
 * times as fast as sockets are. What happens below HTTP cannot be seen this way.
 */
final class WithoutNetwork extends HttpClient {
  private final MockBroker broker;

  WithoutNetwork(MockBroker broker) {
    this.broker = broker;
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException {
    return sendAsync(request, handler).join();
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    var answer = broker.answer(data(request)).response();
    var head = new Head(answer.status(), headers(answer.headers()));
    var subscriber = handler.apply(head);
    subscriber.onSubscribe(new Unlimited());
    if (!answer.body().isEmpty() && answer.status() != 304) {
      subscriber.onNext(List.of(ByteBuffer.wrap(answer.body().bytes())));
    }
    subscriber.onComplete();
    return subscriber
        .getBody()
        .<HttpResponse<T>>thenApply(body -> new Answer<>(request, head, body))
        .toCompletableFuture();
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request,
      HttpResponse.BodyHandler<T> handler,
      HttpResponse.PushPromiseHandler<T> pushed) {
    return sendAsync(request, handler);
  }

  private static HttpRequestData data(HttpRequest request) {
    var fields = new ArrayList<Headers.Field>();
    request
        .headers()
        .map()
        .forEach((name, values) -> values.forEach(v -> fields.add(new Headers.Field(name, v))));
    var body = request.bodyPublisher().map(WithoutNetwork::bytes).map(Body::of).orElse(Body.NONE);
    return new HttpRequestData(request.method(), request.uri(), new Headers(fields), body);
  }

  private static byte[] bytes(HttpRequest.BodyPublisher publisher) {
    var collected = new ByteArrayOutputStream();
    publisher.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
          }

          @Override
          public void onNext(ByteBuffer buffer) {
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            collected.writeBytes(bytes);
          }

          @Override
          public void onError(Throwable cause) {
            throw new IllegalStateException("a request has no body", cause);
          }

          @Override
          public void onComplete() {}
        });
    return collected.toByteArray();
  }

  private static HttpHeaders headers(Headers headers) {
    var map = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    for (var field : headers.fields()) {
      map.computeIfAbsent(field.name(), name -> new ArrayList<>()).add(field.value());
    }
    return HttpHeaders.of(map, (name, value) -> true);
  }

  private record Head(int statusCode, HttpHeaders headers) implements HttpResponse.ResponseInfo {
    @Override
    public Version version() {
      return Version.HTTP_1_1;
    }
  }

  /** A subscription to what comes at once and whole. */
  private record Unlimited() implements Flow.Subscription {
    @Override
    public void request(long count) {}

    @Override
    public void cancel() {}
  }

  private record Answer<T>(HttpRequest request, Head head, T body) implements HttpResponse<T> {
    @Override
    public int statusCode() {
      return head.statusCode();
    }

    @Override
    public HttpHeaders headers() {
      return head.headers();
    }

    @Override
    public Optional<HttpResponse<T>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public URI uri() {
      return request.uri();
    }

    @Override
    public Version version() {
      return head.version();
    }
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return Optional.empty();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return Optional.empty();
  }

  @Override
  public Redirect followRedirects() {
    return Redirect.NEVER;
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return Optional.empty();
  }

  @Override
  public SSLContext sslContext() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public SSLParameters sslParameters() {
    return new SSLParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return Optional.empty();
  }

  @Override
  public Version version() {
    return Version.HTTP_1_1;
  }

  @Override
  public Optional<Executor> executor() {
    return Optional.empty();
  }

  @Override
  public void shutdownNow() {}

  @Override
  public void close() {}
}
