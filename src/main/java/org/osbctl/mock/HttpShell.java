package org.osbctl.mock;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.osbctl.http.Body;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.HttpResponseData;
import org.osbctl.http.TokenException;
import org.osbctl.spec.Json;

/** HTTP on one side, the interceptors and the model on the other. */
final class HttpShell extends Dispatcher {
  private final MockWebServer server;
  private final String origin;
  private final MockState state;
  private final Interceptor.Next way;
  private volatile @Nullable Prepared last;
  private volatile Place lastPlace = new Place("", URI.create(""));

  /** An answer, and the form it has for the server. */
  private record Prepared(HttpResponseData response, MockResponse onTheWire) {}

  /** The target of a request, and what it is as a URI. */
  private record Place(String target, URI uri) {}

  HttpShell(MockWebServer server, String scheme, MockState state, Interceptor.Next way) {
    this.server = server;
    this.origin = scheme + "://127.0.0.1";
    this.state = state;
    this.way = way;
  }

  @Override
  public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
    // The server keeps every request until somebody takes it; nobody else does.
    server.takeRequest(0, TimeUnit.NANOSECONDS);
    try {
      return response(way.proceed(MockRequest.of(request(request), state)));
    } catch (URISyntaxException e) {
      return response(trouble(400, "The request's target is no URI: " + e.getReason() + "."));
    } catch (TokenException e) {
      // As the middleware of OpenStack does where it cannot ask (keystonemiddleware, auth_token).
      return response(trouble(503, e.getMessage() + " " + e.reason()));
    } catch (RuntimeException e) {
      return response(trouble(500, "The mock itself has failed: " + e + "."));
    }
  }

  private static MockAnswer trouble(int status, String description) {
    return MockAnswer.json(status, Json.object().put("description", description));
  }

  private HttpRequestData request(RecordedRequest request) throws URISyntaxException {
    var headers = request.getHeaders();
    var fields = new ArrayList<Headers.Field>(headers.size());
    for (int i = 0; i < headers.size(); i++) {
      fields.add(new Headers.Field(headers.name(i), headers.value(i)));
    }
    ByteString body = request.getBody();
    return new HttpRequestData(
        request.getMethod(),
        uri(request.getTarget()),
        new Headers(fields),
        body == null ? Body.NONE : Body.of(body.toByteArray()));
  }

  private URI uri(String target) throws URISyntaxException {
    var place = lastPlace;
    if (!place.target().equals(target)) {
      place = new Place(target, new URI(origin + target));
      lastPlace = place;
    }
    return place.uri();
  }

  /**
   * The answer for the wire; the one that was given last, a catalog most often, is made already.
   */
  private MockResponse response(MockAnswer answer) {
    if (!answer.effect().equals(WireEffect.NONE)) {
      var builder = builder(answer.response());
      answer.effect().apply(builder);
      return builder.build();
    }
    HoldingSocket.hold();
    var prepared = last;
    if (prepared == null || !prepared.response().equals(answer.response())) {
      prepared = new Prepared(answer.response(), builder(answer.response()).build());
      last = prepared;
    }
    return prepared.onTheWire();
  }

  private static MockResponse.Builder builder(HttpResponseData response) {
    var headers = new okhttp3.Headers.Builder();
    response.headers().fields().forEach(f -> headers.addUnsafeNonAscii(f.name(), f.value()));
    var builder = new MockResponse.Builder().code(response.status()).headers(headers.build());
    if (response.status() != 304) {
      builder.body(new Buffer().write(response.body().bytes()));
    }
    return builder;
  }
}
