package org.osbctl.rules.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.osbctl.http.Body;
import org.osbctl.http.Exchange;
import org.osbctl.http.HttpRequestData;
import org.osbctl.lifecycle.Known;
import org.osbctl.lifecycle.Tracker;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.GetCatalog;
import org.osbctl.operation.Operation.OfInstance;
import org.osbctl.operation.Wire;
import org.osbctl.rules.Conversation;
import org.osbctl.rules.Judgement;
import org.osbctl.rules.Observation;
import org.osbctl.rules.Rule;
import org.osbctl.rules.Ruling;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Requirements;

/**
 * Judges a platform by all it sends to one broker, request by request, at the version each request
 * names. Safe for use by several threads: exchanges of one service instance have to come in order,
 * others may come in any. What it remembers does not grow without limit.
 */
public final class PlatformJudge {
  /** How long a platform may take until it goes on, when a conversation is cut off. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Memory memory;
  private final ApiVersion fallback;
  private Known known;
  private Body catalogBody = Body.NONE;
  private int number;

  /**
   * A judge of all platforms that talk to one broker, from the broker's start.
   *
   * @param known the version of requests that name none we know; the catalog, replaced by each one
   *     that is fetched; the credentials agreed on
   */
  public PlatformJudge(Known known) {
    this(known, Memory.Limits.DEFAULT);
  }

  PlatformJudge(Known known, Memory.Limits limits) {
    this.known = known;
    this.fallback = known.version();
    this.memory = new Memory(limits);
  }

  /** What is wrong with a request; its answer counts for what comes after it. */
  public List<PlatformFinding> judge(Exchange exchange) {
    return findings(rulings(exchange));
  }

  /** What the platform has left undone, when nothing more will ever come from it. */
  public List<PlatformFinding> finish() {
    return findings(ending(Instant.MAX, Duration.ZERO));
  }

  /**
   * What the platform has left undone, when the conversation is cut off: only what it would have
   * done by then.
   */
  public List<PlatformFinding> finish(Instant at) {
    return findings(ending(at, PATIENCE));
  }

  /** All that the rules say of an exchange. */
  synchronized List<Ruling> rulings(Exchange exchange) {
    var request = exchange.request();
    var operation = Wire.parse(request.method(), request.target(), request.body());
    var seen = observation(exchange, operation);
    var rulings = new ArrayList<Ruling>();
    for (Rule rule : PlatformRules.all()) {
      rulings.addAll(rule.judge(seen));
    }
    memory.note(seen);
    number++;
    learn(seen);
    return rulings;
  }

  private Observation observation(Exchange exchange, Operation operation) {
    var now = new Known(version(exchange.request()), known.catalog(), known.credentials());
    var tracker =
        operation instanceof OfInstance of
            ? memory.story(of.instanceId()).tracker()
            : new Tracker();
    return new Observation(
        number,
        exchange,
        operation,
        tracker.situation(operation, now, List.of()),
        now,
        memory.lookBack(exchange.request(), operation));
  }

  private ApiVersion version(HttpRequestData request) {
    return request
        .headers()
        .first(PlatformHeaderRules.VERSION)
        .flatMap(ApiVersion::parse)
        .orElse(fallback);
  }

  /** The platform goes by the catalog it was given last. */
  private void learn(Observation seen) {
    if (!(seen.operation() instanceof GetCatalog) || seen.status() != 200) {
      return;
    }
    var body = seen.response().map(response -> response.body()).orElse(Body.NONE);
    if (!body.equals(catalogBody) && seen.json().path("services").isArray()) {
      catalogBody = body;
      known = new Known(known.version(), new Catalog(seen.json()), known.credentials());
    }
  }

  private synchronized List<Ruling> ending(Instant at, Duration patience) {
    var rulings = new ArrayList<Ruling>();
    for (var story : memory.stories()) {
      rulings.addAll(PlatformRules.atEnd(Conversation.of(story.exchanges()), at, patience));
    }
    return rulings;
  }

  private static List<PlatformFinding> findings(List<Ruling> rulings) {
    var findings = new ArrayList<PlatformFinding>();
    for (var ruling : rulings) {
      if (ruling.judgement() instanceof Judgement.Violated violated) {
        var requirement = Requirements.bundled().get(ruling.requirement());
        requirement
            .level(ruling.about().version())
            .ifPresent(
                level ->
                    findings.add(
                        new PlatformFinding(
                            requirement,
                            level,
                            violated.because(),
                            violated.expected(),
                            violated.actual(),
                            violated.pointer(),
                            ruling.about().number(),
                            ruling.about().operation().kind().words(),
                            ruling.about().exchange().request().toString())));
      }
    }
    return findings;
  }

  /** About how many bytes are remembered. */
  synchronized long bytesRemembered() {
    return memory.bytes();
  }

  /** How many exchanges are remembered. */
  synchronized int exchangesRemembered() {
    return memory.exchanges();
  }
}
