package org.osbctl.mock;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osbctl.http.Authentication;
import org.osbctl.http.Body;
import org.osbctl.http.ExaminedTokens;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.HttpResponseData;
import org.osbctl.http.IssuedTokens;
import org.osbctl.lifecycle.Answer;
import org.osbctl.lifecycle.Situation;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.OperationKind;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.ObjectNode;

/** Headers and bodies of the mock's answers; every member only from the version that has it. */
final class MockBodies {
  static final String REQUEST_IDENTITY = "X-Broker-API-Request-Identity";

  private final Optional<Integer> retryAfter;
  private final String challenge;

  MockBodies(Optional<Integer> retryAfter, Authentication authentication) {
    this.retryAfter = retryAfter;
    this.challenge =
        switch (authentication) {
          case ExaminedTokens examined -> "Keystone uri=\"" + examined.issuer() + "\"";
          case Authentication.Bearer bearer -> "Bearer realm=\"mock\"";
          case IssuedTokens issued -> "Bearer realm=\"mock\"";
          case Authentication.Basic basic -> "Basic realm=\"mock\"";
          case Authentication.None none -> "Basic realm=\"mock\"";
        };
  }

  /**
   * The whole answer.
   *
   * @param key the operation key of a 202 answer, else null
   * @param after the resource after the request
   */
  HttpResponseData response(
      HttpRequestData request,
      Operation operation,
      Situation situation,
      Answer answer,
      @Nullable String key,
      Resource after) {
    var headers = headers(request);
    if ("in progress".equals(answer.state()) && retryAfter.isPresent()) {
      headers = headers.with("Retry-After", retryAfter.get().toString());
    }
    if (answer.status() == 401) {
      headers = headers.with("WWW-Authenticate", challenge);
    }
    var body =
        answer.isSuccess()
            ? body(operation, situation, answer, key, after)
            : Refusals.body(situation, answer);
    return new HttpResponseData(answer.status(), headers, Body.of(body));
  }

  /** The answer to a synchronous request whose work did not go well. */
  HttpResponseData failed(
      HttpRequestData request, Situation situation, Operation operation, String reason) {
    var body = Json.object().put("description", reason);
    usability(body, situation.version(), operation.kind());
    return new HttpResponseData(500, headers(request), Body.of(body));
  }

  private static Headers headers(HttpRequestData request) {
    var headers = Headers.of("Content-Type", "application/json");
    var identity = request.headers().first(REQUEST_IDENTITY);
    return identity.isPresent() ? headers.with(REQUEST_IDENTITY, identity.get()) : headers;
  }

  private static ObjectNode body(
      Operation operation,
      Situation situation,
      Answer answer,
      @Nullable String key,
      Resource after) {
    var version = situation.version();
    var body = Json.object();
    if (key != null) {
      body.put("operation", key);
    }
    switch (operation) {
      case Provision p -> {
        body.put("dashboard_url", dashboard(p.instanceId()));
        instanceMetadata(body, version, ApiVersion.V2_16);
      }
      case FetchInstance f -> instance(body, f, version, after);
      case Bind b when answer.status() != 202 -> binding(body, version, after);
      case FetchBinding f -> {
        binding(body, version, after);
        parameters(body, after);
      }
      case Poll p -> poll(body, version, answer, after);
      case Bind b -> {}
      case Update u -> {}
      case Deprovision d -> {}
      case Unbind u -> {}
      case GetCatalog g -> {}
      case Unrecognised u -> {}
    }
    return body;
  }

  private static void instance(
      ObjectNode body, FetchInstance fetch, ApiVersion version, Resource resource) {
    var attributes = resource.state().attributesNow();
    body.put("service_id", attributes.serviceId()).put("plan_id", attributes.planId());
    body.put("dashboard_url", dashboard(fetch.instanceId()));
    parameters(body, resource);
    if (version.atLeast(ApiVersion.V2_17) && resource.members().has("maintenance_info")) {
      body.set("maintenance_info", resource.members().get("maintenance_info"));
    }
    instanceMetadata(body, version, ApiVersion.V2_17);
  }

  private static void parameters(ObjectNode body, Resource resource) {
    var parameters = resource.state().attributesNow().parameters();
    if (parameters.isObject()) {
      body.set("parameters", parameters);
    }
  }

  private static void instanceMetadata(ObjectNode body, ApiVersion version, ApiVersion since) {
    if (!version.atLeast(since)) {
      return;
    }
    var metadata = body.putObject("metadata");
    metadata.putObject("labels").put("managed-by", "mock");
    if (version.atLeast(ApiVersion.V2_17)) {
      metadata.putObject("attributes").put("mock.zone", "zone-1");
    }
  }

  private static void binding(ObjectNode body, ApiVersion version, Resource resource) {
    body.setAll(resource.members().deepCopy());
    if (version.before(ApiVersion.V2_15)) {
      body.remove("endpoints");
    }
    if (version.before(ApiVersion.V2_16)) {
      body.remove("metadata");
    } else if (version.before(ApiVersion.V2_17)
        && body.path("metadata") instanceof ObjectNode metadata) {
      metadata.remove("renew_before");
    }
  }

  private static void poll(ObjectNode body, ApiVersion version, Answer answer, Resource resource) {
    body.put("state", answer.state());
    if (!"failed".equals(answer.state()) || resource.failure() == null) {
      var running = "in progress".equals(answer.state());
      body.put("description", "The operation is " + (running ? "in progress." : "over."));
      return;
    }
    body.put("description", resource.failure());
    var last =
        switch (resource.state()) {
          case org.osbctl.lifecycle.ResourceState.Ready ready -> ready.last().kind();
          case org.osbctl.lifecycle.ResourceState.Failed failed -> failed.last().kind();
          default -> OperationKind.UNRECOGNISED;
        };
    usability(body, version, last);
  }

  private static void usability(ObjectNode body, ApiVersion version, OperationKind failed) {
    if (version.before(ApiVersion.V2_16)) {
      return;
    }
    if (failed == OperationKind.UPDATE || failed == OperationKind.DEPROVISION) {
      body.put("instance_usable", failed == OperationKind.UPDATE);
    }
    if (failed == OperationKind.UPDATE) {
      body.put("update_repeatable", true);
    }
  }

  private static String dashboard(String instanceId) {
    return "http://dashboard.example.com/" + digest(instanceId);
  }

  /** A name that depends on a text and on nothing else. */
  static String digest(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
