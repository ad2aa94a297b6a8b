package org.osbctl.rules.platform;

import java.util.List;
import java.util.Optional;
import org.osbctl.operation.Operation.Poll;
import org.osbctl.rules.Observation;

/**
 * An operation that was accepted for later, and what the platform did about it.
 *
 * @param accepted the last request answered 202
 * @param since all that came after about the same resource
 */
record Running(Observation accepted, Course since) {
  static Running of(Observation accepted, Course since) {
    return new Running(accepted, since);
  }

  /** The polls after it. */
  List<Observation> polls() {
    return since.exchanges().stream().filter(each -> each.operation() instanceof Poll).toList();
  }

  /** The last poll. */
  Optional<Observation> lastPoll() {
    return since.last(each -> each.operation() instanceof Poll);
  }

  /** The poll that told the platform that it is over. */
  Optional<Observation> end() {
    return since.exchanges().stream().filter(each -> ends(accepted, each)).findFirst();
  }

  /** How many polls came after the end. */
  int pollsAfterEnd() {
    return end()
        .map(end -> (int) polls().stream().filter(each -> each.number() > end.number()).count())
        .orElse(0);
  }

  /** Whether a poll's answer ends an operation. */
  static boolean ends(Observation accepted, Observation poll) {
    if (!(poll.operation() instanceof Poll)) {
      return false;
    }
    if (Sent.deletes(accepted) && (poll.status() == 410 || poll.status() == 404)) {
      return true;
    }
    return Sent.state(poll).filter(Running::isFinal).isPresent();
  }

  /** Whether a state is one that ends polling. */
  static boolean isFinal(String state) {
    return state.equals("succeeded") || state.equals("failed");
  }
}
