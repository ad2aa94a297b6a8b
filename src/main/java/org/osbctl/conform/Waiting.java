package org.osbctl.conform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osbctl.client.BrokerClient;
import org.osbctl.client.Poller;
import org.osbctl.client.Sleeper;
import org.osbctl.client.WaitLimits;
import org.osbctl.client.WaitResult;
import org.osbctl.http.Exchange;
import org.osbctl.http.Outcome;
import org.osbctl.lifecycle.Attributes;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.lifecycle.Tracker;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.OperationKind;
import org.osbctl.rules.Judge;
import org.osbctl.spec.ServicePlan;

/** Waits for the last operations of one lane. */
final class Waiting {
  /**
   * How long polls may be refused or without an answer, all of them, before that is taken for their
   * end.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Poller poller;
  private final Clock clock;
  private final WaitLimits limits;
  private final Judge judge;
  private final Runnable check;
  private final Consumer<WaitResult> ended;

  private Waiting(
      BrokerClient client,
      Clock clock,
      Sleeper sleeper,
      WaitLimits limits,
      Judge judge,
      Runnable check,
      Consumer<WaitResult> ended) {
    this.poller = new Poller(client, clock, sleeper);
    this.clock = clock;
    this.limits = limits;
    this.judge = judge;
    this.check = check;
    this.ended = ended;
  }

  /** Waits that end when the run is cancelled, or the lane has had enough. */
  static Waiting of(
      BrokerClient client,
      Clock clock,
      WaitLimits limits,
      Judge judge,
      Run run,
      Endurance endurance) {
    return new Waiting(
        client,
        clock,
        run::pause,
        limits,
        judge,
        () -> {
          run.checkCancelled();
          endurance.check();
        },
        endurance::hear);
  }

  /** Waits that go on when the run is cancelled, for what has to be cleaned up. */
  static Waiting forCleaning(
      BrokerClient client, Clock clock, WaitLimits limits, Judge judge, Run run) {
    return new Waiting(client, clock, run::rest, limits, judge, () -> {}, result -> {});
  }

  /** Waits for what an answer started; blocks unless the request was carried out. */
  void carriedOut(Mutation request, Exchange exchange, String lane) throws Blocked {
    var words = request.kind().words() + " of " + lane;
    switch (exchange.outcome()) {
      case Outcome.Failed failed ->
          throw new Blocked(words + " got no answer: " + failed.failure());
      case Outcome.Answered answered -> {
        var status = answered.response().status();
        if (status == 202) {
          check(await(request, exchange), words);
        } else if (status < 200 || status > 299) {
          throw new Blocked(
              words
                  + " was answered "
                  + Tracker.answer(answered.response())
                  + description(exchange));
        }
      }
    }
  }

  private static void check(WaitResult result, String words) throws Blocked {
    switch (result) {
      case WaitResult.Succeeded s -> {}
      case WaitResult.Failed f ->
          throw new Blocked(words + " ended as failed" + words(f.description()));
      case WaitResult.GaveUp g ->
          throw new Blocked(
              words
                  + " did not end within "
                  + g.after().toSeconds()
                  + " s, last seen: "
                  + g.lastSeen());
      case WaitResult.Interrupted i -> throw new Cancelled();
    }
  }

  /** Waits for the end of an accepted request, whatever that is. */
  WaitResult await(Mutation request, Exchange accepted) {
    var maximum =
        judge
            .known()
            .catalog()
            .plan(planId(request, accepted))
            .flatMap(ServicePlan::maximumPollingDuration);
    return await(poll(request, accepted), request.kind(), accepted, limits.atMost(maximum));
  }

  /** A poll for the operation that an accepted request started. */
  Poll poll(Mutation request, Exchange accepted) {
    var key = accepted.response().map(Tracker::operationKey).orElse(null);
    var serviceId = request.serviceId().orElse(before(request, accepted).serviceId());
    return Poller.poll(request, serviceId, planId(request, accepted), key);
  }

  /**
   * The plan to name: after an update that of before, also when another answer has told meanwhile
   * that the instance is on its new plan (spec 2.17, "Polling Last Operation for Service
   * Instances").
   */
  private String planId(Mutation request, Exchange accepted) {
    var before = before(request, accepted).planId();
    return request instanceof Update ? before : request.planId().orElse(before);
  }

  private Attributes before(Mutation request, Exchange accepted) {
    var known =
        judge
            .instanceBefore(request, accepted)
            .orElseGet(() -> judge.instance(request.instanceId()));
    var key = accepted.response().map(Tracker::operationKey).orElse(null);
    // Another key for the same request: the first update had ended, and this is one more.
    return known instanceof ResourceState.Updating running
            && !Objects.equals(running.operation(), key)
        ? running.after()
        : known.attributesNow();
  }

  /**
   * Polls; gives up when nothing but refusals comes, or nothing at all, which in a conformance run
   * says enough: a platform would go on until the time is up.
   */
  private WaitResult await(
      Poll poll, OperationKind ending, @Nullable Exchange accepted, WaitLimits limits) {
    var result = result(poll, ending, accepted, limits);
    ended.accept(result);
    return result;
  }

  private WaitResult result(
      Poll poll, OperationKind ending, @Nullable Exchange accepted, WaitLimits limits) {
    var start = clock.instant();
    var refused = new Refused(start);
    try {
      return poller.await(
          poll,
          ending,
          accepted,
          limits,
          (exchange, pause) -> {
            check.run();
            refused.see(exchange);
          });
    } catch (Refused.TooLong e) {
      return new WaitResult.GaveUp(Duration.between(start, clock.instant()), e.seen);
    }
  }

  /** Since when polls are refused. */
  private final class Refused {
    private Instant heard;

    Refused(Instant start) {
      heard = start;
    }

    /** Polls have been refused for too long. */
    private static final class TooLong extends RuntimeException {
      private static final long serialVersionUID = 1;
      private final String seen;

      TooLong(String seen) {
        super(seen, null, false, false);
        this.seen = seen;
      }
    }

    void see(Exchange exchange) {
      var now = clock.instant();
      if (exchange.status() != 0 && (exchange.status() < 400 || exchange.status() >= 500)) {
        heard = now;
      } else if (Duration.between(heard, now).compareTo(PATIENCE) >= 0) {
        throw new TooLong(
            switch (exchange.outcome()) {
              case Outcome.Answered answered -> Tracker.answer(answered.response()).toString();
              case Outcome.Failed failed -> failed.failure().toString();
            });
      }
    }
  }

  /** Waits for the end of what runs on the resource of a delete. */
  WaitResult awaitRunning(Mutation delete, ResourceState state) {
    var poll =
        Poller.poll(
            delete,
            delete.serviceId().orElse(""),
            delete.planId().orElse(""),
            state.operationKey());
    var ending = state instanceof ResourceState.Deleting ? delete.kind() : OperationKind.PROVISION;
    return await(poll, ending, null, limits);
  }

  private static String description(Exchange exchange) {
    return exchange
        .response()
        .map(r -> words(r.body().json().path("description").stringValue("")))
        .orElse("");
  }

  private static String words(String description) {
    return description.isEmpty() ? "" : ": " + description;
  }
}
