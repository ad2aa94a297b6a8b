package org.osbctl.rules;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.violated;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osbctl.lifecycle.Attributes.Likeness;
import org.osbctl.lifecycle.ResourceState.*;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.OperationKind;
import org.osbctl.rules.Hindsight.Finding;

/** What a poll that says "in progress" proves of the requests before it. */
final class Unfinished {
  /** Longer ago, and a broker may have begun something by itself. */
  private static final Duration RECENT = Duration.ofMinutes(1);

  private Unfinished() {}

  /**
   * How the requests were answered whose work a poll says to be in progress: the one that asked for
   * it and its repeats, the last first.
   */
  static List<Finding> judge(Observation poll) {
    if (!(poll.operation() instanceof Poll asked) || !Answers.inProgress(poll)) {
      return List.of();
    }
    var findings = new ArrayList<Finding>();
    for (var request : requested(poll, asked)) {
      if (request.status() == 202) {
        findings.add(new Finding(request, met()));
      } else if (asked.operation().isEmpty()
          && (!Answers.resource(request).isBusy() || repeats(request))) {
        findings.add(
            new Finding(
                request,
                violated(
                    "the "
                        + request.operation().kind().words()
                        + " was answered as done, and a poll says that it is in progress",
                    "202",
                    Integer.toString(request.status()))));
      }
    }
    return findings;
  }

  /** The last request that was accepted, and the same before; none when a poll said so before. */
  private static List<Observation> requested(Observation poll, Poll asked) {
    var found = new ArrayList<Observation>();
    for (var earlier : history(poll, asked).reversed()) {
      if (Answers.state(earlier).isPresent()
          || Answers.between(earlier, poll).compareTo(RECENT) > 0) {
        break;
      }
      if (!Answers.mutates(earlier)) {
        continue;
      }
      var other = !found.isEmpty() && !found.getFirst().operation().equals(earlier.operation());
      if (other || !speaksOf(earlier, asked)) {
        break;
      }
      if (Answers.accepted(earlier)) {
        found.add(earlier);
      } else if (!Answers.refused(earlier)) {
        break;
      }
    }
    return found;
  }

  /** A binding may count as a change of the instance. */
  private static List<Observation> history(Observation poll, Poll asked) {
    return asked instanceof PollInstance
        ? poll.soFar().ofInstance(asked.instanceId())
        : poll.soFar().ofResource(asked);
  }

  private static boolean speaksOf(Observation request, Poll asked) {
    return request.operation().kind().ofBinding() == asked.kind().ofBinding();
  }

  /** The same, for one operation and some of the statuses that mean "done". */
  static List<Finding> judge(Observation poll, OperationKind kind) {
    return judge(poll).stream().filter(f -> f.about().operation().kind() == kind).toList();
  }

  /**
   * The requests since an operation began that is running still; none when a poll said so before.
   */
  static List<Observation> during(Observation poll) {
    if (!Answers.inProgress(poll) || !Answers.resource(poll).isBusy()) {
      return List.of();
    }
    var state = Answers.resource(poll);
    var found = new ArrayList<Observation>();
    for (var earlier : poll.soFar().ofResource(poll.operation()).reversed()) {
      if (!Answers.resource(earlier).equals(state) || Answers.inProgress(earlier)) {
        break;
      }
      found.add(earlier);
    }
    return found;
  }

  /** Whether a request is the one whose operation is running, sent again. */
  static boolean repeats(Observation seen) {
    return switch (Answers.resource(seen)) {
      case Creating running ->
          (seen.operation() instanceof Provision || seen.operation() instanceof Bind)
              && running.attributes().compare((WithBody) seen.operation()) == Likeness.SAME;
      case Updating running ->
          seen.operation() instanceof Update again && running.update().body().equals(again.body());
      case Deleting running ->
          seen.operation() instanceof Deprovision || seen.operation() instanceof Unbind;
      case Absent a -> false;
      case Ready r -> false;
      case Failed f -> false;
      case Unknown u -> false;
    };
  }

  /**
   * Whether repeats of a running request were answered with the operation of the first answer.
   * Where that had none, what runs now may be another operation: a poll does not tell them apart.
   */
  static List<Finding> keepsOperation(Observation seen, OperationKind kind) {
    if (seen.operation().kind() == kind) {
      var original = original(seen);
      var same = original.isPresent() && original.equals(Answers.operationKey(seen));
      return repeatsLater(seen) && same ? List.of(new Finding(seen, met())) : List.of();
    }
    var findings = new ArrayList<Finding>();
    for (var earlier : during(seen)) {
      var original = original(earlier);
      if (earlier.operation().kind() == kind
          && repeatsLater(earlier)
          && original.isPresent()
          && !original.equals(Answers.operationKey(earlier))
          && seen.operation() instanceof Poll poll
          && poll.operation().equals(original)) {
        findings.add(
            new Finding(
                earlier,
                new Judgement.Violated(
                    "the repeated request got another operation than the one that is running",
                    original.map(Answers::quoted).orElse("no operation"),
                    Answers.operationKey(earlier).map(Answers::quoted).orElse("no operation"),
                    "/operation")));
      }
    }
    return findings;
  }

  private static boolean repeatsLater(Observation seen) {
    return seen.status() == 202 && repeats(seen);
  }

  private static Optional<String> original(Observation seen) {
    return Optional.ofNullable(Answers.resource(seen).operationKey());
  }
}
