package org.osbctl.mock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.osbctl.http.Body;
import org.osbctl.http.Exchange;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.HttpResponseData;
import org.osbctl.http.Outcome;
import org.osbctl.http.Printout;
import org.osbctl.http.Redaction;
import org.osbctl.http.Timing;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** Remembers the last requests and their answers, to be shown without secrets. */
final class RequestLog implements Interceptor {
  private static final int REMEMBERED = 100;
  private static final int LARGEST_BODY = 64 * 1024;

  private final String adminToken;
  private final Deque<Entry> entries = new ArrayDeque<>();

  private record Entry(Exchange exchange, Redaction redaction) {}

  RequestLog(String adminToken) {
    this.adminToken = adminToken;
  }

  @Override
  public MockAnswer around(MockRequest request, Next next) {
    Instant at = request.mock().clock().instant();
    long start = System.nanoTime();
    var answer = next.proceed(request);
    var took = Duration.ofNanos(System.nanoTime() - start);
    var secrets = new ArrayList<>(request.mock().authentication().secrets());
    secrets.add(adminToken);
    var exchange =
        new Exchange(
            at,
            small(request.http()),
            new Outcome.Answered(small(answer.response())),
            new Timing(took));
    synchronized (entries) {
      entries.addLast(new Entry(exchange, new Redaction(secrets)));
      if (entries.size() > REMEMBERED) {
        entries.removeFirst();
      }
    }
    return answer;
  }

  private static HttpRequestData small(HttpRequestData request) {
    return new HttpRequestData(
        request.method(), request.uri(), request.headers(), small(request.body()));
  }

  private static HttpResponseData small(HttpResponseData response) {
    return new HttpResponseData(response.status(), response.headers(), small(response.body()));
  }

  private static Body small(Body body) {
    return body.size() <= LARGEST_BODY ? body : Body.of("(" + body.size() + " bytes, not kept)");
  }

  /** The last requests, the latest first. */
  JsonNode latest(int count) {
    List<Entry> shown;
    synchronized (entries) {
      shown = new ArrayList<>(entries);
    }
    Collections.reverse(shown);
    var document = Json.object();
    var list = document.putArray("requests");
    shown.stream()
        .limit(count)
        .forEach(
            each ->
                list.add(
                    new Printout(each.exchange(), each.redaction())
                        .toJson()
                        .put("at", each.exchange().at().toString())));
    return document;
  }

  void clear() {
    synchronized (entries) {
      entries.clear();
    }
  }
}
