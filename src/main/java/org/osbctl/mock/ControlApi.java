package org.osbctl.mock;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Collectors;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.spec.Json;

/** Answers requests for {@code /_mock/}, for those who know the token. */
final class ControlApi implements Interceptor {
  private static final String PREFIX = "/_mock/";

  private final byte[] authorization;
  private final List<ControlRoute> routes;

  ControlApi(String token, List<ControlRoute> routes) {
    this.authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    this.routes = List.copyOf(routes);
  }

  @Override
  public MockAnswer around(MockRequest request, Next next) {
    var path = request.http().uri().getPath();
    return path.startsWith(PREFIX)
        ? answer(request.http(), path.substring(PREFIX.length()))
        : next.proceed(request);
  }

  private MockAnswer answer(HttpRequestData request, String name) {
    var given = request.headers().first("Authorization").orElse("");
    if (!MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), authorization)) {
      var refusal =
          refusal(401, "The control API needs its own token: Authorization: Bearer TOKEN.");
      var headers = refusal.response().headers();
      return refusal.with(
          new org.osbctl.http.HttpResponseData(
              401,
              headers.overriddenBy(Headers.of("WWW-Authenticate", "Bearer realm=\"mock control\"")),
              refusal.response().body()));
    }
    var named = routes.stream().filter(route -> route.name().equals(name)).toList();
    return named.stream()
        .filter(route -> route.method().equals(request.method()))
        .findFirst()
        .map(route -> route.handler().answer(request))
        .orElseGet(() -> named.isEmpty() ? unknown(name) : otherMethod(name, named));
  }

  private MockAnswer unknown(String name) {
    var body = Json.object().put("description", "The control API has no " + PREFIX + name + ".");
    var list = body.putArray("routes");
    routes.forEach(r -> list.add(r.method() + " " + PREFIX + r.name() + ": " + r.what()));
    return MockAnswer.json(404, body);
  }

  private static MockAnswer otherMethod(String name, List<ControlRoute> named) {
    var methods = named.stream().map(ControlRoute::method).collect(Collectors.joining(", "));
    return refusal(405, PREFIX + name + " knows " + methods + " only.");
  }

  /** An answer that says what was wrong with a request. */
  static MockAnswer refusal(int status, String description) {
    return MockAnswer.json(status, Json.object().put("description", description));
  }
}
