package org.osbctl.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.osbctl.http.Exchange;
import org.osbctl.lifecycle.Defects;
import org.osbctl.lifecycle.Known;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.lifecycle.Tracker;
import org.osbctl.operation.Operation.GetCatalog;
import org.osbctl.operation.Operation.OfInstance;
import org.osbctl.operation.Wire;
import org.osbctl.spec.Catalog;

/**
 * Applies all rules to one exchange after the other. Safe for use by several threads: exchanges of
 * one resource have to come in order, others may come in any.
 */
public final class Judge {
  private final List<Rule> rules;
  private final LifecycleRule lifecycle = new LifecycleRule();
  private final Tracker tracker;
  private final Conversation.Log log = new Conversation.Log();
  private final CatalogJudge catalogs;
  private Known known;

  /**
   * A judge of one broker.
   *
   * @param known what is known beforehand; the catalog is replaced by each one fetched
   * @param rules the rules besides those of the lifecycle
   */
  public Judge(Known known, List<Rule> rules) {
    this(known, rules, ResourceState.never());
  }

  /**
   * A judge that comes in late.
   *
   * @param unseen what to take a resource for that no exchange has spoken of yet
   */
  public Judge(Known known, List<Rule> rules, ResourceState unseen) {
    this.known = known;
    this.rules = List.copyOf(rules);
    this.tracker = new Tracker(unseen);
    this.catalogs = new CatalogJudge(this.rules);
  }

  /** Tells what is known of a service instance from elsewhere. */
  public synchronized void assume(String instanceId, ResourceState state) {
    tracker.assume(instanceId, state);
  }

  /** Tells what is known of a service binding from elsewhere. */
  public synchronized void assume(String instanceId, String bindingId, ResourceState state) {
    tracker.assume(instanceId, bindingId, state);
  }

  /** What the rules say of an exchange, and of earlier ones that it throws new light on. */
  public List<Ruling> judge(Exchange exchange) {
    return hear(exchange).rulings();
  }

  /** An exchange in its context, with what the rules say of it. */
  public synchronized Judged hear(Exchange exchange) {
    var request = exchange.request();
    var operation = Wire.parse(request.method(), request.target(), request.body());
    var instance =
        operation instanceof OfInstance of
            ? tracker.instance(of.instanceId())
            : ResourceState.never();
    var defects = Defects.of(request, operation, known, instance);
    var seen =
        new Observation(
            log.size(),
            exchange,
            operation,
            tracker.situation(operation, known, defects),
            known,
            log.soFar());
    var rulings = new ArrayList<>(lifecycle.judge(seen));
    if (seen.operation() instanceof GetCatalog) {
      rulings.addAll(catalogs.judge(seen));
    } else {
      rules.forEach(rule -> rulings.addAll(rule.judge(seen)));
    }
    rulings.addAll(hindsight(seen));
    log.add(seen);
    learn(seen);
    return new Judged(seen, rulings);
  }

  private void learn(Observation seen) {
    tracker.note(seen.exchange(), seen.operation());
    if (seen.operation() instanceof GetCatalog
        && seen.status() == 200
        && seen.honest()
        && !seen.json().equals(known.catalog().json())) {
      known = new Known(known.version(), new Catalog(seen.json()), known.credentials());
    }
  }

  /**
   * A poll that says "in progress" proves that the operation was running all the time before; also
   * when an answer in between looked as if it had ended.
   */
  private List<Ruling> hindsight(Observation seen) {
    if (!Answers.inProgress(seen)) {
      return List.of();
    }
    var now = Answers.resource(seen);
    var rulings = new ArrayList<Ruling>();
    for (var earlier : seen.soFar().ofResource(seen.operation()).reversed()) {
      var then = Answers.resource(earlier);
      var running = isRunning(then, now);
      if ((!running && !then.equals(now)) || Answers.state(earlier).isPresent()) {
        break;
      }
      if (running) {
        rulings.addAll(lifecycle.judgeInHindsight(earlier));
      }
    }
    return rulings;
  }

  /** Whether an operation was under way that is so still, or only seemed to have ended since. */
  private static boolean isRunning(ResourceState then, ResourceState now) {
    if (!then.isBusy() || then.equals(now)) {
      return then.isBusy();
    }
    var last =
        switch (now) {
          case ResourceState.Ready ready -> ready.last();
          case ResourceState.Absent absent -> absent.last();
          default -> null;
        };
    return last != null
        && last.asynchronous()
        && Objects.equals(last.operation(), then.operationKey());
  }

  /** What was known of a service instance before an exchange about it. */
  public synchronized Optional<ResourceState> instanceBefore(
      OfInstance operation, Exchange exchange) {
    for (var seen : log.soFar().ofInstance(operation.instanceId()).reversed()) {
      if (seen.exchange().equals(exchange)) {
        return Optional.of(seen.instance());
      }
    }
    return Optional.empty();
  }

  /** What is known of the broker by now. */
  public synchronized Known known() {
    return known;
  }

  /** What is known of a service instance by now. */
  public synchronized ResourceState instance(String instanceId) {
    return tracker.instance(instanceId);
  }

  /** What is known of a service binding by now. */
  public synchronized ResourceState binding(String instanceId, String bindingId) {
    return tracker.binding(instanceId, bindingId);
  }
}
