package org.osbctl.cli.broker;

import org.osbctl.cli.session.PollOptions;
import org.osbctl.cli.session.Session;
import org.osbctl.client.WaitLimits;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code --no-wait}, and how to wait otherwise. */
final class WaitOptions {
  @Option(
      names = "--no-wait",
      description = "Come back as soon as the broker has accepted the request.")
  private boolean noWait;

  @Mixin private PollOptions poll = new PollOptions();

  boolean untilEnd() {
    return !noWait;
  }

  WaitLimits limits(Session session) {
    return poll.limits(session);
  }
}
