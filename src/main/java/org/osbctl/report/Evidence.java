package org.osbctl.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osbctl.conform.Finding;
import org.osbctl.http.Exchange;
import org.osbctl.http.Outcome;
import org.osbctl.http.Printout;
import org.osbctl.http.Redaction;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A finding without its secrets; the characters a broker sent are still as they were.
 *
 * <p>A sentence may quote what the broker sent, a password among it. So whatever is masked in the
 * bodies of the exchange is masked in the sentences, too.
 */
final class Evidence {
  private final Finding finding;
  private final Redaction redaction;
  private final Redaction quoted;

  Evidence(Finding finding, Redaction redaction) {
    this.finding = finding;
    this.redaction = redaction;
    this.quoted = new Redaction(secrets(exchange()));
  }

  private List<String> secrets(Exchange exchange) {
    var found = new ArrayList<String>();
    collect(exchange.request().body().json(), found);
    exchange.response().ifPresent(response -> collect(response.body().json(), found));
    return found;
  }

  private void collect(JsonNode body, List<String> found) {
    if (body.isContainer()) {
      collectMasked(body, redaction.json(body), found);
    }
  }

  private static void collectMasked(JsonNode original, JsonNode masked, List<String> found) {
    original.forEachEntry((name, value) -> collectMasked(value, masked.path(name), found));
    for (int i = 0; original.isArray() && i < original.size(); i++) {
      collectMasked(original.path(i), masked.path(i), found);
    }
    if (original.isValueNode() && !original.equals(masked)) {
      found.add(original.asString());
    }
  }

  private Exchange exchange() {
    return finding.seen().exchange();
  }

  private String sentence(String text) {
    return quoted.text(redaction.text(text));
  }

  /** What is wrong. */
  String because() {
    return sentence(finding.violation().because());
  }

  /** What would have been right. */
  String expected() {
    return redaction.text(finding.violation().expected());
  }

  /** What was seen. */
  String actual() {
    return sentence(finding.violation().actual());
  }

  /** Where in the answer's body, as a JSON pointer; null when it is not about the body. */
  @Nullable String pointer() {
    var pointer = finding.violation().pointer();
    return pointer == null ? null : redaction.text(pointer);
  }

  /** How often the same was seen. */
  int times() {
    return finding.times();
  }

  /** The method of the request. */
  String method() {
    return exchange().request().method();
  }

  /** Path and query of the request. */
  String target() {
    return redaction.text(exchange().request().target());
  }

  /** The status of the answer, or why there was none. */
  String answer() {
    return switch (exchange().outcome()) {
      case Outcome.Answered answered -> Integer.toString(answered.response().status());
      case Outcome.Failed failed -> "no answer: " + redaction.text(failed.failure().detail());
    };
  }

  /** Why the broker refused, in its own words; empty when it did not, or gave no reason. */
  String said() {
    var body =
        exchange().response().map(response -> response.body().json()).orElseGet(Json::missing);
    return exchange().status() < 400 ? "" : sentence(body.path("description").asString(""));
  }

  /** A command line that repeats the request. */
  String curl() {
    return new Printout(exchange(), redaction).curl();
  }

  /** Request and answer. */
  ObjectNode json() {
    return new Printout(exchange(), redaction).toJson();
  }
}
