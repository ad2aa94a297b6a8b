package org.osbctl.http;

import java.util.HashMap;
import java.util.Map;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Writes an exchange as an entry of an HTTP archive (HAR 1.2).
 *
 * <p>Bodies are whole, as far as the redaction leaves them. What java.net.http does not tell, such
 * as sizes of headers, is -1, as the format wants it. Masks in bodies are numbered, so that equal
 * secrets can be told from different ones. {@code _credentials} is ours: it says whether they were
 * right, which their mask does not.
 */
final class HarForm {
  private final Redaction redaction;
  private final Credentials credentials;
  private final Map<String, Integer> numbers = new HashMap<>();

  HarForm(Redaction redaction, Credentials credentials) {
    this.redaction = redaction;
    this.credentials = credentials;
  }

  ObjectNode of(Exchange exchange) {
    var entry = Json.object();
    entry.put("startedDateTime", exchange.at().toString());
    long ms = exchange.timing().total().toMillis();
    entry.put("time", ms);
    entry.set("request", request(exchange.request()));
    entry.set("response", response(exchange.outcome()));
    entry.putObject("cache");
    entry.putObject("timings").put("send", 0).put("wait", ms).put("receive", 0);
    entry.put("_credentials", credentials(exchange.request()));
    return entry;
  }

  private String credentials(HttpRequestData request) {
    return credentials.wrong(request.headers()).isEmpty() ? "right" : "wrong";
  }

  private ObjectNode request(HttpRequestData request) {
    var json = Json.object();
    json.put("method", request.method());
    json.put("url", redaction.text(request.uri().toString()));
    json.put("httpVersion", "HTTP/1.1");
    json.putArray("cookies");
    json.set("headers", headers(request.headers()));
    addQuery(json.putArray("queryString"), request);
    if (!request.body().isEmpty()) {
      json.putObject("postData")
          .put("mimeType", request.headers().first("Content-Type").orElse(""))
          .put("text", text(request.body()));
    }
    return json.put("headersSize", -1).put("bodySize", request.body().size());
  }

  private String text(Body body) {
    return body.parsed() instanceof Json.Parsed.Value value
        ? Json.text(numbered(value.node(), redaction.json(body)))
        : redaction.text(body.text());
  }

  /** The masked value with a number in each mask, the same for the same secret. */
  private JsonNode numbered(JsonNode original, JsonNode masked) {
    if (masked.equals(original) && !masked.isString()) {
      return masked;
    }
    return switch (masked) {
      case ObjectNode object -> {
        var copy = Json.object();
        object.forEachEntry((name, value) -> copy.set(name, numbered(original.path(name), value)));
        yield copy;
      }
      case ArrayNode array -> {
        var copy = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < array.size(); i++) {
          copy.add(numbered(original.path(i), array.path(i)));
        }
        yield copy;
      }
      default ->
          masked.isString() && masked.stringValue().equals(Redaction.MASK)
              ? StringNode.valueOf(Redaction.MASK + number(original.asString("")))
              : masked;
    };
  }

  private synchronized int number(String secret) {
    var known = numbers.putIfAbsent(secret, numbers.size() + 1);
    return known == null ? numbers.size() : known;
  }

  private void addQuery(ArrayNode query, HttpRequestData request) {
    var text = request.uri().getQuery();
    if (text == null) {
      return;
    }
    for (var pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      query
          .addObject()
          .put("name", redaction.text(equals < 0 ? pair : pair.substring(0, equals)))
          .put("value", redaction.text(equals < 0 ? "" : pair.substring(equals + 1)));
    }
  }

  private ArrayNode headers(Headers headers) {
    var array = Json.object().putArray("headers");
    for (var field : headers.fields()) {
      array
          .addObject()
          .put("name", redaction.text(field.name()))
          .put("value", redaction.header(field.name(), field.value()));
    }
    return array;
  }

  private ObjectNode response(Outcome outcome) {
    var json = Json.object();
    switch (outcome) {
      case Outcome.Answered answered -> {
        var response = answered.response();
        answer(json, response.status(), response.headers(), response.body());
      }
      case Outcome.Failed failed -> {
        answer(json, 0, Headers.NONE, Body.NONE);
        json.put("_kind", failed.failure().kind().name());
        json.put("_error", redaction.text(failed.failure().detail()));
      }
    }
    return json;
  }

  private void answer(ObjectNode json, int status, Headers headers, Body body) {
    json.put("status", status).put("statusText", "").put("httpVersion", "HTTP/1.1");
    json.putArray("cookies");
    json.set("headers", headers(headers));
    json.putObject("content")
        .put("size", body.size())
        .put("mimeType", headers.first("Content-Type").orElse(""))
        .put("text", text(body));
    json.put("redirectURL", "").put("headersSize", -1).put("bodySize", body.size());
  }
}
