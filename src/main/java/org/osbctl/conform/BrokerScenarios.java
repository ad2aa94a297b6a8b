package org.osbctl.conform;

import java.util.List;
import org.osbctl.http.Authentication;
import org.osbctl.http.Body;
import org.osbctl.http.HttpRequestData;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.Query;
import org.osbctl.operation.Requests;

/** Scenarios that create nothing: the broker as a whole, and ids it has never seen. */
final class BrokerScenarios {
  private BrokerScenarios() {}

  static List<Scenario> all() {
    return List.of(
        new Scenario("catalog again", List.of("catalog"), drive -> drive.send(new GetCatalog())),
        new Scenario("wrong credentials", List.of("auth"), BrokerScenarios::wrongCredentials),
        new Scenario("version header", List.of("version"), BrokerScenarios::versionHeader),
        new Scenario("unknown ids", List.of(), BrokerScenarios::unknownIds),
        new Scenario("broken requests", List.of(), BrokerScenarios::brokenRequests));
  }

  /** Every route without credentials, then with a wrong password, user name and scheme. */
  private static void wrongCredentials(Drive drive) {
    if (!drive.target().isProtected()) {
      return;
    }
    for (var operation : everyRoute(drive)) {
      drive.send(
          operation, request -> withHeaders(request, request.headers().without("Authorization")));
    }
    for (var wrong : wrong(drive.target().authentication())) {
      drive.send(
          new GetCatalog(),
          request -> withHeaders(request, request.headers().overriddenBy(wrong.headers())));
    }
  }

  private static List<Authentication> wrong(Authentication right) {
    return switch (right) {
      case Authentication.None none -> List.of();
      case Authentication.Basic basic ->
          List.of(
              new Authentication.Basic(basic.username(), basic.password() + "x"),
              new Authentication.Basic(basic.username() + "x", basic.password()),
              new Authentication.Bearer("osbctl-wrong-scheme"));
      case Authentication.Bearer bearer ->
          List.of(
              new Authentication.Bearer(bearer.token() + "x"),
              new Authentication.Basic("osbctl", "wrong-scheme"));
    };
  }

  private static void versionHeader(Drive drive) {
    drive.send(
        new GetCatalog(),
        request -> withHeaders(request, request.headers().without("X-Broker-API-Version")));
    drive.send(
        new GetCatalog(),
        request -> withHeaders(request, request.headers().with("X-Broker-API-Version", "1.0")));
  }

  private static void unknownIds(Drive drive) {
    var ids = someIds(drive);
    drive.send(new PollInstance(drive.newId(), ids));
    drive.send(new FetchInstance(drive.newId(), Query.NONE));
    drive.send(new Deprovision(drive.newId(), ids).acceptingIncomplete());
    drive.send(new Deprovision(drive.newId(), ids));
    drive.send(new PollBinding(drive.newId(), drive.newId(), ids));
    drive.send(new FetchBinding(drive.newId(), drive.newId(), Query.NONE));
    drive.send(new Unbind(drive.newId(), drive.newId(), ids).acceptingIncomplete());
    drive.send(
        Requests.update(drive.newId(), ids.first("service_id").orElse("")).acceptingIncomplete());
  }

  /** Bodies that no broker can make anything of. */
  private static void brokenRequests(Drive drive) {
    for (var text : List.of("{\"service_id\": ", "[]", "\"text\"")) {
      somePlan(
          drive,
          plan ->
              drive.send(
                  Requests.provision(drive.newId(), plan).acceptingIncomplete(),
                  request ->
                      new HttpRequestData(
                          request.method(), request.uri(), request.headers(), Body.of(text))));
    }
  }

  private static void somePlan(
      Drive drive, java.util.function.Consumer<org.osbctl.spec.ServicePlan> use) {
    drive.catalog().offerings().stream()
        .flatMap(o -> o.plans().stream())
        .findFirst()
        .ifPresent(use);
  }

  private static Query someIds(Drive drive) {
    return drive.catalog().offerings().stream()
        .flatMap(offering -> offering.plans().stream())
        .findFirst()
        .map(plan -> Query.of("service_id", plan.offering().id(), "plan_id", plan.id()))
        .orElse(Query.of("service_id", "osbctl", "plan_id", "osbctl"));
  }

  private static List<Operation> everyRoute(Drive drive) {
    var ids = someIds(drive);
    var instance = drive.newId();
    var binding = drive.newId();
    var service = ids.first("service_id").orElse("");
    var plan = ids.first("plan_id").orElse("");
    return List.of(
        new GetCatalog(),
        new PollInstance(instance, ids),
        new FetchInstance(instance, Query.NONE),
        Requests.update(instance, service).acceptingIncomplete(),
        Requests.bind(instance, binding, service, plan).acceptingIncomplete(),
        new PollBinding(instance, binding, ids),
        new FetchBinding(instance, binding, Query.NONE),
        new Unbind(instance, binding, ids).acceptingIncomplete(),
        new Deprovision(instance, ids).acceptingIncomplete());
  }

  static HttpRequestData withHeaders(HttpRequestData request, org.osbctl.http.Headers headers) {
    return new HttpRequestData(request.method(), request.uri(), headers, request.body());
  }
}
