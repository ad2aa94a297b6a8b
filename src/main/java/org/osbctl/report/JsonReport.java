package org.osbctl.report;

import java.io.IOException;
import java.util.List;
import org.osbctl.conform.Finding;
import org.osbctl.conform.RequirementResult;
import org.osbctl.conform.RunResult;
import org.osbctl.conform.Verdict;
import org.osbctl.http.Redaction;
import org.osbctl.http.Visible;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The report for programs: everything the run found out, with the evidence.
 *
 * <p>Its schema is {@code specs/report.schema.json}. Members may be added within {@code osbctl/v1};
 * none will be taken away or change its meaning.
 */
public final class JsonReport implements ReportFormat {
  private final Tool tool;
  private final Redaction redaction;

  /** A report that names the tool and masks what the redaction knows. */
  public JsonReport(Tool tool, Redaction redaction) {
    this.tool = tool;
    this.redaction = redaction;
  }

  @Override
  public void write(RunResult result, Appendable out) throws IOException {
    out.append(harmless(Json.pretty(tree(result)))).append('\n');
  }

  /** The report as a tree. */
  public ObjectNode tree(RunResult result) {
    var tree = Json.object();
    tree.put("apiVersion", "osbctl/v1");
    tree.put("kind", "ConformanceReport");
    tree.putObject("tool").put("name", tool.name()).put("version", tool.version());
    tree.putObject("target").put("url", new Wording(redaction).url(result.target()));
    tree.put("specVersion", result.version().toString());
    tree.putArray("profiles");
    tree.put("startedAt", result.startedAt().toString());
    tree.put("durationMs", result.duration().toMillis());
    tree.put("interrupted", result.interrupted());
    tree.put("requests", result.requests());
    tree.putObject("created")
        .put("instances", result.instancesCreated())
        .put("bindings", result.bindingsCreated());
    addAll(tree.putArray("leftBehind"), result.leftBehind());
    addAll(tree.putArray("blockers"), result.blockers());
    tree.put("conclusion", Conclusion.of(result, false).words());
    tree.set("summary", summary(result));
    tree.putObject("coverage")
        .put("requirements", result.requirements().size())
        .put("judgeable", result.judgeable())
        .put("exercised", result.exercised());
    var requirements = tree.putArray("requirements");
    result.requirements().forEach(each -> requirements.add(requirement(each, result.version())));
    return tree;
  }

  private static ObjectNode summary(RunResult result) {
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
      summary.put(verdict.word(), result.count(verdict));
    }
    return summary;
  }

  private ObjectNode requirement(RequirementResult result, ApiVersion version) {
    var requirement = result.requirement();
    var tree = Json.object();
    tree.put("id", requirement.id());
    tree.put("level", result.level().toString());
    tree.put("section", requirement.section(version));
    tree.put("link", requirement.link(version));
    tree.put("subject", requirement.subject());
    tree.put("gist", requirement.gist());
    tree.put("verdict", result.verdict().word());
    tree.put("seen", result.seen());
    if (!result.reason().isEmpty()) {
      tree.put("reason", redaction.text(result.reason()));
    }
    addAll(tree.putArray("notes"), result.notes());
    var findings = tree.putArray("findings");
    result.findings().forEach(each -> findings.add(finding(each, requirement.hint())));
    return tree;
  }

  private ObjectNode finding(Finding finding, String hint) {
    var evidence = new Evidence(finding, redaction);
    var tree = Json.object();
    tree.put("because", evidence.because());
    tree.put("expected", evidence.expected());
    tree.put("actual", evidence.actual());
    if (evidence.pointer() != null) {
      tree.put("pointer", evidence.pointer());
    }
    tree.put("times", evidence.times());
    tree.put("hint", hint);
    tree.set("exchange", evidence.json());
    tree.put("curl", evidence.curl());
    return tree;
  }

  private void addAll(ArrayNode array, List<String> texts) {
    texts.forEach(text -> array.add(redaction.text(text)));
  }

  /** The same JSON with every character that acts instead of showing written as an escape. */
  static String harmless(String json) {
    if (json.chars().allMatch(c -> c < 0x7f)) {
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
