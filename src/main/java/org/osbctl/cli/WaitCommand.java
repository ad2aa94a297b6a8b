package org.osbctl.cli;

import java.util.concurrent.Callable;
import org.osbctl.client.WaitResult;
import org.osbctl.lifecycle.Tracker;
import org.osbctl.spec.Catalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "wait",
    description = "Wait for the end of an operation that is in progress.",
    footer = {"", "Example: osbctl wait -i db1 --timeout 5m"})
final class WaitCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private InstanceOption instance;
  @Mixin private BindingOption binding;
  @Mixin private WaitOptions wait;

  WaitCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var entry = instance.entry(session);
    var remembered = new Remembered(entry, binding.name() == null ? null : binding.entry(entry));
    if (remembered.last().over()) {
      session.output().info("nothing is in progress on " + remembered.words());
      return ExitCode.DONE.code();
    }
    var resume =
        "osbctl wait -i " + entry.name() + (binding.name() == null ? "" : " -b " + binding.name());
    session.onInterrupt("interrupted. It is still in progress; go on waiting with: " + resume);
    var client = session.judgedClient(Catalog.EMPTY, Assumptions.of(entry));
    var kind = remembered.kind();
    var result =
        session
            .poller(client)
            .await(
                remembered.poll(null),
                kind,
                null,
                wait.limits(),
                (exchange, pause) ->
                    session.progress(
                        remembered.words()
                            + ": "
                            + exchange
                                .response()
                                .map(Tracker::answer)
                                .map(Object::toString)
                                .orElse("no answer")));
    session.onInterrupt(null);
    return switch (result) {
      case WaitResult.Succeeded s -> {
        remembered.ended(session, true);
        session.output().info(kind.words() + " of " + remembered.words() + " succeeded");
        yield ExitCode.DONE.code();
      }
      case WaitResult.Failed f -> {
        remembered.ended(session, false);
        throw new Problem(
                "operation-failed",
                kind.words() + " of " + remembered.words() + " ended as failed.",
                session
                    .redaction()
                    .text(
                        f.description().isEmpty() ? "the broker gave no reason" : f.description()),
                "")
            .exit(ExitCode.REFUSED);
      }
      case WaitResult.GaveUp g ->
          throw new Problem(
                  "gave-up-waiting",
                  kind.words()
                      + " of "
                      + remembered.words()
                      + " did not end within "
                      + Undertaking.words(g.after())
                      + ".",
                  "last seen: " + session.redaction().text(g.lastSeen()),
                  "go on waiting with: " + resume)
              .exit(ExitCode.GAVE_UP);
      case WaitResult.Interrupted i ->
          throw new Problem(
                  "interrupted",
                  remembered.words() + " is still in progress.",
                  "",
                  "go on waiting with: " + resume)
              .exit(ExitCode.INTERRUPTED);
    };
  }
}
