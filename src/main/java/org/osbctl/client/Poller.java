package org.osbctl.client;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.osbctl.http.Exchange;
import org.osbctl.http.HttpResponseData;
import org.osbctl.http.Outcome;
import org.osbctl.lifecycle.Tracker;
import org.osbctl.operation.Operation.OfBinding;
import org.osbctl.operation.Operation.OfInstance;
import org.osbctl.operation.Operation.Poll;
import org.osbctl.operation.Operation.PollBinding;
import org.osbctl.operation.Operation.PollInstance;
import org.osbctl.operation.OperationKind;
import org.osbctl.operation.Query;

/**
 * Waits for last operations (spec 2.17, "Polling Last Operation for Service Instances", "…
 * Bindings" and "Polling Interval and Duration").
 *
 * <p>An answer that is neither a state nor, for a delete, 410 or 404 does not end the wait: the
 * text asks platforms to go on until the time is up.
 */
public final class Poller {
  /** More is not counted: nobody waits that long. */
  private static final BigInteger LONGEST_RETRY_AFTER =
      BigInteger.valueOf(Duration.ofHours(24).toSeconds());

  /** For a broker that asks for no pause at all; nobody is asked without end in such haste. */
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);

  private static final int SHORT_PAUSES = 100;

  private final BrokerClient client;
  private final Clock clock;
  private final Sleeper sleeper;

  public Poller(BrokerClient client, Clock clock, Sleeper sleeper) {
    this.client = client;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /**
   * The poll that asks for an operation.
   *
   * @param of the request that was answered 202
   * @param serviceId the offering; empty when it is not known
   * @param planId the plan, during a plan change the one before; empty when it is not known
   * @param key the broker's operation key; null when it gave none
   */
  public static Poll poll(OfInstance of, String serviceId, String planId, @Nullable String key) {
    // What is there has to be non-empty, and nothing has to be there.
    var query = serviceId.isEmpty() ? Query.NONE : Query.of("service_id", serviceId);
    query = planId.isEmpty() ? query : query.with("plan_id", planId);
    var full = key == null || key.isEmpty() ? query : query.with("operation", key);
    return of instanceof OfBinding binding
        ? new PollBinding(binding.instanceId(), binding.bindingId(), full)
        : new PollInstance(of.instanceId(), full);
  }

  /**
   * Polls until the operation ends or the time is up.
   *
   * @param accepted the 202 answer, whose Retry-After counts for the first pause
   * @param ending which operation is waited for
   * @param progress is told of every answer and the pause that follows it
   */
  public WaitResult await(
      Poll poll,
      OperationKind ending,
      @Nullable Exchange accepted,
      WaitLimits limits,
      BiConsumer<Exchange, Duration> progress) {
    var start = clock.instant();
    var pause = next(accepted, limits, 0, start);
    var lastSeen = "accepted";
    for (int count = 1; pause.isPresent(); count++) {
      try {
        sleeper.sleep(pause.get());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new WaitResult.Interrupted();
      }
      var exchange = client.send(poll);
      if (Thread.currentThread().isInterrupted()) {
        return new WaitResult.Interrupted();
      }
      var end = end(exchange, ending);
      pause = next(exchange, limits, count, start);
      progress.accept(exchange, pause.orElse(Duration.ZERO));
      if (end.isPresent()) {
        return end.get();
      }
      lastSeen = lastSeen(exchange);
    }
    return new WaitResult.GaveUp(Duration.between(start, clock.instant()), lastSeen);
  }

  /**
   * The pause before the next poll; empty when the time is up. The last pause is shortened to look
   * once more when the time is up, unless the broker asks not to be polled before.
   */
  private Optional<Duration> next(
      @Nullable Exchange exchange, WaitLimits limits, int count, Instant start) {
    var asked =
        exchange == null || (count == 0 && limits.manner().atOnce())
            ? Optional.<Duration>empty()
            : exchange.response().flatMap(Poller::retryAfter).flatMap(limits.manner()::heard);
    var pause =
        asked.isPresent() && asked.get().isZero() && count < SHORT_PAUSES && isState(exchange)
            ? SHORTEST_PAUSE
            : asked.filter(Duration::isPositive).orElseGet(() -> limits.pause(count));
    if (limits.timeout().isEmpty()) {
      return Optional.of(pause);
    }
    var left = limits.timeout().get().minus(Duration.between(start, clock.instant()));
    if (left.compareTo(pause) >= 0) {
      return Optional.of(pause);
    }
    return asked.isPresent() || !left.isPositive() ? Optional.empty() : Optional.of(left);
  }

  private static boolean isState(@Nullable Exchange exchange) {
    return exchange != null && (exchange.status() == 200 || exchange.status() == 202);
  }

  private static Optional<WaitResult> end(Exchange exchange, OperationKind ending) {
    var response = exchange.response();
    if (response.isEmpty()) {
      return Optional.empty();
    }
    var deleting = ending == OperationKind.DEPROVISION || ending == OperationKind.UNBIND;
    var answer = Tracker.answer(response.get());
    if (deleting && (answer.status() == 410 || answer.status() == 404)) {
      return Optional.of(new WaitResult.Succeeded(exchange));
    }
    if (answer.status() != 200 || answer.state() == null) {
      return Optional.empty();
    }
    return switch (answer.state()) {
      case "succeeded" -> Optional.of(new WaitResult.Succeeded(exchange));
      case "failed" ->
          Optional.of(
              new WaitResult.Failed(
                  exchange, response.get().body().json().path("description").stringValue("")));
      default -> Optional.empty();
    };
  }

  private static String lastSeen(Exchange exchange) {
    return switch (exchange.outcome()) {
      case Outcome.Answered answered -> Tracker.answer(answered.response()).toString();
      case Outcome.Failed failed -> failed.failure().toString();
    };
  }

  /**
   * The pause a broker asks for, in whole seconds, from 0 to 24 h; a date or nonsense is passed
   * over.
   */
  static Optional<Duration> retryAfter(HttpResponseData response) {
    return response
        .headers()
        .first("Retry-After")
        .map(String::trim)
        .filter(text -> text.matches("[0-9]+"))
        .map(BigInteger::new)
        .map(seconds -> Duration.ofSeconds(seconds.min(LONGEST_RETRY_AFTER).longValueExact()));
  }
}
