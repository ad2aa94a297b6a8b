package org.osbctl.rules;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osbctl.http.Body;
import org.osbctl.http.Exchange;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.HttpResponseData;
import org.osbctl.http.Outcome;
import org.osbctl.http.Timing;
import org.osbctl.http.TransportFailure;
import org.osbctl.lifecycle.Known;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.Query;
import org.osbctl.operation.Wire;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import tools.jackson.databind.JsonNode;

/** A conversation with a broker that a test makes up, told to the judge exchange by exchange. */
final class Exchanges {
  /** What the judge said of a requirement. */
  enum Said {
    NOTHING,
    MET,
    VIOLATED
  }

  static final String CATALOG =
      """
      {"services": [{
        "id": "db", "name": "db", "description": "A database", "bindable": true,
        "plan_updateable": true, "instances_retrievable": true, "bindings_retrievable": true,
        "plans": [
          {"id": "small", "name": "small", "description": "Small", "binding_rotatable": true,
           "maintenance_info": {"version": "1.0.0"}},
          {"id": "large", "name": "large", "description": "Large"},
          {"id": "fixed", "name": "fixed", "description": "Stays", "plan_updateable": false, "bindable": false}
        ]
      }, {
        "id": "logs", "name": "logs", "description": "Logs and more", "bindable": true,
        "requires": ["syslog_drain", "route_forwarding", "volume_mount"],
        "plans": [{"id": "logs-plan", "name": "plan", "description": "Plan"}]
      }]}
      """;

  private final ApiVersion version;
  private final Judge judge;
  private final Headers credentials;
  private final List<Ruling> rulings = new ArrayList<>();
  private List<Ruling> latest = List.of();
  private @Nullable Judged heard;
  private Instant now = Instant.parse("2030-01-01T00:00:00Z");
  private String baseUrl = "https://broker.example";
  private Headers more = Headers.NONE;
  private List<String> without = List.of();
  private Duration takes = Duration.ofMillis(20);

  private Exchanges(ApiVersion version, Headers credentials) {
    this.version = version;
    this.credentials = credentials;
    judge =
        new Judge(new Known(version, new Catalog(json(CATALOG)), credentials), RelationRules.all());
  }

  static Exchanges at(ApiVersion version) {
    return new Exchanges(version, Headers.NONE);
  }

  static Exchanges latest() {
    return at(ApiVersion.LATEST);
  }

  static Exchanges byToken() {
    return new Exchanges(ApiVersion.LATEST, Headers.of("Authorization", "Bearer t"));
  }

  static Exchanges authenticated() {
    return new Exchanges(ApiVersion.LATEST, Headers.of("Authorization", "Basic dTpw"));
  }

  /** A JSON value of a text; single quotes stand for double ones. */
  static JsonNode json(String text) {
    return Body.of(text.replace('\'', '"')).json();
  }

  /** From now on requests go there. */
  Exchanges to(String url) {
    baseUrl = url;
    return this;
  }

  /** The next request has another header. */
  Exchanges with(String name, String value) {
    more = more.with(name, value);
    return this;
  }

  /** The next request lacks a header. */
  Exchanges without(String name) {
    without = List.of(name);
    return this;
  }

  /** The next answer takes its time. */
  Exchanges taking(Duration duration) {
    takes = duration;
    return this;
  }

  /** Some time passes. */
  Exchanges after(Duration pause) {
    now = now.plus(pause);
    return this;
  }

  /** A request, and an answer with a JSON body. */
  Exchanges then(Operation operation, int status, String body) {
    return then(operation, status, body, "Content-Type", "application/json");
  }

  /** A request, and an answer with a body and headers. */
  Exchanges then(Operation operation, int status, String body, String... headers) {
    return tell(
        operation,
        new Outcome.Answered(
            new HttpResponseData(status, Headers.of(headers), Body.of(body.replace('\'', '"')))));
  }

  /** A request nobody answers. */
  Exchanges unanswered(Operation operation) {
    return tell(
        operation,
        new Outcome.Failed(new TransportFailure(TransportFailure.Kind.TIMEOUT, "timeout")));
  }

  private Exchanges tell(Operation operation, Outcome outcome) {
    var wire = Wire.render(operation);
    var headers = Headers.of("X-Broker-API-Version", version.toString()).overriddenBy(credentials);
    if (!wire.body().isEmpty()) {
      headers = headers.with("Content-Type", "application/json");
    }
    headers = headers.overriddenBy(more);
    for (var name : without) {
      headers = headers.without(name);
    }
    var request =
        new HttpRequestData(
            wire.method(), URI.create(baseUrl + wire.target()), headers, wire.body());
    heard = judge.hear(new Exchange(now, request, outcome, new Timing(takes)));
    latest = heard.rulings();
    rulings.addAll(latest);
    now = now.plus(takes);
    takes = Duration.ofMillis(20);
    more = Headers.NONE;
    without = List.of();
    return this;
  }

  /** Who listens to the conversation. */
  Judge judge() {
    return judge;
  }

  /** What the last exchange shows. */
  List<Fact> facts() {
    return Fact.of(Objects.requireNonNull(heard).seen());
  }

  /** The worst the judge said of a requirement in the whole conversation. */
  Said says(String requirement) {
    return worst(rulings, requirement);
  }

  /** The worst the judge said of a requirement when it saw the last exchange. */
  Said saysLast(String requirement) {
    return worst(latest, requirement);
  }

  /** What the judge remarked on a requirement that was met; empty for nothing. */
  String note(String requirement) {
    return rulings.stream()
        .filter(ruling -> ruling.requirement().equals(requirement))
        .map(ruling -> ruling.judgement() instanceof Judgement.Met met ? met.note() : null)
        .filter(Objects::nonNull)
        .collect(java.util.stream.Collectors.joining("; "));
  }

  private static Said worst(List<Ruling> rulings, String requirement) {
    var said = Said.NOTHING;
    for (var ruling : rulings) {
      if (ruling.requirement().equals(requirement)) {
        said =
            switch (ruling.judgement()) {
              case Judgement.Violated v -> Said.VIOLATED;
              case Judgement.Met m -> said == Said.VIOLATED ? said : Said.MET;
              case Judgement.NotApplicable n -> said;
            };
      }
    }
    return said;
  }

  /** The first violation of a requirement; null when there is none. */
  Judgement.@Nullable Violated violation(String requirement) {
    return rulings.stream()
        .filter(ruling -> ruling.requirement().equals(requirement))
        .map(Ruling::judgement)
        .filter(Judgement.Violated.class::isInstance)
        .map(Judgement.Violated.class::cast)
        .findFirst()
        .orElse(null);
  }

  /** All requirements that are violated, besides those of the lifecycle. */
  List<String> violated() {
    return rulings.stream()
        .filter(ruling -> ruling.judgement() instanceof Judgement.Violated)
        .map(Ruling::requirement)
        .distinct()
        .sorted()
        .toList();
  }

  static Provision provision() {
    return provision("i", "{'service_id':'db','plan_id':'small','parameters':{'size':1}}");
  }

  static Provision provision(String id, String body) {
    return new Provision(id, Query.of("accepts_incomplete", "true"), json(body));
  }

  static Update update(String body) {
    return new Update("i", Query.of("accepts_incomplete", "true"), json(body));
  }

  static FetchInstance fetch() {
    return fetch("i");
  }

  static FetchInstance fetch(String id) {
    return new FetchInstance(id, Query.NONE);
  }

  static Deprovision deprovision() {
    return deprovision("i");
  }

  static Deprovision deprovision(String id) {
    return new Deprovision(
        id, Query.of("service_id", "db", "plan_id", "small", "accepts_incomplete", "true"));
  }

  static PollInstance poll() {
    return new PollInstance("i", Query.NONE);
  }

  static PollInstance poll(String key) {
    return new PollInstance("i", Query.of("operation", key));
  }

  static Bind bind() {
    return bind("b", "{'service_id':'db','plan_id':'small'}");
  }

  static Bind bind(String id, String body) {
    return new Bind("i", id, Query.of("accepts_incomplete", "true"), json(body));
  }

  static FetchBinding fetchBinding() {
    return fetchBinding("b");
  }

  static FetchBinding fetchBinding(String id) {
    return new FetchBinding("i", id, Query.NONE);
  }

  static Unbind unbind() {
    return unbind("b");
  }

  static Unbind unbind(String id) {
    return new Unbind(
        "i", id, Query.of("service_id", "db", "plan_id", "small", "accepts_incomplete", "true"));
  }

  static PollBinding pollBinding() {
    return new PollBinding("i", "b", Query.NONE);
  }

  static PollBinding pollBinding(String key) {
    return new PollBinding("i", "b", Query.of("operation", key));
  }

  /** The service instance is there. */
  Exchanges provisioned() {
    return then(provision(), 201, "{}");
  }

  /** The service instance and its binding are there. */
  Exchanges bound() {
    return provisioned().then(bind(), 201, "{'credentials':{'password':'one'}}");
  }
}
