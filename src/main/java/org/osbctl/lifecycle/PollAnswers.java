package org.osbctl.lifecycle;

import static org.osbctl.lifecycle.AnswerPattern.ANY;
import static org.osbctl.lifecycle.AnswerPattern.SUCCESS;
import static org.osbctl.lifecycle.AnswerPattern.range;
import static org.osbctl.lifecycle.AnswerPattern.status;
import static org.osbctl.lifecycle.Expectation.prefer;

import org.osbctl.lifecycle.ResourceState.*;
import org.osbctl.operation.Operation.PollBinding;
import org.osbctl.operation.Operation.PollInstance;
import org.osbctl.operation.OperationKind;

/**
 * Answers to polls (spec 2.17, "Polling Last Operation for Service Instances" and "… Bindings").
 */
final class PollAnswers {
  private static final Answer IN_PROGRESS = Answer.state("in progress");
  private static final Answer SUCCEEDED = Answer.state("succeeded");
  private static final Answer FAILED = Answer.state("failed");

  private PollAnswers() {}

  static Expectation instance(Situation situation, PollInstance request) {
    return expect(
        situation.instance(), "poll-instance", "poll-instance.no-410-for-create-or-update");
  }

  static Expectation binding(Situation situation, PollBinding request) {
    var binding = situation.binding();
    if (situation.instance() instanceof Absent) {
      return isNever(binding)
          ? prefer(Answer.of(404)).and(Clause.of("poll-binding.unknown-is-404", status(404)))
          : prefer(Answer.of(410), Answer.of(404), SUCCEEDED);
    }
    if (BindingAnswers.isUncertain(situation.instance()) && binding instanceof Ready) {
      return prefer(SUCCEEDED, Answer.of(404), Answer.of(410));
    }
    return expect(binding, "poll-binding", "poll-binding.no-410-for-bind");
  }

  private static boolean isNever(ResourceState state) {
    return state instanceof Absent absent && absent.last() == null;
  }

  private static Expectation expect(ResourceState state, String area, String noGone) {
    var answered = Clause.of(area + ".success-is-200", status(200)).within(SUCCESS, status(404));
    var notGone = Clause.of(noGone, range(200, 409), range(411, 999)).within(ANY);
    var kept =
        Clause.of(area + ".final-state-kept", status(200))
            .within(SUCCESS, status(404), status(410));
    return switch (state) {
      case Absent absent when absent.last() == null ->
          prefer(Answer.of(404)).and(Clause.of(area + ".unknown-is-404", status(404)));
      case Absent absent -> prefer(Answer.of(410), SUCCEEDED, Answer.of(404));
      // What must not be forgotten after its end must not be forgotten before.
      case Creating creating -> prefer(IN_PROGRESS, SUCCEEDED, FAILED).and(answered, notGone, kept);
      case Updating updating -> prefer(IN_PROGRESS, SUCCEEDED, FAILED).and(answered, notGone, kept);
      case Deleting deleting ->
          prefer(IN_PROGRESS, SUCCEEDED, FAILED, Answer.of(410))
              .and(
                  Clause.of(area + ".success-is-200", status(200))
                      .within(SUCCESS, status(404))
                      .tolerating("the deleted resource is forgotten at once", status(404)));
      case Ready ready when ready.last().asynchronous() ->
          prefer(ready.last().succeeded() ? SUCCEEDED : FAILED).and(kept, notGone);
      case Ready ready -> prefer(SUCCEEDED, Answer.of(404));
      case Failed failed when isDelete(failed.last().kind()) -> prefer(FAILED);
      case Failed failed -> prefer(FAILED).and(kept, notGone);
      case Unknown unknown -> prefer(Answer.of(404));
    };
  }

  private static boolean isDelete(OperationKind kind) {
    return kind == OperationKind.DEPROVISION || kind == OperationKind.UNBIND;
  }
}
