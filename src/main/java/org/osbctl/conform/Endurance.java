package org.osbctl.conform;

import java.util.Optional;
import org.osbctl.client.WaitResult;
import org.osbctl.http.Exchange;
import org.osbctl.http.Outcome;
import org.osbctl.http.TransportFailure;

/**
 * What a lane puts up with. Every request to a broker that says nothing costs a minute, and every
 * operation that never ends half an hour: after a few of them the rest would tell nothing more.
 */
final class Endurance {
  private static final int IN_A_ROW = 3;

  private static final int IN_ALL = 10;
  private static final int ENDLESS = 2;

  private int silences;
  private int silencesInAll;
  private int endless;

  /** The lane has had enough. */
  static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1;

    Enough(String why) {
      super(why, null, false, false);
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }

  /** Takes in an exchange. */
  synchronized void hear(Exchange exchange) {
    if (isSilent()) {
      return;
    }
    if (exchange.outcome() instanceof Outcome.Failed failed
        && failed.failure().kind() == TransportFailure.Kind.TIMEOUT) {
      silences++;
      silencesInAll++;
    } else {
      silences = 0;
    }
  }

  /** Takes in how a wait ended. */
  synchronized void hear(WaitResult result) {
    if (result instanceof WaitResult.GaveUp) {
      endless++;
    }
  }

  /** Whether the broker has stopped to answer. */
  synchronized boolean isSilent() {
    return silences >= IN_A_ROW || silencesInAll >= IN_ALL;
  }

  /** Whether an operation did not end. */
  synchronized boolean hasWaitedInVain() {
    return endless > 0;
  }

  /** Why the lane has had enough, if it has. */
  synchronized Optional<String> enough() {
    if (isSilent()) {
      return Optional.of(
          "the broker left "
              + (silences >= IN_A_ROW ? IN_A_ROW + " requests in a row" : IN_ALL + " requests")
              + " without an answer");
    }
    return endless >= ENDLESS
        ? Optional.of(ENDLESS + " operations did not end in the time they had")
        : Optional.empty();
  }

  /** Ends what is going on when the lane has had enough. */
  void check() {
    enough()
        .ifPresent(
            why -> {
              throw new Enough(why);
            });
  }
}
