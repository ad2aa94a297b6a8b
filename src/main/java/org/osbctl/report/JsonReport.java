package org.osbctl.report;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.osbctl.conform.Verdict;
import org.osbctl.http.Visible;
import org.osbctl.report.Report.Entry;
import org.osbctl.report.Report.Found;
import org.osbctl.report.Report.Traffic;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The report for programs: everything the run found out, with the evidence.
 *
 * <p>Its schema is {@code specs/report.schema.json}. Members may be added within {@code osbctl/v1};
 * none will be taken away or change its meaning. {@link ReportReader} reads it again.
 */
public final class JsonReport implements ReportFormat {
  @Override
  public void write(Report report, Appendable out) throws IOException {
    out.append(harmless(Json.pretty(tree(report)))).append('\n');
  }

  /** The report as a tree. */
  public static ObjectNode tree(Report report) {
    var tree = head(report);
    tree.setAll(outcome(report));
    var requirements = tree.putArray("requirements");
    report.requirements().forEach(each -> requirements.add(requirement(each)));
    var exchanges = tree.putArray("exchanges");
    report.exchanges().forEach(each -> exchanges.add(traffic(each)));
    return tree;
  }

  private static ObjectNode platform(PlatformVerdict verdict) {
    var tree =
        Json.object()
            .put("profile", verdict.profile())
            .put("title", verdict.title())
            .put("accepts", verdict.accepts());
    var notes = tree.putArray("notes");
    for (var each : verdict.notes()) {
      notes
          .addObject()
          .put("rule", each.rule())
          .put("severity", each.severity())
          .put("verified", each.verified())
          .put("where", each.where())
          .put("says", each.says())
          .put("remedy", each.remedy())
          .put("times", each.times())
          .put("number", each.number());
    }
    return tree;
  }

  /** What is known of the whole run when it is over. */
  static ObjectNode outcome(Report report) {
    var tree = Json.object();
    tree.put("durationMs", report.duration().toMillis());
    tree.put("interrupted", report.interrupted());
    tree.put("requests", report.requests());
    tree.putObject("created")
        .put("instances", report.instances())
        .put("bindings", report.bindings());
    addAll(tree.putArray("leftBehind"), report.leftBehind());
    addAll(tree.putArray("blockers"), report.blockers());
    addAll(tree.putArray("staleWaivers"), report.staleWaivers());
    tree.put("conclusion", report.conclusion().words());
    tree.set("gate", gate(report));
    tree.set("summary", summary(report));
    tree.putObject("coverage")
        .put("requirements", report.requirements().size())
        .put("judgeable", report.judgeable())
        .put("exercised", report.exercised());
    if (!report.platforms().isEmpty()) {
      var platforms = tree.putArray("platforms");
      report.platforms().forEach(each -> platforms.add(platform(each)));
    }
    return tree;
  }

  /** What is known before a run begins. */
  static ObjectNode head(Report report) {
    return head(
        report.tool(), report.target(), report.version(), report.profiles(), report.startedAt());
  }

  /** What is known before a run begins. */
  static ObjectNode head(
      Tool tool, String target, ApiVersion version, List<String> profiles, Instant startedAt) {
    var tree = Json.object();
    tree.put("apiVersion", "osbctl/v1");
    tree.put("kind", "ConformanceReport");
    tree.putObject("tool").put("name", tool.name()).put("version", tool.version());
    tree.putObject("target").put("url", target);
    tree.put("specVersion", version.toString());
    addAll(tree.putArray("profiles"), profiles);
    tree.put("startedAt", startedAt.toString());
    return tree;
  }

  /** What fails the run, and what decided. */
  static ObjectNode gate(Report report) {
    var gate =
        Json.object()
            .put("level", report.gate().word())
            .put("planless", report.planless())
            .put("decided", report.decided());
    addAll(gate.putArray("by"), report.decisive());
    return gate;
  }

  /** How many requirements there are of each verdict. */
  static ObjectNode summary(Report report) {
    var summary = Json.object();
    for (var verdict :
        List.of(
            Verdict.PASSED,
            Verdict.FAILED,
            Verdict.WARNED,
            Verdict.SKIPPED,
            Verdict.BLOCKED,
            Verdict.WAIVED,
            Verdict.INFO)) {
      summary.put(verdict.word(), report.count(verdict));
    }
    return summary;
  }

  /** One requirement. */
  static ObjectNode requirement(Entry entry) {
    var tree = Json.object();
    tree.put("id", entry.id());
    tree.put("level", entry.level().toString());
    tree.put("section", entry.section());
    tree.put("link", entry.link());
    tree.put("subject", entry.subject());
    tree.put("gist", entry.gist());
    tree.put("hint", entry.hint());
    tree.put("verdict", entry.verdict().word());
    tree.put("seen", entry.seen());
    if (!entry.reason().isEmpty()) {
      tree.put("reason", entry.reason());
    }
    addAll(tree.putArray("notes"), entry.notes());
    var findings = tree.putArray("findings");
    entry.findings().forEach(each -> findings.add(finding(each, entry.hint())));
    return tree;
  }

  private static ObjectNode finding(Found found, String hint) {
    var tree = Json.object();
    tree.put("because", found.because());
    tree.put("expected", found.expected());
    tree.put("actual", found.actual());
    if (found.pointer() != null) {
      tree.put("pointer", found.pointer());
    }
    tree.put("times", found.times());
    tree.put("number", found.number());
    if (!found.said().isEmpty()) {
      tree.put("said", found.said());
    }
    tree.put("hint", hint);
    tree.set("exchange", found.exchange());
    tree.put("curl", found.curl());
    return tree;
  }

  /** One exchange. */
  static ObjectNode traffic(Traffic traffic) {
    var tree = Json.object();
    tree.put("number", traffic.number());
    tree.put("lane", traffic.lane());
    tree.put("scenario", traffic.scenario());
    var violations = tree.putArray("violations");
    for (var each : traffic.violations()) {
      violations
          .addObject()
          .put("requirement", each.requirement())
          .put("number", each.number())
          .put("because", each.because())
          .put("expected", each.expected())
          .put("actual", each.actual());
    }
    tree.set("exchange", traffic.exchange());
    return tree;
  }

  private static void addAll(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  private static boolean isPlain(String json) {
    for (int i = 0; i < json.length(); i++) {
      if (json.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** The same JSON with every character that acts instead of showing written as an escape. */
  static String harmless(String json) {
    if (isPlain(json)) {
      return json;
    }
    var result = new StringBuilder(json.length() + 16);
    json.codePoints()
        .forEach(
            point -> {
              var character = Character.toString(point);
              if (point < 0x7f || Visible.text(character).equals(character)) {
                result.append(character);
              } else {
                character.chars().forEach(unit -> result.append("\\u%04x".formatted(unit)));
              }
            });
    return result.toString();
  }
}
