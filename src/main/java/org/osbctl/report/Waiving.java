package org.osbctl.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.osbctl.conform.Verdict;
import org.osbctl.conform.Waivers;
import org.osbctl.report.Report.Entry;
import org.osbctl.spec.Level;

/** A report of an earlier run as it is with other waivers, which take the place of the run's. */
public final class Waiving {
  private final Waivers waivers;
  private final LocalDate today;

  /**
   * Waivers for reports.
   *
   * @param today the day on which they have to hold
   */
  public Waiving(Waivers waivers, LocalDate today) {
    this.waivers = waivers;
    this.today = today;
  }

  /** The report with them; it is of a whole run, not of one of several that share the work. */
  public Report of(Report report) {
    var violating = new HashMap<String, Set<String>>();
    var lanes = new HashSet<String>();
    for (var each : report.exchanges()) {
      lanes.add(each.lane());
      each.violations()
          .forEach(
              violation ->
                  violating
                      .computeIfAbsent(violation.requirement(), id -> new LinkedHashSet<>())
                      .add(each.lane()));
    }
    var entries = new ArrayList<Entry>();
    var seen = new HashSet<String>();
    for (var entry : report.requirements()) {
      entries.add(judged(entry, violating));
      if (entry.seen() > 0) {
        seen.add(entry.id());
      }
    }
    return report.withVerdicts(entries, waivers.stale(violating, lanes, seen, today));
  }

  private Entry judged(Entry entry, Map<String, Set<String>> violating) {
    return switch (entry.verdict()) {
      case FAILED, WARNED, WAIVED -> {
        var lanes = violating.getOrDefault(entry.id(), Set.of());
        yield waivers
            .words(entry.id(), lanes, today)
            .map(words -> entry.with(Verdict.WAIVED, words))
            .orElseGet(() -> entry.with(violated(entry.level()), ""));
      }
      case PASSED, SKIPPED, BLOCKED, INFO -> entry;
    };
  }

  /** The verdict on a violation that nobody accepts. */
  static Verdict violated(Level level) {
    return level.isMust() ? Verdict.FAILED : level.isShould() ? Verdict.WARNED : Verdict.INFO;
  }
}
