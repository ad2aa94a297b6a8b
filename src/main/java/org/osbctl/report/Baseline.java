package org.osbctl.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import org.osbctl.conform.Verdict;
import org.osbctl.http.Visible;
import org.osbctl.report.Report.Entry;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.StringNode;

/**
 * A file of waivers for all that a run found to be violated.
 *
 * @param text the file, in YAML
 * @param count how many waivers it has
 */
public record Baseline(String text, int count) {
  private static final int REASON = 160;

  /** Waivers for the violations in a report, restricted to the plans that show them. */
  public static Baseline of(Report report, String owner, LocalDate today, LocalDate expires) {
    var text = new StringBuilder();
    text.append("# Violations of ").append(Visible.text(report.target()));
    text.append(" accepted for a while, by a run of ").append(report.startedAt()).append(".\n");
    var violated = new ArrayList<Entry>(report.with(Verdict.FAILED));
    violated.addAll(report.with(Verdict.WARNED));
    text.append(violated.isEmpty() ? "waivers: []\n" : "waivers:\n");
    int count = 0;
    for (var entry : violated) {
      for (var lane : lanes(entry, report)) {
        write(entry, lane, owner, today, expires, text);
        count++;
      }
    }
    return new Baseline(text.toString(), count);
  }

  /** The plans that show a violation; one empty name when it is not a matter of plans. */
  private static Set<String> lanes(Entry entry, Report report) {
    var lanes = new LinkedHashSet<String>();
    for (var each : report.exchanges()) {
      if (each.violations().stream().anyMatch(v -> v.requirement().equals(entry.id()))) {
        lanes.add(each.lane());
      }
    }
    return lanes.isEmpty() || lanes.contains("") ? Set.of("") : lanes;
  }

  private static void write(
      Entry entry,
      String lane,
      String owner,
      LocalDate today,
      LocalDate expires,
      StringBuilder out) {
    out.append("  - requirement: ").append(entry.id()).append('\n');
    int slash = lane.lastIndexOf('/');
    if (slash > 0) {
      field(out, "service", lane.substring(0, slash));
      field(out, "plan", lane.substring(slash + 1));
    }
    var because = entry.findings().isEmpty() ? "" : ": " + entry.findings().getFirst().because();
    field(out, "reason", "known since " + today + because);
    field(out, "owner", owner);
    out.append("    expires: ").append(expires).append('\n');
  }

  private static void field(StringBuilder out, String name, String value) {
    var quoted = Json.text(StringNode.valueOf(Visible.excerpt(value, REASON)));
    out.append("    ").append(name).append(": ").append(JsonReport.harmless(quoted)).append('\n');
  }
}
