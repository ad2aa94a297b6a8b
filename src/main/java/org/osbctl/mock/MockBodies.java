package org.osbctl.mock;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osbctl.http.Body;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.HttpResponseData;
import org.osbctl.lifecycle.Answer;
import org.osbctl.lifecycle.Attributes;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.lifecycle.Situation;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.ErrorCode;
import org.osbctl.spec.Json;
import org.osbctl.spec.ServicePlan;
import tools.jackson.databind.node.ObjectNode;

/** Headers and bodies of the mock's answers. */
final class MockBodies {
  private final MockOptions options;
  private final Body catalog;

  MockBodies(MockOptions options) {
    this.options = options;
    this.catalog = Body.of(options.catalog().json());
  }

  /**
   * The whole answer.
   *
   * @param key the operation key of a 202 answer, else null
   * @param after the state of the resource after the request
   */
  HttpResponseData response(
      HttpRequestData request,
      Operation operation,
      Situation situation,
      Answer answer,
      @Nullable String key,
      ResourceState after) {
    var headers = Headers.of("Content-Type", "application/json");
    var identity = request.headers().first("X-Broker-API-Request-Identity");
    if (identity.isPresent()) {
      headers = headers.with("X-Broker-API-Request-Identity", identity.get());
    }
    if ("in progress".equals(answer.state()) && options.retryAfter().isPresent()) {
      headers = headers.with("Retry-After", options.retryAfter().get().toString());
    }
    if (answer.status() == 401) {
      headers = headers.with("WWW-Authenticate", "Basic realm=\"mock\"");
    }
    var body =
        answer.isSuccess() && operation instanceof GetCatalog
            ? catalog
            : Body.of(body(operation, situation, answer, key, after));
    return new HttpResponseData(answer.status(), headers, body);
  }

  private ObjectNode body(
      Operation operation,
      Situation situation,
      Answer answer,
      @Nullable String key,
      ResourceState after) {
    if (!answer.isSuccess()) {
      return refusal(situation, answer);
    }
    var version = situation.version();
    var body = Json.object();
    if (key != null) {
      body.put("operation", key);
    }
    switch (operation) {
      case Provision p -> describeInstance(body, p.instanceId(), version);
      case FetchInstance f ->
          fetchedInstance(body, f.instanceId(), after.attributesNow(), situation);
      case Bind b when answer.status() != 202 -> binding(body, b, situation);
      case FetchBinding f -> {
        binding(body, f, situation);
        if (after.attributesNow().parameters().isObject()) {
          body.set("parameters", after.attributesNow().parameters());
        }
      }
      case Poll p -> body.put("state", answer.state()).put("description", description(answer));
      case Bind b -> {}
      case Update u -> {}
      case Deprovision d -> {}
      case Unbind u -> {}
      case GetCatalog g -> {}
      case Unrecognised u -> {}
    }
    return body;
  }

  private static String description(Answer answer) {
    return "The operation is "
        + ("in progress".equals(answer.state()) ? "in progress" : "over")
        + ".";
  }

  private static void describeInstance(ObjectNode body, String instanceId, ApiVersion version) {
    body.put("dashboard_url", "http://dashboard.example.com/" + digest(instanceId));
    if (version.atLeast(ApiVersion.V2_16)) {
      body.putObject("metadata").putObject("labels").put("managed-by", "mock");
    }
  }

  private static void fetchedInstance(
      ObjectNode body, String instanceId, Attributes attributes, Situation situation) {
    body.put("service_id", attributes.serviceId()).put("plan_id", attributes.planId());
    body.put("dashboard_url", "http://dashboard.example.com/" + digest(instanceId));
    if (attributes.parameters().isObject()) {
      body.set("parameters", attributes.parameters());
    }
    if (situation.version().atLeast(ApiVersion.V2_17)) {
      situation
          .catalog()
          .plan(attributes.planId())
          .flatMap(ServicePlan::maintenanceVersion)
          .ifPresent(v -> body.putObject("maintenance_info").put("version", v));
      body.putObject("metadata").putObject("labels").put("managed-by", "mock");
    }
  }

  /** Credentials are made from the ids, so that a repeated answer shows the same ones. */
  private static void binding(ObjectNode body, OfBinding of, Situation situation) {
    var user = "u-" + digest(of.instanceId() + "/" + of.bindingId()).substring(0, 12);
    var password = digest("password of " + of.instanceId() + "/" + of.bindingId());
    body.putObject("credentials")
        .put("uri", "mock://" + user + ":" + password + "@service.example.com:4711/db")
        .put("username", user)
        .put("password", password);
    if (situation.version().atLeast(ApiVersion.V2_15)) {
      body.putArray("endpoints")
          .addObject()
          .put("host", "service.example.com")
          .put("protocol", "tcp")
          .putArray("ports")
          .add("4711");
    }
    if (situation.version().atLeast(ApiVersion.V2_16)) {
      body.putObject("metadata").put("expires_at", "2099-12-31T23:59:59.0Z");
    }
  }

  private static String digest(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static ObjectNode refusal(Situation situation, Answer answer) {
    var body = Json.object();
    var silent =
        situation.version().before(ApiVersion.V2_14)
            && (answer.status() == 409 || answer.status() == 410);
    if (answer.error() != null) {
      body.put("error", answer.error());
    }
    return silent ? body : body.put("description", reason(situation, answer));
  }

  private static String reason(Situation situation, Answer answer) {
    if (!situation.defects().isEmpty()) {
      return "Refused because of " + situation.defects().getFirst().what() + ".";
    }
    if (answer.error() != null) {
      return switch (answer.error()) {
        case ErrorCode.ASYNC_REQUIRED ->
            "This Service Plan requires client support for asynchronous service operations.";
        case ErrorCode.CONCURRENCY_ERROR ->
            "Another operation for this Service Instance is in progress.";
        default -> "Refused: " + answer.error() + ".";
      };
    }
    return switch (answer.status()) {
      case 404 -> "There is no such resource, or no such endpoint.";
      case 409 -> "The id is taken by a resource with other attributes.";
      case 410 -> "The resource is gone.";
      default -> "The request cannot be fulfilled in the present state.";
    };
  }
}
