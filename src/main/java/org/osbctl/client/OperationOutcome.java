package org.osbctl.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osbctl.http.Exchange;

/** How an operation that changes a resource went, as far as one knows. */
public sealed interface OperationOutcome {
  /** The first answer, or the failure to get one. */
  Exchange first();

  /** Carried out; {@code last} is the poll that said so, or the first answer itself. */
  record Done(Exchange first, Exchange last) implements OperationOutcome {}

  /** Accepted, and nobody waits for its end. */
  record Started(Exchange first) implements OperationOutcome {}

  /** Refused, or answered with a status the specification does not know. */
  record Refused(Exchange first) implements OperationOutcome {}

  /** Accepted, but it ended as failed. */
  record Failed(Exchange first, Exchange last, String description) implements OperationOutcome {}

  /** Accepted, but it did not end in time. */
  record GaveUp(Exchange first, Duration after, String lastSeen) implements OperationOutcome {}

  /** Accepted, but the wait was interrupted. */
  record Interrupted(Exchange first) implements OperationOutcome {}

  /** No answer. */
  record Unanswered(Exchange first) implements OperationOutcome {}

  /** What a wait makes of an accepted operation. */
  static OperationOutcome of(Exchange first, WaitResult waited) {
    return switch (waited) {
      case WaitResult.Succeeded s -> new Done(first, s.last());
      case WaitResult.Failed f -> new Failed(first, f.last(), f.description());
      case WaitResult.GaveUp g -> new GaveUp(first, g.after(), g.lastSeen());
      case WaitResult.Interrupted i -> new Interrupted(first);
    };
  }

  /** The last poll's answer, where there is one that tells more than the first answer. */
  default @Nullable Exchange lastPoll() {
    return switch (this) {
      case Done done -> done.last().equals(done.first()) ? null : done.last();
      case Failed failed -> failed.last();
      case Started s -> null;
      case Refused r -> null;
      case GaveUp g -> null;
      case Interrupted i -> null;
      case Unanswered u -> null;
    };
  }
}
