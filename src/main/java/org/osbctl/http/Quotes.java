package org.osbctl.http;

import java.util.ArrayList;
import java.util.List;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/**
 * What is said of an exchange, without its secrets.
 *
 * <p>A sentence may quote what the broker sent, a password among it. So whatever is masked in the
 * bodies of the exchange is masked in the sentences, too.
 */
public final class Quotes {
  /** A longer secret is never quoted whole. */
  private static final int LONGEST = 1 << 16;

  private final Exchange exchange;
  private final Redaction redaction;
  private final Redaction quoted;

  /** What is said of an exchange, without what the redaction knows or finds in it. */
  public Quotes(Exchange exchange, Redaction redaction) {
    this.exchange = exchange;
    this.redaction = redaction;
    this.quoted = new Redaction(secrets());
  }

  private List<String> secrets() {
    var found = new ArrayList<String>();
    collect(exchange.request().body(), found);
    exchange.response().ifPresent(response -> collect(response.body(), found));
    return found;
  }

  /** From a body that is too large to be shown, values are quoted that the redaction knows. */
  private void collect(Body body, List<String> found) {
    if (body.size() <= BodyText.LARGEST && body.json().isContainer()) {
      collectMasked(body.json(), redaction.json(body), found);
    }
  }

  private static void collectMasked(JsonNode original, JsonNode masked, List<String> found) {
    if (original.equals(masked)) {
      return;
    }
    original.forEachEntry((name, value) -> collectMasked(value, masked.path(name), found));
    for (int i = 0; original.isArray() && i < original.size(); i++) {
      collectMasked(original.path(i), masked.path(i), found);
    }
    if (original.isValueNode()
        && !original.equals(masked)
        && original.asString().length() <= LONGEST) {
      found.add(original.asString());
    }
  }

  /** A sentence about the exchange. */
  public String sentence(String text) {
    return quoted.text(redaction.text(text));
  }

  /** Why the broker refused, in its own words; empty when it did not, or gave no reason. */
  public String said() {
    var body = exchange.response().map(response -> response.body().json()).orElseGet(Json::missing);
    return exchange.status() < 400 ? "" : sentence(body.path("description").asString(""));
  }
}
