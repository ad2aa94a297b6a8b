package org.osbctl.rules;

import java.util.Optional;
import org.osbctl.http.Exchange;
import org.osbctl.http.HttpResponseData;
import org.osbctl.lifecycle.Answer;
import org.osbctl.lifecycle.Known;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.lifecycle.Situation;
import org.osbctl.lifecycle.Tracker;
import org.osbctl.operation.Operation;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import tools.jackson.databind.JsonNode;

/**
 * One exchange in its context: all that a rule may look at.
 *
 * @param number its place in the run, from 0
 * @param exchange what was on the wire
 * @param operation the request, parsed
 * @param situation what the request met, by what was known before it
 * @param known version, catalog and credentials
 * @param soFar the exchanges before it
 */
public record Observation(
    int number,
    Exchange exchange,
    Operation operation,
    Situation situation,
    Known known,
    Conversation soFar) {

  /** The broker's answer, if there was one. */
  public Optional<HttpResponseData> response() {
    return exchange.response();
  }

  /** The status of the answer, or 0 when there was none. */
  public int status() {
    return exchange.status();
  }

  /** Whether the answer has a status of success. */
  public boolean succeeded() {
    return status() >= 200 && status() < 300;
  }

  /** The answer's body as JSON; missing when there is none. */
  public JsonNode json() {
    return response().map(r -> r.body().json()).orElseGet(org.osbctl.spec.Json::missing);
  }

  /** What the model looks at, of the answer. */
  public Optional<Answer> answer() {
    return response().map(Tracker::answer);
  }

  /** The service instance before the request. */
  public ResourceState instance() {
    return situation.instance();
  }

  /** The service binding before the request. */
  public ResourceState binding() {
    return situation.binding();
  }

  /** The version the run judges by. */
  public ApiVersion version() {
    return known.version();
  }

  /** The broker's catalog, as last fetched before the request. */
  public Catalog catalog() {
    return known.catalog();
  }

  /** Whether nothing is wrong with the request. */
  public boolean honest() {
    return situation.defects().isEmpty();
  }
}
