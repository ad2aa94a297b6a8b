package org.osbctl.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osbctl.inventory.Filter;
import picocli.CommandLine.Option;

/** Which of the instances osbctl remembers are meant. */
final class FilterOptions {
  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "Only those with this label; may be repeated.")
  private Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--owner",
      paramLabel = "USER[@HOST]",
      description = "Only those this user asked for.")
  private @Nullable String owner;

  @Option(
      names = "--older-than",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "Only those asked for longer ago: 90s, 30m, 12h, 7d.")
  private @Nullable Duration olderThan;

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "Only those asked for in this run (OSBCTL_RUN when they were made).")
  private @Nullable String run;

  @Option(
      names = "--all-contexts",
      description = "Those of all brokers, not only of the one in use.")
  private boolean allContexts;

  /** Whether any of them is given that makes a choice. */
  boolean choose() {
    return !labels.isEmpty() || owner != null || olderThan != null || run != null;
  }

  /** Whether instances of all brokers are meant: also where none is named. */
  boolean allContexts(Session session) {
    return allContexts || !session.namesBroker();
  }

  /** The instances that are meant, at the broker in use unless all are. */
  Filter filter(Session session, boolean oursOnly) {
    var now = session.surroundings().clock().instant();
    return new Filter(
        allContexts(session) ? null : session.brokerKey(),
        null,
        labels,
        owner,
        olderThan == null ? null : now.minus(olderThan),
        run,
        oursOnly);
  }
}
