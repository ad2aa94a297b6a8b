package org.osbctl.cli.inventory;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.Durations;
import org.osbctl.cli.session.Session;
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
      description = "Only those asked for in this run (OSBCTL_RUN, when they were made and now).")
  private @Nullable String run;

  /** Whether any of them is given that makes a choice. */
  boolean choose() {
    return !labels.isEmpty() || owner != null || olderThan != null || run != null;
  }

  /**
   * The instances that are meant.
   *
   * @param broker the broker they are at, or null for all
   * @param oursOnly without those that osbctl did not make
   */
  Filter filter(Session session, @Nullable String broker, boolean oursOnly) {
    return filter(session, broker, oursOnly, run);
  }

  /** The same of all runs, whichever the environment names. */
  Filter ofAllRuns(Session session, String broker, boolean oursOnly) {
    return filter(session, broker, oursOnly, null);
  }

  private Filter filter(
      Session session, @Nullable String broker, boolean oursOnly, @Nullable String ofRun) {
    var now = session.surroundings().clock().instant();
    return new Filter(
        broker,
        null,
        labels,
        owner,
        olderThan == null ? null : now.minus(olderThan),
        ofRun,
        oursOnly);
  }
}
