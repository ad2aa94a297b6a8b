package org.osbctl.cli.inventory;

import org.jspecify.annotations.Nullable;
import org.osbctl.cli.session.Session;
import picocli.CommandLine.Option;

/** {@code --all-contexts}: what is remembered of all brokers. */
final class BrokerChoice {
  @Option(
      names = "--all-contexts",
      description = "Those of all brokers, not only of the one in use.")
  private boolean allContexts;

  /** The broker whose instances are meant; null for all, also where no broker is named. */
  @Nullable String broker(Session session) {
    return allContexts || !session.namesBroker() ? null : session.brokerKey();
  }
}
