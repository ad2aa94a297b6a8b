package org.osbctl.conform;

import java.util.List;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.spec.ApiVersion;

/** What is sent while an operation is running, as long as it is. */
final class Meanwhile {
  /**
   * After the first and then so many requests during an operation a poll looks whether it is still
   * running.
   */
  private static final int LOOK_AFTER = 3;

  private final Drive drive;
  private final Waiting waiting;
  private final Drive.Started running;

  Meanwhile(Drive drive, Waiting waiting, Drive.Started running) {
    this.drive = drive;
    this.waiting = waiting;
    this.running = running;
  }

  /** Sends requests, and looks now and then whether the operation still runs. */
  void send(List<? extends Operation> operations) {
    if (running.answer().status() != 202) {
      return;
    }
    int sent = 0;
    for (var each : operations) {
      if (!drive.state(running.request()).isBusy()) {
        return;
      }
      if (isUnknownYet(each)) {
        continue;
      }
      var answer = drive.send(each);
      if (each instanceof Bind extra && Drive.accepted(answer) && !isAbout(extra)) {
        drive.ended(extra, answer);
        drive.tried(drive.unbind(extra));
        return;
      }
      if (answer.status() == 202 && each instanceof Mutation other && !isSame(other)) {
        // The operation had ended meanwhile, and here is another one.
        drive.ended(other, answer);
        return;
      }
      if (sent++ % LOOK_AFTER == 0 || sent == operations.size()) {
        drive.send(waiting.poll(running.request(), running.answer()));
      }
    }
  }

  /** Whether a bind request is for the very binding whose operation is running. */
  private boolean isAbout(Bind bind) {
    return running.request() instanceof Bind first && first.bindingId().equals(bind.bindingId());
  }

  private boolean isSame(Mutation request) {
    return Broken.unasked(request).equals(Broken.unasked(running.request()));
  }

  /** Whether an operation came with a later version. */
  private boolean isUnknownYet(Operation operation) {
    return drive.version().before(ApiVersion.V2_14)
        && (operation instanceof FetchInstance
            || operation instanceof FetchBinding
            || operation instanceof PollBinding);
  }
}
