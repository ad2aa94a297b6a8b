package org.osbctl.conform;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.osbctl.http.Authentication;
import org.osbctl.http.ExaminedTokens;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.IssuedTokens;
import org.osbctl.http.TokenHeader;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.Query;
import org.osbctl.operation.Requests;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Json;
import org.osbctl.spec.ServicePlan;
import tools.jackson.databind.JsonNode;

/** Scenarios that create nothing: the broker as a whole, and ids it has never seen. */
final class BrokerScenarios {
  private static final String LONG_AGO = "Thu, 01 Jan 1970 00:00:00 GMT";

  private BrokerScenarios() {}

  static List<Scenario> all() {
    var catalog = List.of("catalog.*", "schemas.*", "maintenance-info.*", "dashboard.*");
    return List.of(
        new Scenario("catalog again", catalog, BrokerScenarios::catalogAgain),
        new Scenario("wrong credentials", List.of("auth.*"), BrokerScenarios::wrongCredentials),
        new Scenario("version header", List.of("version.*"), BrokerScenarios::versionHeader),
        new Scenario(
            "unknown ids",
            List.of(
                "*.unknown-is-404",
                "*.unknown-is-410",
                "update.*",
                "originating-identity.*",
                "bind.*"),
            BrokerScenarios::unknownIds),
        new Scenario(
            "broken requests",
            List.of("provision.malformed-is-400", "provision.invalid-may-be-400"),
            BrokerScenarios::brokenRequests));
  }

  /** As it is, and by what the broker says of its age (RFC 9110, section 13.1). */
  private static void catalogAgain(Drive drive) {
    var answer = drive.send(new GetCatalog());
    answer
        .response()
        .flatMap(response -> response.headers().first("ETag"))
        .ifPresent(tag -> drive.send(new GetCatalog(), Broken.header("If-None-Match", tag)));
    var changed = answer.response().flatMap(response -> response.headers().first("Last-Modified"));
    drive.send(new GetCatalog(), Broken.header("If-Modified-Since", changed.orElse(LONG_AGO)));
    drive.send(
        new GetCatalog(),
        Broken.header("X-Broker-API-Originating-Identity", identity("osbctl", "{}")));
  }

  /** The value of the header (spec 2.17, "Originating Identity"). */
  static String identity(String platform, String json) {
    return platform
        + " "
        + Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Every route without credentials and with wrong ones, each right after a request with the right
   * ones, on whose connection it goes.
   */
  private static void wrongCredentials(Drive drive) {
    var right = drive.authentication();
    if (!right.credentials().required()) {
      return;
    }
    drive.send(new GetCatalog());
    for (var operation : everyRoute(drive)) {
      sendWrongly(drive, operation, new Authentication.None());
    }
    for (var wrong : wrong(right, drive.expiredToken())) {
      drive.send(new GetCatalog());
      for (var operation : everyRoute(drive)) {
        sendWrongly(drive, operation, wrong);
      }
    }
  }

  private static void sendWrongly(Drive drive, Operation operation, Authentication wrong) {
    java.util.function.UnaryOperator<HttpRequestData> change =
        Broken.headers(headers -> bare(headers).overriddenBy(wrong.headers()));
    if (operation instanceof Mutation mutation) {
      drive.refused(mutation, change);
    } else {
      drive.send(operation, change);
    }
  }

  private static Headers bare(Headers headers) {
    var bare = headers;
    for (var header : TokenHeader.values()) {
      bare = bare.without(header.header());
    }
    return bare;
  }

  private static List<Authentication> wrong(Authentication right, Optional<String> expired) {
    return switch (right) {
      case Authentication.None none -> List.of();
      case Authentication.Basic basic ->
          List.of(
              new Authentication.Basic(basic.username(), basic.password() + "x"),
              new Authentication.Basic(basic.username() + "x", basic.password()),
              new Authentication.Basic(basic.username(), ""),
              new Authentication.Bearer("osbctl-wrong-scheme"));
      case Authentication.Bearer bearer -> WrongTokens.of(bearer.token(), bearer.header(), expired);
      case IssuedTokens issued ->
          WrongTokens.of(
              issued.header().in(issued.headers()).orElse(""),
              issued.header(),
              expired.or(issued::ended));
      case ExaminedTokens examined -> List.of();
    };
  }

  /** All routes but those that would create something, which is not forbidden here. */
  private static void versionHeader(Drive drive) {
    for (var operation : everyRoute(drive)) {
      if (!(operation instanceof Provision)) {
        drive.send(operation, Broken.noVersion());
        drive.send(operation, Broken.unsupportedVersion());
      }
    }
    drive.send(new GetCatalog(), Broken.header("X-Broker-API-Version", "3.0"));
  }

  private static void unknownIds(Drive drive) {
    for (var operation : everyRoute(drive)) {
      switch (operation) {
        case Provision p -> {}
        case Bind b -> drive.refused(b);
        case GetCatalog g -> {}
        default -> drive.send(operation);
      }
    }
    var ids = ids(drive);
    drive.send(new Deprovision(drive.newId(), ids));
    drive.send(new Unbind(drive.newId(), drive.newId(), ids));
  }

  /** Bodies that no broker can make anything of. */
  private static void brokenRequests(Drive drive) {
    for (var text : Broken.BODIES) {
      drive.refused(provision(drive), Broken.body(text));
    }
    drive.refused(provision(drive).with("service_id", node(drive.newId())));
    drive.refused(provision(drive).with("plan_id", node(drive.newId())));
  }

  private static JsonNode node(String text) {
    return tools.jackson.databind.node.StringNode.valueOf(text);
  }

  private static Provision provision(Drive drive) {
    var body =
        Json.object()
            .put("service_id", ids(drive).first("service_id").orElse(""))
            .put("plan_id", ids(drive).first("plan_id").orElse(""))
            .put("organization_guid", "osbctl")
            .put("space_guid", "osbctl");
    return new Provision(drive.newId(), Query.NONE, body).acceptingIncomplete();
  }

  private static Query ids(Drive drive) {
    return drive.catalog().offerings().stream()
        .flatMap(offering -> offering.plans().stream())
        .filter(ServicePlan::isNameable)
        .min(java.util.Comparator.comparing(plan -> !plan.bindable()))
        .map(BrokerScenarios::ids)
        .orElse(Query.of("service_id", "osbctl", "plan_id", "osbctl"));
  }

  private static Query ids(ServicePlan plan) {
    return Query.of("service_id", plan.offering().id(), "plan_id", plan.id());
  }

  /** Every route the version has, for ids nobody has heard of. */
  private static List<Operation> everyRoute(Drive drive) {
    var ids = ids(drive);
    var instance = drive.newId();
    var binding = drive.newId();
    var service = ids.first("service_id").orElse("");
    var plan = ids.first("plan_id").orElse("");
    var routes = new ArrayList<Operation>();
    routes.add(new GetCatalog());
    routes.add(provision(drive));
    routes.add(new PollInstance(instance, ids));
    routes.add(Requests.update(instance, service).acceptingIncomplete());
    routes.add(drive.allowing(Requests.bind(instance, binding, service, plan)));
    routes.add(drive.allowing(new Unbind(instance, binding, ids)));
    routes.add(new Deprovision(instance, ids).acceptingIncomplete());
    if (drive.version().atLeast(ApiVersion.V2_14)) {
      var hints = drive.version().atLeast(ApiVersion.V2_16) ? ids : Query.NONE;
      routes.add(new FetchInstance(instance, hints));
      routes.add(new PollBinding(instance, binding, ids));
      routes.add(new FetchBinding(instance, binding, hints));
    }
    return routes;
  }
}
