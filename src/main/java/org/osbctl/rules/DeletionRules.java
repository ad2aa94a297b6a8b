package org.osbctl.rules;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;
import static org.osbctl.rules.Judgement.violated;

import java.util.List;
import java.util.Optional;
import org.osbctl.lifecycle.ResourceState.*;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.OperationKind;
import org.osbctl.rules.Hindsight.Finding;

/**
 * Rules of the spec sections "Unbinding" and "Deprovisioning", which say the same of two resources.
 */
final class DeletionRules {
  private static final DeletionRules UNBIND =
      new DeletionRules(
          OperationKind.UNBIND,
          OperationKind.FETCH_BINDING,
          OperationKind.POLL_BINDING,
          "unbind.removes-binding",
          "unbind.during-bind-");
  private static final DeletionRules DEPROVISION =
      new DeletionRules(
          OperationKind.DEPROVISION,
          OperationKind.FETCH_INSTANCE,
          OperationKind.POLL_INSTANCE,
          "deprovision.removes-instance",
          "deprovision.during-provision-");

  private final OperationKind delete;
  private final OperationKind fetch;
  private final OperationKind poll;
  private final String removes;
  private final String during;

  private DeletionRules(
      OperationKind delete,
      OperationKind fetch,
      OperationKind poll,
      String removes,
      String during) {
    this.delete = delete;
    this.fetch = fetch;
    this.poll = poll;
    this.removes = removes;
    this.during = during;
  }

  static List<Rule> unbinding() {
    return UNBIND.rules("unbind");
  }

  static List<Rule> deprovisioning() {
    return DEPROVISION.rules("deprovision");
  }

  private List<Rule> rules(String area) {
    return List.of(
        Rule.of(removes, this::removes),
        Rule.of(during + "stops-creation", this::stopsCreation),
        Hindsight.rule(during + "poll-shows-deletion", this::pollShowsDeletion),
        Rule.of(during + "poll-shows-failed", this::pollShowsFailed),
        Hindsight.rule(area + ".running-is-202", seen -> Unfinished.judge(seen, delete)),
        Hindsight.rule(
            area + ".repeat-keeps-operation", seen -> Unfinished.keepsOperation(seen, delete)));
  }

  /**
   * What was deleted cannot be fetched, nor deleted again by a broker that knows how to deny it.
   */
  private Judgement removes(Observation seen) {
    if (!(Answers.resource(seen) instanceof Absent absent)
        || absent.last() == null
        || deletion(seen).isEmpty()) {
      return notApplicable("not a request for something that was deleted");
    }
    var kind = seen.operation().kind();
    if (kind == fetch && seen.status() == 200) {
      return violated("it was deleted, and still it can be fetched", "404", "200");
    }
    if (kind == delete
        && seen.status() == 200
        && seen.soFar().latest(new Fact.DeniesUnknown(delete)).isPresent()) {
      return violated("it was deleted, and still it can be deleted once more", "410", "200");
    }
    var gone = seen.status() == 410 || (seen.status() == 404 && isFetchable(seen));
    return (kind == fetch || kind == delete) && gone
        ? met()
        : notApplicable("the answer does not tell whether it is there");
  }

  private boolean isFetchable(Observation seen) {
    return seen.operation().kind() == fetch
        && deletion(seen).filter(Answers::retrievable).isPresent();
  }

  /**
   * The deletion that was asked for last, when it was accepted; those denied later do not count,
   * nor those that repeat one that is running.
   */
  private Optional<Observation> deletion(Observation seen) {
    return seen.soFar().ofResource(seen.operation()).reversed().stream()
        .filter(Answers::mutates)
        .filter(each -> !isDenied(each) && !isRepeat(each))
        .findFirst()
        .filter(each -> each.operation().kind() == delete)
        .filter(each -> each.status() == 200 || each.status() == 202);
  }

  /** Whether a deletion was asked for that there was no need for. */
  private boolean isDenied(Observation seen) {
    return seen.operation().kind() == delete && (seen.status() == 410 || seen.status() == 404);
  }

  private boolean isRepeat(Observation seen) {
    return seen.operation().kind() == delete && Answers.resource(seen) instanceof Deleting;
  }

  /** The accepted deletion asked for last, when the creation had not ended as far as was known. */
  private Optional<Observation> interruption(Observation seen) {
    return deletion(seen).filter(each -> Answers.resource(each) instanceof Creating);
  }

  private Judgement stopsCreation(Observation seen) {
    var interruption = interruption(seen);
    if (interruption.isEmpty() || !(Answers.resource(seen) instanceof Absent)) {
      return notApplicable("not a request for something that was deleted while it was made");
    }
    if (seen.operation().kind() == fetch && seen.status() == 200) {
      return violated("it was deleted while it was made, and still it came to be", "404", "200");
    }
    if (interruption.get().status() == 200
        && isPollWithoutOtherKey(seen, interruption.get())
        && Answers.inProgress(seen)) {
      return new Judgement.Violated(
          "it was deleted while it was made, and a poll says that work goes on",
          "\"failed\"",
          "\"in progress\"",
          "/state");
    }
    return isFetchable(seen) && seen.status() == 404
        ? met()
        : notApplicable("the answer does not tell whether it came to be");
  }

  /** An asynchronous deletion without a key of its own is what a poll shows. */
  private List<Finding> pollShowsDeletion(Observation seen) {
    var interruption = interruption(seen).filter(each -> each.status() == 202 && !hasOwnKey(each));
    if (interruption.isEmpty()) {
      return List.of();
    }
    if (seen.operation().kind() == poll && seen.status() == 410) {
      return List.of(new Finding(seen, met()));
    }
    if (seen.operation().kind() != fetch || (seen.status() != 200 && !isFetchable(seen))) {
      return List.of();
    }
    var ended =
        seen.soFar().ofResource(seen.operation()).reversed().stream()
            .filter(each -> each.number() > interruption.get().number())
            .filter(each -> Answers.state(each).equals(Optional.of("succeeded")))
            .findFirst();
    if (ended.isEmpty() || (seen.status() != 200 && seen.status() != 404)) {
      return List.of();
    }
    return List.of(
        new Finding(
            ended.get(),
            seen.status() == 404
                ? met()
                : new Judgement.Violated(
                    "the poll did not show how the deletion went: what it says to be deleted is"
                        + " there",
                    "the state of the deletion",
                    "the state of the creation",
                    "/state")));
  }

  private static boolean hasOwnKey(Observation deletion) {
    var key = Answers.operationKey(deletion);
    return key.isPresent()
        && !key.equals(Optional.ofNullable(Answers.resource(deletion).operationKey()));
  }

  /** After a synchronous deletion a poll shows the creation as failed. */
  private Judgement pollShowsFailed(Observation seen) {
    var interruption = interruption(seen).filter(each -> each.status() == 200 && wasRunning(each));
    if (interruption.isEmpty() || !isPollWithoutOtherKey(seen, interruption.get())) {
      return notApplicable("no poll after something was deleted while it was made");
    }
    if (seen.status() == 404 || seen.status() == 410) {
      return new Judgement.Met("what was deleted is not there to be polled, says another sentence");
    }
    return Answers.state(seen)
        .<Judgement>map(
            state ->
                state.equals("failed")
                    ? met()
                    : new Judgement.Violated(
                        "it was deleted while it was made, and a poll does not show the creation as"
                            + " failed",
                        "\"failed\"",
                        Answers.quoted(state),
                        "/state"))
        .orElseGet(() -> notApplicable("no state in the answer"));
  }

  private boolean isPollWithoutOtherKey(Observation seen, Observation deletion) {
    return seen.operation().kind() == poll
        && seen.operation() instanceof Poll asked
        && (asked.operation().isEmpty()
            || asked
                .operation()
                .equals(Optional.ofNullable(Answers.resource(deletion).operationKey())));
  }

  /** Whether the creation was heard of as running right before. */
  private static boolean wasRunning(Observation deletion) {
    return deletion.operation() instanceof OfInstance of
        && deletion.soFar().latest(of).filter(Answers::inProgress).isPresent();
  }
}
