package org.osbctl.mock;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A platform that talks to a mock over real HTTP. */
record Platform(MockBroker broker, String version) {
  static final String DATABASE = "6e0a4a5e-1f0c-4d0b-9a39-4e1d5ce0a001";
  static final String SMALL = "6e0a4a5e-1f0c-4d0b-9a39-4e1d5ce0b001";
  static final String LARGE = "6e0a4a5e-1f0c-4d0b-9a39-4e1d5ce0b002";

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** What came back. */
  record Reply(int status, HttpResponse<byte[]> http, JsonNode json) {
    String text(String pointer) {
      return json.at(pointer).asString("");
    }
  }

  Platform(MockBroker broker) {
    this(broker, "2.17");
  }

  Reply send(String method, String path, String body, UnaryOperator<HttpRequest.Builder> more) {
    var builder =
        HttpRequest.newBuilder(URI.create(broker.url() + path))
            .timeout(Duration.ofSeconds(20))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .header("X-Broker-API-Version", version);
    if (!body.isEmpty()) {
      builder.header("Content-Type", "application/json");
    }
    broker
        .target()
        .authentication()
        .headers()
        .fields()
        .forEach(field -> builder.header(field.name(), field.value()));
    try {
      var response =
          CLIENT.send(more.apply(builder).build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Reply(response.statusCode(), response, Json.parse(response.body()).node());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Reply get(String path) {
    return send("GET", path, "", request -> request);
  }

  Reply get(String path, String header, String value) {
    return send("GET", path, "", request -> request.setHeader(header, value));
  }

  Reply put(String path, JsonNode body) {
    return send("PUT", path, Json.text(body), request -> request);
  }

  Reply patch(String path, JsonNode body) {
    return send("PATCH", path, Json.text(body), request -> request);
  }

  Reply delete(String path) {
    return send("DELETE", path, "", request -> request);
  }

  /** The path of an instance, or of a binding: {@code i} or {@code i/b}. */
  static String path(String ids) {
    var parts = ids.split("/", -1);
    return "/v2/service_instances/"
        + parts[0]
        + (parts.length > 1 ? "/service_bindings/" + parts[1] : "");
  }

  /** A request body for a plan of the mock's catalog: {@code mock-database/small}. */
  ObjectNode body(String plan) {
    var names = plan.split("/", -1);
    for (var offering : broker.state().catalog(org.osbctl.spec.ApiVersion.LATEST).offerings()) {
      for (var each : offering.plans()) {
        if (offering.name().equals(names[0]) && each.name().equals(names[1])) {
          return Json.object()
              .put("service_id", offering.id())
              .put("plan_id", each.id())
              .put("organization_guid", "o")
              .put("space_guid", "s");
        }
      }
    }
    throw new IllegalArgumentException(plan);
  }

  Reply provision(String ids, String plan) {
    return put(path(ids) + "?accepts_incomplete=true", body(plan));
  }

  Reply bind(String ids, String plan) {
    var body = body(plan);
    body.putObject("bind_resource").put("app_guid", "app-1");
    return put(path(ids) + "?accepts_incomplete=true", body);
  }

  Reply remove(String ids, String plan) {
    var body = body(plan);
    return delete(
        path(ids)
            + "?accepts_incomplete=true&service_id="
            + body.path("service_id").asString()
            + "&plan_id="
            + body.path("plan_id").asString());
  }

  Reply poll(String ids) {
    return get(path(ids) + "/last_operation");
  }

  static JsonNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8)).node();
  }
}
