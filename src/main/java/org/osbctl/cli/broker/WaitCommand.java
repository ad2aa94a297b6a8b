package org.osbctl.cli.broker;

import java.util.concurrent.Callable;
import org.osbctl.cli.inventory.Assumptions;
import org.osbctl.cli.inventory.BindingOption;
import org.osbctl.cli.inventory.InstanceOption;
import org.osbctl.cli.inventory.Remembered;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.session.PollOptions;
import org.osbctl.cli.session.Progress;
import org.osbctl.cli.session.Session;
import org.osbctl.client.WaitResult;
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
  @Mixin private PollOptions poll;

  WaitCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var entry = instance.entry(session);
    var remembered = binding.of(entry);
    if (remembered.last().over()) {
      session.output().info("nothing is in progress on " + remembered.words());
      return ExitCode.DONE.code();
    }
    var words = remembered.operation();
    var resume = remembered.command("wait");
    session.onInterrupt("interrupted; it is still in progress. Go on waiting with: " + resume);
    var result = result(remembered);
    session.onInterrupt(null);
    return switch (result) {
      case WaitResult.Succeeded succeeded -> {
        remembered.ended(session, true);
        if (remembered.isDelete()) {
          session.output().info(remembered.words() + " is gone");
        }
        yield ExitCode.DONE.code();
      }
      case WaitResult.Failed failed -> {
        remembered.ended(session, false);
        throw Undertaking.failed(session, words, failed.description());
      }
      case WaitResult.GaveUp gaveUp ->
          throw Undertaking.gaveUp(session, words, gaveUp.after(), gaveUp.lastSeen(), resume);
      case WaitResult.Interrupted interrupted -> throw Undertaking.interrupted(words, resume);
    };
  }

  private WaitResult result(Remembered remembered) {
    var client = session.judgedClient(Catalog.EMPTY, Assumptions.of(remembered.instance()));
    try (var progress = new Progress(session)) {
      return session
          .poller(client)
          .await(
              remembered.poll(null),
              remembered.kind(),
              null,
              poll.limits(session),
              (exchange, pause) -> progress.polled(remembered.operation(), exchange));
    }
  }
}
