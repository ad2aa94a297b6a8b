package org.osbctl.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.osbctl.conform.Verdict;
import org.osbctl.http.Visible;
import org.osbctl.report.Report.Entry;
import org.osbctl.report.Report.Found;
import org.osbctl.spec.Json;
import org.osbctl.spec.Level;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The report for code scanning, SARIF 2.1.0: a rule for each requirement, a result for each
 * violation and for what could not be judged. What platforms would say stands in runs of their own.
 */
public final class SarifReport implements ReportFormat {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  @Override
  public void write(Report report, Appendable out) throws IOException {
    out.append(JsonReport.harmless(Json.pretty(tree(report)))).append('\n');
  }

  private static ObjectNode tree(Report report) {
    var tree = Json.object().put("$schema", SCHEMA).put("version", "2.1.0");
    var runs = tree.putArray("runs");
    var run = runs.addObject();
    var driver = run.putObject("tool").putObject("driver");
    driver.put("name", report.tool().name());
    driver.put("version", report.tool().version());
    var rules = driver.putArray("rules");
    run.putArray("invocations").add(invocation(report));
    var results = run.putArray("results");
    for (int i = 0; i < report.requirements().size(); i++) {
      var entry = report.requirements().get(i);
      rules.add(rule(entry));
      addResults(results, entry, i);
    }
    var properties = run.putObject("properties");
    properties.put("target", report.target());
    properties.put("specVersion", report.version().toString());
    properties.put("conclusion", report.conclusion().words());
    properties.set("gate", JsonReport.gate(report));
    properties.set("summary", JsonReport.summary(report));
    report.platforms().forEach(each -> runs.add(platform(report, each)));
    return tree;
  }

  private static ObjectNode platform(Report report, PlatformVerdict platform) {
    var run = Json.object();
    var driver = run.putObject("tool").putObject("driver");
    driver.put("name", report.tool().name()).put("version", report.tool().version());
    run.putObject("automationDetails").put("id", "platform/" + resource(platform.profile()) + "/");
    var rules = driver.putArray("rules");
    var results = run.putArray("results");
    var known = new ArrayList<String>();
    for (var note : platform.notes()) {
      if (!known.contains(note.rule())) {
        known.add(note.rule());
        rules.addObject().put("id", Visible.text(note.rule()));
      }
      results.add(result(platform, note, known.indexOf(note.rule())));
    }
    run.putObject("properties")
        .put("platform", Visible.text(platform.profile()))
        .put("accepts", platform.accepts());
    return run;
  }

  private static ObjectNode result(PlatformVerdict platform, PlatformVerdict.Note note, int index) {
    var level =
        switch (note.severity()) {
          case "rejects" -> "error";
          case "warns" -> "warning";
          default -> "note";
        };
    var result = Json.object().put("ruleId", Visible.text(note.rule())).put("ruleIndex", index);
    result.put("kind", "fail").put("level", level);
    result.set("message", message(Wording.note(note)));
    var location = result.putArray("locations").addObject();
    location
        .putObject("physicalLocation")
        .putObject("artifactLocation")
        .put("uri", note.rule().equals("answer") ? request(note.where()) : "v2/catalog");
    location
        .putArray("logicalLocations")
        .addObject()
        .put("fullyQualifiedName", Visible.text(note.where()))
        .put("kind", "resource");
    var print = platform.profile() + " " + note.rule() + " " + place(note.where());
    result.putObject("partialFingerprints").put("osbctl/v1", digest(print));
    return result.put("occurrenceCount", note.times());
  }

  private static String request(String where) {
    return resource(where.replaceFirst("^[A-Z]+ ", ""));
  }

  private static String place(String where) {
    return where.contains("/") ? request(where) : where;
  }

  private static ObjectNode invocation(Report report) {
    var invocation = Json.object();
    invocation.put(
        "executionSuccessful",
        switch (report.conclusion()) {
          case PASSED, FAILED -> true;
          case BLOCKED, INTERRUPTED, LEFT_BEHIND, NOTHING_TESTED -> false;
        });
    invocation.put("startTimeUtc", report.startedAt().toString());
    invocation.put("endTimeUtc", report.startedAt().plus(report.duration()).toString());
    var notifications = invocation.putArray("toolExecutionNotifications");
    notify(notifications, "note", List.of(report.conclusion().words() + ": " + report.decided()));
    notify(notifications, "error", report.blockers());
    notify(notifications, "warning", report.staleWaivers());
    notify(
        notifications,
        "error",
        report.leftBehind().stream().map(each -> "left behind: " + each).toList());
    return invocation;
  }

  private static void notify(ArrayNode notifications, String level, List<String> texts) {
    for (var text : texts) {
      notifications.addObject().put("level", level).set("message", message(text));
    }
  }

  private static ObjectNode rule(Entry entry) {
    var rule = Json.object().put("id", entry.id());
    rule.putObject("shortDescription").put("text", entry.gist());
    rule.put("helpUri", entry.link());
    rule.putObject("defaultConfiguration").put("level", level(entry.level()));
    if (!entry.hint().isEmpty()) {
      rule.putObject("help").put("text", entry.hint());
    }
    rule.putObject("properties")
        .put("level", entry.level().toString())
        .put("section", entry.section())
        .put("verdict", entry.verdict().word());
    return rule;
  }

  private static String level(Level level) {
    return level.isMust() ? "error" : level.isShould() ? "warning" : "note";
  }

  private static void addResults(ArrayNode results, Entry entry, int index) {
    switch (entry.verdict()) {
      case FAILED, WARNED, WAIVED ->
          entry.findings().forEach(found -> results.add(result(entry, found, index)));
      case BLOCKED -> {
        var result = results.addObject().put("ruleId", entry.id()).put("ruleIndex", index);
        result.put("kind", "open").put("level", "none");
        result.set("message", message("could not be judged: " + entry.reason()));
      }
      case INFO, PASSED, SKIPPED -> {}
    }
  }

  private static ObjectNode result(Entry entry, Found found, int index) {
    var result = Json.object().put("ruleId", entry.id()).put("ruleIndex", index);
    result.put("kind", "fail").put("level", level(entry.level()));
    var text = new StringBuilder(found.because());
    text.append("; expected ").append(found.expected()).append("; seen ").append(found.actual());
    result.set("message", message(text.toString()));
    var request = found.method() + " " + found.path();
    var location = result.putArray("locations").addObject();
    location
        .putObject("physicalLocation")
        .putObject("artifactLocation")
        .put("uri", resource(found));
    location
        .putArray("logicalLocations")
        .addObject()
        .put("fullyQualifiedName", Visible.text(request))
        .put("kind", "resource");
    result
        .putObject("partialFingerprints")
        .put("osbctl/v1", digest(entry.id() + " " + found.method() + " " + resource(found)));
    result.put("occurrenceCount", found.times());
    if (entry.verdict() == Verdict.WAIVED) {
      result
          .putArray("suppressions")
          .addObject()
          .put("kind", "external")
          .put("status", "accepted")
          .put("justification", Visible.text(entry.reason()));
    }
    result.putObject("properties").put("repeat", Visible.text(found.curl()));
    return result;
  }

  /** The resource as a path that is the same in every run: ids and query left out. */
  private static String resource(Found found) {
    return resource(found.path());
  }

  private static String resource(String path) {
    return path.replaceFirst("\\?.*", "")
        .replaceAll("/(service_instances|service_bindings)/[^/]*", "/$1/-")
        .replaceAll("[^A-Za-z0-9/_-]", "-")
        .replaceFirst("^/+", "");
  }

  private static String digest(String text) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Braces and brackets would be placeholders and links (SARIF 2.1.0, 3.11.5 and 3.11.6). */
  private static ObjectNode message(String text) {
    return Json.object()
        .put(
            "text",
            Visible.lines(text)
                .replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("]", "\\]")
                .replace("{", "{{")
                .replace("}", "}}"));
  }
}
