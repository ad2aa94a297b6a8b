package org.osbctl.rules.platform;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.osbctl.http.Body;
import org.osbctl.http.Exchange;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.HttpResponseData;
import org.osbctl.http.Outcome;
import org.osbctl.http.Timing;
import org.osbctl.http.TransportFailure;
import org.osbctl.lifecycle.Known;
import org.osbctl.rules.Judgement;
import org.osbctl.rules.Ruling;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Requirements;
import tools.jackson.databind.JsonNode;

/**
 * What a platform says to a broker, made up by a test and told to the judge exchange by exchange.
 */
final class Talk {
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
           "maximum_polling_duration": 600, "maintenance_info": {"version": "1.0.0"}},
          {"id": "large", "name": "large", "description": "Large", "maximum_polling_duration": 600},
          {"id": "fixed", "name": "fixed", "description": "Stays", "plan_updateable": false,
           "bindable": false}
        ]
      }, {
        "id": "mail", "name": "mail", "description": "Mail", "bindable": false,
        "allow_context_updates": true,
        "plans": [
          {"id": "mail-plan", "name": "plan", "description": "Plan"},
          {"id": "mail-keys", "name": "keys", "description": "Plan", "bindable": true,
           "plan_updateable": true}
        ]
      }, {
        "id": "route", "name": "route", "description": "Route", "bindable": true,
        "requires": ["route_forwarding"],
        "plans": [{"id": "route-plan", "name": "plan", "description": "Plan"}]
      }]}
      """;

  static final String INSTANCE = "/v2/service_instances/i";
  static final String BINDING = INSTANCE + "/service_bindings/b";
  static final String IDS = "service_id=db&plan_id=small";
  static final String ASYNC = "?accepts_incomplete=true";
  static final String PROVISION =
      "{'service_id':'db','plan_id':'small','organization_guid':'o','space_guid':'s',"
          + "'context':{'platform':'test'}}";
  static final String BIND = "{'service_id':'db','plan_id':'small'}";
  static final String RUNNING = "{'state':'in progress'}";
  static final String SUCCEEDED = "{'state':'succeeded'}";
  static final String FAILED = "{'state':'failed'}";

  private final PlatformJudge judge;
  private final List<Ruling> rulings = new ArrayList<>();
  private List<Ruling> latest = List.of();
  private List<PlatformFinding> ending = List.of();
  private Headers headers;
  private Headers once = Headers.NONE;
  private List<String> without = List.of();
  private Headers answerHeaders = Headers.NONE;
  private Instant now = Instant.parse("2030-01-01T00:00:00Z");

  private Talk(ApiVersion version, PlatformJudge judge) {
    this.judge = judge;
    headers =
        Headers.of(
            "X-Broker-API-Version", version.toString(), "Authorization", "Basic dXNlcjpwYXNz");
  }

  static Talk at(ApiVersion version) {
    return at(version, Memory.Limits.DEFAULT);
  }

  static Talk at(ApiVersion version, Memory.Limits limits) {
    var known =
        new Known(
            ApiVersion.LATEST,
            new Catalog(json(CATALOG)),
            Headers.of("Authorization", "Basic dXNlcjpwYXNz"));
    return new Talk(version, new PlatformJudge(known, limits));
  }

  static Talk latest() {
    return at(ApiVersion.LATEST);
  }

  /** A JSON value of a text; single quotes stand for double ones. */
  static JsonNode json(String text) {
    return Body.of(text.replace('\'', '"')).json();
  }

  static String base64(String json) {
    var bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(bytes);
  }

  PlatformJudge judge() {
    return judge;
  }

  /** From now on requests have another header. */
  Talk always(String name, String value) {
    headers = headers.with(name, value);
    return this;
  }

  /** The next request has another header. */
  Talk with(String name, String value) {
    once = once.with(name, value);
    return this;
  }

  /** The next request has a header line more. */
  Talk withAnother(String name, String value) {
    var fields = new ArrayList<>(once.fields());
    fields.add(new Headers.Field(name, value));
    once = new Headers(fields);
    return this;
  }

  /** The next request lacks a header. */
  Talk without(String name) {
    without = List.of(name);
    return this;
  }

  /** The next answer has a header. */
  Talk answering(String name, String value) {
    answerHeaders = answerHeaders.with(name, value);
    return this;
  }

  /** Some time passes. */
  Talk after(Duration pause) {
    now = now.plus(pause);
    return this;
  }

  Talk get(String target, int status, String answer) {
    return tell("GET", target, "", answered(status, answer));
  }

  Talk put(String target, String body, int status, String answer) {
    return tell("PUT", target, body, answered(status, answer));
  }

  Talk patch(String target, String body, int status, String answer) {
    return tell("PATCH", target, body, answered(status, answer));
  }

  Talk delete(String target, int status, String answer) {
    return tell("DELETE", target, "", answered(status, answer));
  }

  /** A request nobody answers. */
  Talk unanswered(String method, String target, String body) {
    return tell(
        method,
        target,
        body,
        new Outcome.Failed(new TransportFailure(TransportFailure.Kind.TIMEOUT, "timeout")));
  }

  private Outcome answered(int status, String answer) {
    return new Outcome.Answered(
        new HttpResponseData(
            status,
            answerHeaders.with("Content-Type", "application/json"),
            Body.of(answer.replace('\'', '"'))));
  }

  Talk tell(String method, String target, String body, Outcome outcome) {
    var all = headers;
    if (!body.isEmpty()) {
      all = all.with("Content-Type", "application/json");
    }
    all = all.overriddenBy(once);
    for (var name : without) {
      all = all.without(name);
    }
    var request =
        new HttpRequestData(
            method, URI.create("http://127.0.0.1" + target), all, Body.of(body.replace('\'', '"')));
    latest = judge.rulings(new Exchange(now, request, outcome, new Timing(Duration.ofMillis(20))));
    rulings.addAll(latest);
    now = now.plusMillis(30);
    once = Headers.NONE;
    answerHeaders = Headers.NONE;
    without = List.of();
    return this;
  }

  /** The service instance is there. */
  Talk provisioned() {
    return put(INSTANCE, PROVISION, 201, "{}");
  }

  /** The service instance is being made. */
  Talk provisioning() {
    return put(INSTANCE + ASYNC, PROVISION, 202, "{'operation':'op 1'}");
  }

  /** The service instance and its binding are there. */
  Talk bound() {
    return provisioned().put(BINDING, BIND, 201, "{}");
  }

  Talk poll(String query, String answer) {
    return get(INSTANCE + "/last_operation?" + IDS + query, 200, answer);
  }

  /** Nothing more will come. */
  Talk finish() {
    ending = judge.finish();
    return this;
  }

  /** Nothing more came until some time after the last exchange. */
  Talk finishAfter(Duration pause) {
    ending = judge.finish(now.plus(pause));
    return this;
  }

  /** The worst the judge said of a requirement in the whole conversation. */
  Said says(String requirement) {
    return worst(rulings, requirement);
  }

  /** The worst the judge said of a requirement when it saw the last exchange. */
  Said saysLast(String requirement) {
    return worst(latest, requirement);
  }

  private static Said worst(List<Ruling> rulings, String requirement) {
    Requirements.bundled().get(requirement);
    var said = Said.NOTHING;
    for (var ruling : rulings) {
      if (ruling.requirement().equals(requirement) && Duty.holds(requirement, ruling.about())) {
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

  /** The requirements violated, by what was judged exchange by exchange. */
  List<String> violated() {
    return rulings.stream()
        .filter(ruling -> ruling.judgement() instanceof Judgement.Violated)
        .filter(ruling -> Duty.holds(ruling.requirement(), ruling.about()))
        .map(Ruling::requirement)
        .distinct()
        .sorted()
        .toList();
  }

  /** The requirements that were found neglected at the end. */
  List<String> neglected() {
    return ending.stream().map(each -> each.requirement().id()).distinct().sorted().toList();
  }
}
