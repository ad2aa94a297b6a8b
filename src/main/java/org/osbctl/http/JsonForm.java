package org.osbctl.http;

import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes an exchange as data. */
final class JsonForm {
  private static final int LIMIT = 16 * 1024;

  private final Redaction redaction;

  JsonForm(Redaction redaction) {
    this.redaction = redaction;
  }

  ObjectNode of(Exchange exchange) {
    var request = exchange.request();
    var json = Json.object();
    json.put("method", Visible.text(request.method()));
    json.put("url", text(request.uri().toString()));
    json.put("at", exchange.at().toString());
    switch (exchange.outcome()) {
      case Outcome.Answered answered -> json.put("status", answered.response().status());
      case Outcome.Failed failed -> {
        var failure = json.putObject("failure");
        failure.put("kind", failed.failure().kind().words());
        failure.put("detail", text(failed.failure().detail()));
      }
    }
    json.put("ms", exchange.timing().total().toMillis());
    json.set("request", message(request.headers(), request.body()));
    exchange
        .response()
        .ifPresent(response -> json.set("response", message(response.headers(), response.body())));
    return json;
  }

  private ObjectNode message(Headers headers, Body body) {
    var json = Json.object();
    var fields = json.putArray("headers");
    for (var field : headers.fields()) {
      fields
          .addObject()
          .put("name", text(field.name()))
          .put("value", Visible.text(redaction.header(field.name(), field.value())));
    }
    if (body.isEmpty()) {
      return json;
    }
    var shown = BodyText.of(body, headers, redaction, LIMIT);
    if (shown.json().isPresent()) {
      json.set("body", visible(shown.json().get()));
    } else if (!shown.text().isEmpty()) {
      json.put("body", shown.text());
    }
    if (!shown.note().isEmpty()) {
      json.put("bodyNote", shown.note());
    }
    return json;
  }

  private String text(String text) {
    return Visible.text(redaction.text(text));
  }

  /** JSON writes out control characters, but neither overrides nor what has no width. */
  private static JsonNode visible(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        var copy = Json.object();
        object.forEachEntry((name, each) -> copy.set(Visible.lines(name), visible(each)));
        yield copy;
      }
      case ArrayNode array -> {
        var copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(each -> copy.add(visible(each)));
        yield copy;
      }
      default ->
          node.isString()
              ? JsonNodeFactory.instance.stringNode(Visible.lines(node.stringValue()))
              : node;
    };
  }
}
