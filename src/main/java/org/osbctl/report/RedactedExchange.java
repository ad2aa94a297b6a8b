package org.osbctl.report;

import java.util.Locale;
import org.osbctl.http.Body;
import org.osbctl.http.Exchange;
import org.osbctl.http.Headers;
import org.osbctl.http.Outcome;
import org.osbctl.http.Redaction;
import org.osbctl.http.Visible;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.ObjectNode;

/** Exchanges written with a redaction. */
record RedactedExchange(Redaction redaction) implements ExchangePrinter {
  /** How much of a body that is no JSON is worth keeping. */
  private static final int TEXT_LIMIT = 4000;

  @Override
  public String curl(Exchange exchange) {
    var request = exchange.request();
    var line = new StringBuilder("curl -sS -i");
    if (!request.method().equals("GET")) {
      line.append(" -X ").append(request.method());
    }
    line.append(' ').append(quoted(redaction.text(request.uri().toString())));
    for (var field : request.headers().fields()) {
      line.append(header(field));
    }
    if (!request.body().isEmpty()) {
      line.append(" -d ").append(quoted(redaction.body(request.body())));
    }
    return line.toString();
  }

  /** Credentials are taken from the environment, as osbctl itself does. */
  private String header(Headers.Field field) {
    if (field.name().equalsIgnoreCase("Authorization")) {
      return field.value().toLowerCase(Locale.ROOT).startsWith("basic ")
          ? " -u \"$SB_BROKER_USERNAME:$SB_BROKER_PASSWORD\""
          : " -H \"Authorization: Bearer $OSBCTL_TOKEN\"";
    }
    return " -H " + quoted(field.name() + ": " + redaction.header(field.name(), field.value()));
  }

  private static String quoted(String text) {
    return "'" + Visible.text(text).replace("'", "'\\''") + "'";
  }

  @Override
  public ObjectNode json(Exchange exchange) {
    var tree = Json.object();
    tree.put("at", exchange.at().toString());
    tree.put("durationMs", exchange.timing().total().toMillis());
    var request = tree.putObject("request");
    request.put("method", exchange.request().method());
    request.put("url", redaction.text(exchange.request().uri().toString()));
    put(request, exchange.request().headers(), exchange.request().body());
    switch (exchange.outcome()) {
      case Outcome.Answered answered -> {
        var response = tree.putObject("response").put("status", answered.response().status());
        put(response, answered.response().headers(), answered.response().body());
      }
      case Outcome.Failed failed ->
          tree.putObject("failure")
              .put("kind", failed.failure().kind().words())
              .put("detail", redaction.text(failed.failure().detail()));
    }
    return tree;
  }

  private void put(ObjectNode message, Headers headers, Body body) {
    var fields = message.putArray("headers");
    for (var field : headers.fields()) {
      fields
          .addObject()
          .put("name", field.name())
          .put("value", redaction.header(field.name(), field.value()));
    }
    if (body.parsed() instanceof Json.Parsed.Value value) {
      message.set("body", redaction.json(value.node()));
    } else if (!body.isEmpty()) {
      var text = redaction.body(body);
      message.put("text", text.length() > TEXT_LIMIT ? text.substring(0, TEXT_LIMIT) + "…" : text);
    }
  }
}
