package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osbctl.http.Body;
import org.osbctl.http.Exchange;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.HttpResponseData;
import org.osbctl.http.Outcome;
import org.osbctl.http.Timing;
import org.osbctl.lifecycle.Known;
import org.osbctl.lifecycle.Lifecycle;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A made-up talk with a broker, judged by the standard rules. */
final class Dialogue {
  static final String PROVISION =
      "PUT /v2/service_instances/i?accepts_incomplete=true"
          + " {\"service_id\":\"s\",\"plan_id\":\"p\"}";
  static final String UPDATE =
      "PATCH /v2/service_instances/i?accepts_incomplete=true {\"service_id\":\"s\"}";
  static final String FETCH = "GET /v2/service_instances/i";
  static final String POLL = "GET /v2/service_instances/i/last_operation";
  static final String DEPROVISION =
      "DELETE /v2/service_instances/i?service_id=s&plan_id=p&accepts_incomplete=true";
  static final String BIND =
      "PUT /v2/service_instances/i/service_bindings/b?accepts_incomplete=true"
          + " {\"service_id\":\"s\",\"plan_id\":\"p\"}";
  static final String FETCH_BINDING = "GET /v2/service_instances/i/service_bindings/b";
  static final String POLL_BINDING =
      "GET /v2/service_instances/i/service_bindings/b/last_operation";
  static final String UNBIND =
      "DELETE"
          + " /v2/service_instances/i/service_bindings/b?service_id=s&plan_id=p&accepts_incomplete=true";
  static final String CATALOG = "GET /v2/catalog";

  private final ApiVersion version;
  private final Judge judge;

  private Dialogue(ApiVersion version, Headers credentials) {
    this.version = version;
    this.judge = new Judge(new Known(version, Catalog.EMPTY, credentials), RuleBook.standard());
  }

  static Dialogue at(ApiVersion version) {
    return new Dialogue(version, Headers.NONE);
  }

  static Dialogue at(String version) {
    return at(ApiVersion.parse(version).orElseThrow());
  }

  /** A talk in which the platform forgets the credentials it has. */
  static Dialogue withoutCredentials(String version) {
    return new Dialogue(
        ApiVersion.parse(version).orElseThrow(), Headers.of("Authorization", "Basic dTpw"));
  }

  /** What the rules besides those of the lifecycle say of an answer, by requirement. */
  Map<String, Judgement> hears(String request, int status, String answer) {
    return hears(request, status, answer, Headers.of("X-Broker-API-Version", version.toString()));
  }

  Map<String, Judgement> hears(String request, int status, String answer, Headers headers) {
    var parts = request.split(" ", 3);
    var sent =
        new HttpRequestData(
            parts[0],
            URI.create("https://broker.example" + parts[1]),
            headers,
            parts.length < 3 ? Body.NONE : Body.of(parts[2]));
    var received =
        new HttpResponseData(
            status, Headers.of("Content-Type", "application/json"), Body.of(answer));
    var exchange =
        new Exchange(
            Instant.EPOCH, sent, new Outcome.Answered(received), new Timing(Duration.ofMillis(1)));
    var said = new LinkedHashMap<String, Judgement>();
    judge.judge(exchange).stream()
        .filter(ruling -> !Lifecycle.requirements().contains(ruling.requirement()))
        .forEach(ruling -> said.put(ruling.requirement(), ruling.judgement()));
    return said;
  }

  /** A talk so far, in which an exchange was had that is of no interest in itself. */
  Dialogue after(String request, int status, String answer) {
    hears(request, status, answer);
    return this;
  }

  static void assertMet(Map<String, Judgement> said, String requirement) {
    var met = assertInstanceOf(Judgement.Met.class, said.get(requirement), requirement);
    assertEquals(null, met.note(), requirement);
  }

  static void assertNoted(Map<String, Judgement> said, String requirement, String words) {
    var met = assertInstanceOf(Judgement.Met.class, said.get(requirement), requirement);
    assertContains(String.valueOf(met.note()), words);
  }

  static void assertViolated(
      Map<String, Judgement> said, String requirement, String pointer, String words) {
    var violated = assertInstanceOf(Judgement.Violated.class, said.get(requirement), requirement);
    assertEquals(pointer, violated.pointer(), requirement);
    assertContains(violated.because() + " [" + violated.actual() + "]", words);
  }

  static void assertSilent(Map<String, Judgement> said, String requirement) {
    var judgement = said.get(requirement);
    if (judgement != null) {
      assertInstanceOf(Judgement.NotApplicable.class, judgement, requirement);
    }
  }

  static List<String> violations(Map<String, Judgement> said) {
    return said.entrySet().stream()
        .filter(entry -> entry.getValue() instanceof Judgement.Violated)
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .toList();
  }

  private static void assertContains(String text, String words) {
    if (!text.contains(words)) {
      assertEquals(words, text);
    }
  }

  static JsonNode json(String text) {
    return Json.parse(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)).node();
  }

  /** A body with the value at a pointer replaced, or taken away when the value is {@code -}. */
  static String with(String body, String pointer, String value) {
    if (pointer.isEmpty()) {
      return value;
    }
    var changed = json(body).deepCopy();
    int cut = pointer.lastIndexOf('/');
    var parent = changed.at(pointer.substring(0, cut));
    var member = pointer.substring(cut + 1);
    if (parent instanceof ObjectNode object) {
      if (value.equals("-")) {
        object.remove(member);
      } else {
        object.set(member, json(value));
      }
    } else {
      ((ArrayNode) parent).set(Integer.parseInt(member), json(value));
    }
    return Json.text(changed);
  }
}
