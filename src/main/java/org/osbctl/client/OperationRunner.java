package org.osbctl.client;

import java.time.Duration;
import java.util.function.BiConsumer;
import org.osbctl.http.Exchange;
import org.osbctl.lifecycle.Tracker;
import org.osbctl.operation.Operation.Bind;
import org.osbctl.operation.Operation.Deprovision;
import org.osbctl.operation.Operation.Mutation;
import org.osbctl.operation.Operation.Provision;
import org.osbctl.operation.Operation.Unbind;

/** Sends an operation that changes a resource and sees it through to its end. */
public final class OperationRunner {
  private final BrokerClient client;
  private final Poller poller;

  public OperationRunner(BrokerClient client, Poller poller) {
    this.client = client;
    this.poller = poller;
  }

  /**
   * How an accepted operation is polled.
   *
   * @param serviceId the offering
   * @param planId the plan; during a plan change the one before
   * @param limits how long and how often
   * @param untilEnd false to come back once the operation is accepted
   * @param accepted is told of a 202 answer before the first poll
   * @param progress is told of every poll and the pause that follows it
   */
  public record Waiting(
      String serviceId,
      String planId,
      WaitLimits limits,
      boolean untilEnd,
      java.util.function.Consumer<Exchange> accepted,
      BiConsumer<Exchange, Duration> progress) {}

  /** Sends a request and waits for its end if it is accepted. */
  public OperationOutcome run(Mutation request, Waiting waiting) {
    var first = client.send(request);
    if (first.response().isEmpty()) {
      return new OperationOutcome.Unanswered(first);
    }
    int status = first.status();
    if (status == 202) {
      waiting.accepted().accept(first);
      return waiting.untilEnd()
          ? await(request, first, waiting)
          : new OperationOutcome.Started(first);
    }
    var deleting = request instanceof Deprovision || request instanceof Unbind;
    var wellFormed = first.response().filter(r -> r.body().json().isObject()).isPresent();
    var creating = request instanceof Provision || request instanceof Bind;
    var done =
        (status == 200 && (wellFormed || deleting))
            || (status == 201 && wellFormed && creating)
            || (status == 410 && deleting);
    return done ? new OperationOutcome.Done(first, first) : new OperationOutcome.Refused(first);
  }

  private OperationOutcome await(Mutation request, Exchange first, Waiting waiting) {
    var key = first.response().map(Tracker::operationKey).orElse(null);
    var poll = Poller.poll(request, waiting.serviceId(), waiting.planId(), key);
    var waited = poller.await(poll, request.kind(), first, waiting.limits(), waiting.progress());
    return OperationOutcome.of(first, waited);
  }
}
