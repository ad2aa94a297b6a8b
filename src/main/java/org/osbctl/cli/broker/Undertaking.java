package org.osbctl.cli.broker;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.inventory.Remembered;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.cli.session.BrokerProblems;
import org.osbctl.cli.session.Progress;
import org.osbctl.cli.session.Session;
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
  private final Progress progress;

  Undertaking(Session session, BrokerClient client) {
    this.session = session;
    this.runner = new OperationRunner(client, session.poller(client));
    this.progress = new Progress(session);
  }

  /**
   * What to carry out.
   *
   * @param doing what it is, for messages: {@code Provisioning}
   * @param of what it is done to
   * @param undo the request that cleans up after an unclear answer; null when nothing is created
   * @param accepted is told of the operation key of a 202 answer, null when there is none
   */
  record Plan(
      String doing,
      Remembered of,
      Mutation request,
      @Nullable Mutation undo,
      Consumer<@Nullable String> accepted) {
    /** What it is, for messages: {@code Provisioning "db1"}. */
    String words() {
      return doing + " " + of.words();
    }

    boolean creates() {
      return request.kind() == OperationKind.PROVISION || request.kind() == OperationKind.BIND;
    }
  }

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

    /** It may be there, and nobody works on it any more. */
    void unclear();
  }

  /** Sends the request and waits; ends the command when that does not go well. */
  Result carryOut(Plan plan, WaitOptions wait, WaitLimits limits, Fate fate) {
    try (progress) {
      return carriedOut(plan, wait, limits, fate);
    }
  }

  private Result carriedOut(Plan plan, WaitOptions wait, WaitLimits limits, Fate fate) {
    session.onInterrupt(
        "interrupted; the broker may carry it out all the same. Look with: "
            + plan.of().command("last-operation"));
    var outcome = runner.run(plan.request(), waiting(plan, limits, wait.untilEnd()));
    session.onInterrupt(null);
    return switch (outcome) {
      case OperationOutcome.Done done -> new Result(End.DONE, done.first());
      case OperationOutcome.Started started -> started(plan, started.first());
      case OperationOutcome.Refused refused -> throw refused(plan, refused.first(), fate);
      case OperationOutcome.Unanswered none -> throw refused(plan, none.first(), fate);
      case OperationOutcome.Failed failed -> throw failed(plan, failed, fate);
      case OperationOutcome.GaveUp gaveUp ->
          throw gaveUp(
              session, plan.words(), gaveUp.after(), gaveUp.lastSeen(), plan.of().command("wait"));
      case OperationOutcome.Interrupted interrupted ->
          throw interrupted(plan.words(), plan.of().command("wait"));
    };
  }

  private Waiting waiting(Plan plan, WaitLimits limits, boolean untilEnd) {
    var instance = plan.of().instance();
    return new Waiting(
        instance.serviceId(),
        instance.planId(),
        limits,
        untilEnd,
        first -> accepted(plan, first),
        (poll, pause) -> progress.polled(plan.words(), poll));
  }

  private void accepted(Plan plan, Exchange first) {
    plan.accepted().accept(first.response().map(Tracker::operationKey).orElse(null));
    session.onInterrupt(
        "interrupted; it is still in progress. Go on waiting with: " + plan.of().command("wait"));
    progress.show(plan.words() + ": accepted");
  }

  private Result started(Plan plan, Exchange first) {
    session.output().info("wait for its end with: " + plan.of().command("wait"));
    return new Result(End.STARTED, first);
  }

  /** The time is up. */
  static ProblemException gaveUp(
      Session session, String words, Duration after, String lastSeen, String resume) {
    return new Problem(
            "gave-up-waiting",
            words + " did not end within " + words(after) + ".",
            "last seen: " + session.problems().excerpt(lastSeen),
            "go on waiting with: " + resume)
        .exit(ExitCode.GAVE_UP);
  }

  /** Somebody told us to stop. */
  static ProblemException interrupted(String words, String resume) {
    return new Problem(
            "interrupted",
            words + " is still in progress.",
            "osbctl was interrupted",
            "go on waiting with: " + resume)
        .exit(ExitCode.INTERRUPTED);
  }

  private ProblemException refused(Plan plan, Exchange first, Fate fate) {
    var problem = problems(plan).of(plan.words() + " did not work", first);
    if (!plan.creates()) {
      if (first.status() >= 400 && first.status() < 500) {
        fate.unchanged();
      } else {
        fate.unclear();
      }
    } else if (isUnclear(plan.request().kind(), first)) {
      cleanUp(plan, fate);
    } else if (first.status() >= 300 || problem.exit() == ExitCode.UNREACHABLE) {
      fate.nothingThere();
    } else {
      fate.unclear();
    }
    return problem;
  }

  /** What is to be created, the broker cannot know; the instance to be bound it should. */
  private BrokerProblems problems(Plan plan) {
    return switch (plan.request().kind()) {
      case PROVISION -> session.problems();
      case BIND ->
          session.problems().whenUnknown(new Remembered(plan.of().instance()).whenUnknown());
      default -> session.problems().whenUnknown(plan.of().whenUnknown());
    };
  }

  /** By the specification, and where a platform is more careful, by that, too. */
  private boolean isUnclear(OperationKind kind, Exchange first) {
    return OrphanMitigation.isDue(session.version(), kind, first)
        || session.platform().cleansUpAfter(kind, first);
  }

  private ProblemException failed(Plan plan, OperationOutcome.Failed failed, Fate fate) {
    var kind = plan.request().kind();
    if (!plan.creates()) {
      fate.unchanged();
    } else if (OrphanMitigation.isDueAfterFailed(session.version(), kind)) {
      cleanUp(plan, fate);
    } else {
      fate.unclear();
    }
    return failed(session, plan.words(), failed.description());
  }

  /** The operation ended as failed. */
  static ProblemException failed(Session session, String words, String description) {
    return new Problem(
            "operation-failed",
            words + " ended as failed.",
            description.isEmpty()
                ? "the broker gave no reason"
                : session.problems().excerpt(description),
            "")
        .exit(ExitCode.REFUSED);
  }

  /** Orphan mitigation: the broker may have created something nobody will ever use. */
  private void cleanUp(Plan plan, Fate fate) {
    var undo = plan.undo();
    if (undo == null) {
      fate.unclear();
      return;
    }
    progress.show(plan.words() + ": cleaning up, since something may have been created");
    session.onInterrupt("interrupted while cleaning up " + plan.of().words());
    var waiting =
        new Waiting(
            plan.of().instance().serviceId(),
            plan.of().instance().planId(),
            WaitLimits.DEFAULT,
            true,
            first -> {},
            (poll, pause) -> progress.polled("Cleaning up " + plan.of().words(), poll));
    var done = runner.run(undo, waiting) instanceof OperationOutcome.Done;
    session.onInterrupt(null);
    if (done) {
      progress.show(plan.words() + ": nothing is left behind");
      fate.nothingThere();
    } else {
      session.output().warn("cleaning up " + plan.of().words() + " did not work");
      fate.unclear();
    }
  }

  private static String words(Duration duration) {
    return duration.toSeconds() < 120 ? duration.toSeconds() + " s" : duration.toMinutes() + " min";
  }
}
