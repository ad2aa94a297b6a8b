package org.osbctl.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osbctl.conform.Verdict;
import org.osbctl.report.Report.Entry;

/**
 * What changed from one run to another.
 *
 * @param changes the requirements whose verdict is another one, regressions first
 */
public record Comparison(List<Change> changes) {
  /** What a change means. */
  public enum Kind {
    /** It fails the gate now, and did not before. */
    REGRESSION,
    /** It failed the gate before, and is met now. */
    FIXED,
    /** It was tested before, and is not any more. */
    NO_LONGER_TESTED,
    /** It was not tested before, and is met now. */
    NEWLY_TESTED,
    /** Anything else. */
    OTHER;

    /** In words: {@code no longer tested}. */
    public String words() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * A requirement with another verdict.
   *
   * @param before the verdict of the first run; empty when it did not know the requirement
   * @param after the verdict of the second run; empty when it does not know the requirement
   * @param because the first violation of the second run; empty when there is none
   */
  public record Change(
      Kind kind,
      String requirement,
      Optional<Verdict> before,
      Optional<Verdict> after,
      String because) {}

  /** What changed from the first report to the second, judged by a gate. */
  public static Comparison of(Report before, Report after, Gate gate) {
    var old = byId(before);
    var fresh = byId(after);
    var ids = new LinkedHashSet<>(old.keySet());
    before.requirements().forEach(each -> ids.add(each.id()));
    after.requirements().forEach(each -> ids.add(each.id()));
    var changes = new ArrayList<Change>();
    for (var kind : Kind.values()) {
      for (var id : ids.stream().sorted().toList()) {
        var one = Optional.ofNullable(old.get(id)).map(Entry::verdict);
        var other = Optional.ofNullable(fresh.get(id)).map(Entry::verdict);
        if (!one.equals(other) && kind(one, other, gate) == kind) {
          changes.add(new Change(kind, id, one, other, because(fresh.get(id))));
        }
      }
    }
    return new Comparison(List.copyOf(changes));
  }

  private static Map<String, Entry> byId(Report report) {
    var entries = new HashMap<String, Entry>();
    report.requirements().forEach(each -> entries.put(each.id(), each));
    return entries;
  }

  private static String because(@org.jspecify.annotations.Nullable Entry entry) {
    return entry == null || entry.findings().isEmpty() ? "" : entry.findings().getFirst().because();
  }

  private static Kind kind(Optional<Verdict> before, Optional<Verdict> after, Gate gate) {
    boolean red = after.filter(each -> isRed(each, gate)).isPresent();
    boolean wasRed = before.filter(each -> isRed(each, gate)).isPresent();
    if (red && !wasRed) {
      return Kind.REGRESSION;
    }
    if (!isTested(after) && isTested(before)) {
      return Kind.NO_LONGER_TESTED;
    }
    if (wasRed && !red) {
      return Kind.FIXED;
    }
    return !isTested(before) && isTested(after) ? Kind.NEWLY_TESTED : Kind.OTHER;
  }

  private static boolean isRed(Verdict verdict, Gate gate) {
    return gate.fails(verdict) || verdict == Verdict.BLOCKED;
  }

  private static boolean isTested(Optional<Verdict> verdict) {
    return verdict.filter(each -> each != Verdict.SKIPPED && each != Verdict.BLOCKED).isPresent();
  }

  /** The changes for the worse. */
  public List<Change> regressions() {
    return changes.stream().filter(each -> each.kind() == Kind.REGRESSION).toList();
  }
}
