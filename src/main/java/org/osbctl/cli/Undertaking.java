package org.osbctl.cli;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osbctl.client.BrokerClient;
import org.osbctl.client.OperationOutcome;
import org.osbctl.client.OperationRunner;
import org.osbctl.client.OperationRunner.Waiting;
import org.osbctl.client.OrphanMitigation;
import org.osbctl.client.WaitLimits;
import org.osbctl.http.Exchange;
import org.osbctl.lifecycle.Tracker;
import org.osbctl.operation.Operation.Mutation;
import org.osbctl.operation.OperationKind;

/** Carries out one operation for a command: progress, resume commands, clean-up, exit codes. */
final class Undertaking {
  private final Session session;
  private final OperationRunner runner;
  private final BrokerProblems problems;

  Undertaking(Session session, BrokerClient client) {
    this.session = session;
    this.runner = new OperationRunner(client, session.poller(client));
    this.problems = new BrokerProblems(session.redaction());
  }

  /**
   * What to carry out.
   *
   * @param words what it is, for messages: {@code Provisioning "db1"}
   * @param resume the command that goes on waiting
   * @param undo the request that cleans up after an unclear answer; null when nothing is created
   * @param accepted is told of the operation key of a 202 answer, null when there is none
   */
  record Plan(
      String words,
      Mutation request,
      String serviceId,
      String planId,
      String resume,
      @Nullable Mutation undo,
      Consumer<@Nullable String> accepted) {}

  /** How the operation ended, for commands whose bookkeeping depends on it. */
  enum End {
    DONE,
    STARTED
  }

  /** The exchange that ended the operation well, or started it when nobody waits. */
  record Result(End end, Exchange first) {}

  /** Tells a command what became of its resource when the operation did not end well. */
  interface Fate {
    /** Nothing of it is there. */
    void nothingThere();

    /** The operation is over; the resource is there as it was before. */
    void unchanged();

    /** It may be there, or is still being worked on. */
    void unclear();
  }

  /** Sends the request and waits; ends the command when that does not go well. */
  Result carryOut(Plan plan, WaitOptions wait, WaitLimits limits, Fate fate) {
    session.onInterrupt("interrupted. What became of it: osbctl " + plan.resume());
    var waiting =
        new Waiting(
            plan.serviceId(),
            plan.planId(),
            limits,
            wait.untilEnd(),
            first -> accepted(plan, first),
            (poll, pause) -> progress(plan, poll));
    var outcome = runner.run(plan.request(), waiting);
    session.onInterrupt(null);
    return switch (outcome) {
      case OperationOutcome.Done done -> new Result(End.DONE, done.first());
      case OperationOutcome.Started started -> {
        session
            .output()
            .info(plan.words() + " is in progress; wait for its end with: osbctl " + plan.resume());
        yield new Result(End.STARTED, started.first());
      }
      case OperationOutcome.Refused refused -> throw refused(plan, refused.first(), fate);
      case OperationOutcome.Unanswered none -> throw refused(plan, none.first(), fate);
      case OperationOutcome.Failed failed -> throw failed(plan, failed, fate);
      case OperationOutcome.GaveUp gaveUp -> {
        fate.unclear();
        throw new Problem(
                "gave-up-waiting",
                plan.words() + " did not end within " + words(gaveUp.after()) + ".",
                "last seen: " + session.redaction().text(gaveUp.lastSeen()),
                "go on waiting with: osbctl " + plan.resume())
            .exit(ExitCode.GAVE_UP);
      }
      case OperationOutcome.Interrupted interrupted -> {
        fate.unclear();
        throw new Problem(
                "interrupted",
                plan.words() + " is still in progress.",
                "",
                "go on waiting with: osbctl " + plan.resume())
            .exit(ExitCode.INTERRUPTED);
      }
    };
  }

  private void accepted(Plan plan, Exchange first) {
    plan.accepted().accept(first.response().map(Tracker::operationKey).orElse(null));
    session.onInterrupt(
        "interrupted. It is still in progress; go on waiting with: osbctl " + plan.resume());
    session.output().info(plan.words() + ": accepted");
  }

  private void progress(Plan plan, Exchange poll) {
    var said =
        poll.response()
            .map(
                response -> {
                  var answer = Tracker.answer(response);
                  var description = response.body().json().path("description").stringValue("");
                  return (answer.state() == null ? "answer " + answer.status() : answer.state())
                      + (description.isEmpty() ? "" : " (" + description + ")");
                })
            .orElse("no answer");
    session.progress(plan.words() + ": " + session.redaction().text(said));
  }

  private ProblemException refused(Plan plan, Exchange first, Fate fate) {
    var problem = problems.of(plan.words() + " did not work", first);
    var kind = plan.request().kind();
    if (!creates(kind)) {
      if (first.status() >= 400 && first.status() < 500) {
        fate.unchanged();
      } else {
        fate.unclear();
      }
      return problem;
    }
    if (OrphanMitigation.isDue(session.version(), kind, first)) {
      cleanUp(plan, fate, problem);
    } else if (first.response().isPresent() || reachedNobody(problem)) {
      fate.nothingThere();
    } else {
      fate.unclear();
    }
    return problem;
  }

  private static boolean reachedNobody(ProblemException problem) {
    return problem.exit() == ExitCode.UNREACHABLE;
  }

  private static boolean creates(OperationKind kind) {
    return kind == OperationKind.PROVISION || kind == OperationKind.BIND;
  }

  private ProblemException failed(Plan plan, OperationOutcome.Failed failed, Fate fate) {
    var description = session.redaction().text(failed.description());
    var problem =
        new Problem(
                "operation-failed",
                plan.words() + " ended as failed.",
                description.isEmpty() ? "the broker gave no reason" : description,
                "")
            .exit(ExitCode.REFUSED);
    if (creates(plan.request().kind())
        && OrphanMitigation.isDueAfterFailed(session.version(), plan.request().kind())) {
      cleanUp(plan, fate, problem);
    } else if (creates(plan.request().kind())) {
      fate.unclear();
    } else {
      fate.unchanged();
    }
    return problem;
  }

  /** Orphan mitigation: the broker may have created something nobody will ever use. */
  private void cleanUp(Plan plan, Fate fate, ProblemException why) {
    var undo = plan.undo();
    if (undo == null) {
      fate.unclear();
      return;
    }
    session.output().info(plan.words() + ": cleaning up, since something may have been created");
    var waiting =
        new Waiting(
            plan.serviceId(),
            plan.planId(),
            WaitLimits.DEFAULT,
            true,
            first -> {},
            (poll, pause) -> progress(plan, poll));
    if (runner.run(undo, waiting) instanceof OperationOutcome.Done) {
      session.output().info(plan.words() + ": nothing is left behind");
      fate.nothingThere();
    } else {
      session
          .output()
          .warn(
              plan.words()
                  + ": the clean-up did not work; something may be left behind ("
                  + why.problem().code()
                  + ")");
      fate.unclear();
    }
  }

  static String words(Duration duration) {
    return duration.toSeconds() < 120 ? duration.toSeconds() + " s" : duration.toMinutes() + " min";
  }
}
