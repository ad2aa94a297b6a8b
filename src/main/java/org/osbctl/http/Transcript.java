package org.osbctl.http;

import java.net.URI;
import java.util.ArrayList;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** Reads back what {@link Printout#toJson()} wrote of a request; what was masked stays masked. */
public final class Transcript {
  private Transcript() {}

  /**
   * The request of an exchange that was written down.
   *
   * @throws IllegalArgumentException if it has no URL
   */
  public static HttpRequestData request(JsonNode exchange) {
    var request = exchange.path("request");
    var fields = new ArrayList<Headers.Field>();
    for (var field : Json.elements(request.path("headers"))) {
      fields.add(
          new Headers.Field(field.path("name").asString(""), field.path("value").asString("")));
    }
    return new HttpRequestData(
        exchange.path("method").asString(""),
        URI.create(exchange.path("url").asString("")),
        new Headers(fields),
        body(request.path("body")));
  }

  private static Body body(JsonNode body) {
    if (body.isMissingNode()) {
      return Body.NONE;
    }
    return body.isString() ? Body.of(body.stringValue()) : Body.of(body);
  }
}
