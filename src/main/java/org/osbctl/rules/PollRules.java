package org.osbctl.rules;

import static org.osbctl.rules.Answers.pointer;
import static org.osbctl.rules.Answers.quoted;
import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osbctl.lifecycle.Ended;
import org.osbctl.lifecycle.ResourceState.*;
import org.osbctl.operation.Operation.Poll;
import org.osbctl.operation.Operation.PollInstance;
import org.osbctl.operation.OperationKind;

/** Rules of the spec sections "Polling Last Operation for Service Instances" and "… Bindings". */
final class PollRules {
  private static final Pattern SECONDS = Pattern.compile("\\d+");
  private static final Set<String> FINAL = Set.of("succeeded", "failed");

  /** How long after its first report a final state is looked for; longer is not "immediately". */
  private static final Duration WHILE = Duration.ofMinutes(1);

  private PollRules() {}

  static final Rule INSTANCE_USABLE =
      Rule.of(
          "poll-instance.instance-usable-only-on-failed-update-or-deprovision",
          seen ->
              onlyOnFailed(
                  seen,
                  "instance_usable",
                  Set.of(OperationKind.UPDATE, OperationKind.DEPROVISION)));

  static final Rule UPDATE_REPEATABLE =
      Rule.of(
          "poll-instance.update-repeatable-only-on-failed-update",
          seen -> onlyOnFailed(seen, "update_repeatable", Set.of(OperationKind.UPDATE)));

  static final Rule INSTANCE_RETRY_AFTER =
      Rule.of(
          "poll-instance.retry-after-in-seconds",
          seen -> retryAfter(seen, OperationKind.POLL_INSTANCE));

  static final Rule INSTANCE_FINAL_STATE =
      Rule.of(
          "poll-instance.final-state-kept", seen -> finalState(seen, OperationKind.POLL_INSTANCE));

  static final Rule BINDING_RETRY_AFTER =
      Rule.of(
          "poll-binding.retry-after-in-seconds",
          seen -> retryAfter(seen, OperationKind.POLL_BINDING));

  static final Rule BINDING_FINAL_STATE =
      Rule.of(
          "poll-binding.final-state-kept", seen -> finalState(seen, OperationKind.POLL_BINDING));

  static List<Rule> all() {
    return List.of(
        INSTANCE_USABLE,
        UPDATE_REPEATABLE,
        INSTANCE_RETRY_AFTER,
        INSTANCE_FINAL_STATE,
        BINDING_RETRY_AFTER,
        BINDING_FINAL_STATE);
  }

  /** The text speaks of failed operations; the members in other poll answers are let pass. */
  private static Judgement onlyOnFailed(
      Observation seen, String member, Set<OperationKind> allowed) {
    if (!(seen.operation() instanceof PollInstance poll)
        || seen.status() != 200
        || !seen.json().isObject()) {
      return notApplicable("no answer to a poll");
    }
    var state = Answers.state(seen);
    var there = seen.json().has(member);
    if (!state.equals(Optional.of("failed"))) {
      return there
          ? new Judgement.Met(
              "the text does not say whether " + member + " may come with this state")
          : notApplicable("no operation that failed");
    }
    var polled = polled(seen, poll);
    if (polled.isEmpty()) {
      return notApplicable("it is not certain which operation failed");
    }
    return there && !allowed.contains(polled.get())
        ? new Judgement.Violated(
            "the poll of a failed " + polled.get().words() + " has " + member,
            "no " + member,
            member,
            pointer(member))
        : met();
  }

  /** Which operation a poll is about, when there is no doubt. */
  private static Optional<OperationKind> polled(Observation seen, PollInstance poll) {
    var state = seen.instance();
    if (!poll.operation().equals(Optional.ofNullable(state.operationKey()))) {
      return Optional.empty();
    }
    return switch (state) {
      case Creating c -> Optional.of(OperationKind.PROVISION);
      case Updating u -> Optional.of(OperationKind.UPDATE);
      case Deleting d when !d.whileCreating() -> Optional.of(OperationKind.DEPROVISION);
      case Deleting d -> Optional.empty();
      case Failed f -> Optional.of(f.last().kind());
      case Ready r -> r.last().asynchronous() ? Optional.of(r.last().kind()) : Optional.empty();
      case Absent a -> Optional.empty();
      case Unknown u -> Optional.empty();
    };
  }

  private static Judgement retryAfter(Observation seen, OperationKind kind) {
    var value = seen.response().flatMap(r -> r.headers().first("Retry-After"));
    if (seen.operation().kind() != kind || seen.status() != 200 || value.isEmpty()) {
      return notApplicable("no Retry-After in the answer to a poll");
    }
    return SECONDS.matcher(value.get().strip()).matches()
        ? met()
        : Judgement.violated(
            "Retry-After is not a duration", "a number of seconds", quoted(value.get()));
  }

  /** The state that was reported as final is reported again. */
  private static Judgement finalState(Observation seen, OperationKind kind) {
    var now = Answers.state(seen);
    if (seen.operation().kind() != kind || now.isEmpty()) {
      return notApplicable("no state in the answer to a poll");
    }
    var reported = reported(seen);
    if (reported.isEmpty() || Answers.between(reported.get(), seen).compareTo(WHILE) > 0) {
      return notApplicable("no final state was reported shortly before");
    }
    var then = Answers.state(reported.get());
    return then.equals(now)
        ? met()
        : new Judgement.Violated(
            "the operation had ended, and now it is said to be in another state",
            quoted(then.orElse("")),
            quoted(now.get()),
            "/state");
  }

  /**
   * The last report of the end of the operation polled, when nothing was asked for since; a binding
   * may count as a change of the instance.
   */
  private static Optional<Observation> reported(Observation seen) {
    if (!(seen.operation() instanceof Poll poll)) {
      return Optional.empty();
    }
    var history =
        poll instanceof PollInstance
            ? seen.soFar().ofInstance(poll.instanceId())
            : seen.soFar().ofResource(poll);
    for (var earlier : history.reversed()) {
      if (Answers.mutates(earlier)) {
        return Optional.empty();
      }
      if (earlier.operation() instanceof Poll before
          && before.kind() == poll.kind()
          && before.operation().equals(poll.operation())
          && Answers.state(earlier).filter(FINAL::contains).isPresent()) {
        return isAsynchronous(earlier) ? Optional.of(earlier) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean isAsynchronous(Observation poll) {
    var state = Answers.resource(poll);
    return switch (state) {
      case Creating c -> true;
      case Updating u -> true;
      case Deleting d -> !d.whileCreating();
      case Ready r -> r.last().asynchronous();
      case Failed f -> f.last().asynchronous();
      case Absent a -> asynchronous(a.last());
      case Unknown u -> false;
    };
  }

  private static boolean asynchronous(@Nullable Ended last) {
    return last != null && last.asynchronous();
  }
}
