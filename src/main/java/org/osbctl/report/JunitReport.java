package org.osbctl.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.osbctl.conform.Verdict;
import org.osbctl.report.Report.Entry;

/**
 * The report for build servers, as Jenkins reads it: one test suite for each chapter of the
 * specification, one test case for each requirement.
 *
 * <p>A suite {@code Run} comes first. Its only case fails when something else than a requirement
 * made the run fail, so that nothing red gets lost in a format that knows test cases only. A suite
 * for each platform comes last; its only case fails when the platform would not take the broker,
 * whatever the specification says.
 */
public final class JunitReport implements ReportFormat {
  @Override
  public void write(Report report, Appendable out) throws IOException {
    var entries = report.requirements();
    var run = runTrouble(report);
    var refusing = (int) report.platforms().stream().filter(each -> !each.accepts()).count();
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
    attribute(out, "name", "osbctl conform, version " + report.version());
    attribute(out, "tests", Integer.toString(entries.size() + 1 + report.platforms().size()));
    attribute(out, "failures", Integer.toString(failures(entries, report.gate()) + refusing));
    attribute(out, "errors", Integer.toString(errors(entries) + (run.isEmpty() ? 0 : 1)));
    attribute(out, "time", seconds(report));
    out.append(">\n");
    writeRun(report, run, out);
    for (var chapter : Sections.of(report)) {
      suiteBegin(out, report, chapter.title(), chapter.requirements(), 0, 0);
      for (var each : chapter.requirements()) {
        writeCase(chapter.title(), each, report.gate(), out);
      }
      out.append("  </testsuite>\n");
    }
    for (var platform : report.platforms()) {
      writePlatform(report, platform, out);
    }
    out.append("</testsuites>\n");
  }

  private static void writePlatform(Report report, PlatformVerdict platform, Appendable out)
      throws IOException {
    out.append("  <testsuite");
    attribute(out, "name", "Platform " + platform.title());
    attribute(out, "tests", "1");
    attribute(out, "failures", platform.accepts() ? "0" : "1");
    attribute(out, "errors", "0");
    attribute(out, "skipped", "0");
    attribute(out, "timestamp", report.startedAt().toString());
    out.append(">\n    <testcase");
    attribute(out, "name", platform.profile());
    attribute(out, "classname", "osb.platform");
    out.append(">\n");
    if (!platform.accepts()) {
      var refusals = lines(platform, true);
      element(out, "failure", "platform", platform.words(), refusals);
    }
    out.append("      <system-out>")
        .append(Xml.text(("platform: " + platform.words() + "\n" + lines(platform, false)).strip()))
        .append("</system-out>\n    </testcase>\n  </testsuite>\n");
  }

  private static String lines(PlatformVerdict platform, boolean refusals) {
    return platform.notes().stream()
        .filter(note -> note.refuses() == refusals)
        .map(Wording::note)
        .collect(Collectors.joining("\n"));
  }

  /** What made the run fail that is no verdict on a requirement; empty when nothing did. */
  static String runTrouble(Report report) {
    return report.conclusion() == Conclusion.PASSED || !report.decisive().isEmpty()
        ? ""
        : report.decided();
  }

  private static void writeRun(Report report, String trouble, Appendable out) throws IOException {
    suiteBegin(out, report, "Run", List.of(), 1, trouble.isEmpty() ? 0 : 1);
    out.append("    <properties>\n");
    property(out, "target", report.target());
    property(out, "specVersion", report.version().toString());
    property(out, "gate", report.gate().word());
    property(out, "conclusion", report.conclusion().words());
    property(out, "decided", report.decided());
    out.append("    </properties>\n    <testcase");
    attribute(out, "name", "gate");
    attribute(out, "classname", "osb.run");
    out.append(">\n");
    if (!trouble.isEmpty()) {
      var details = new ArrayList<>(report.leftBehind());
      details.addAll(report.blockers());
      details.addAll(report.staleWaivers());
      element(out, "error", report.conclusion().words(), trouble, String.join("\n", details));
    }
    out.append("      <system-out>")
        .append(Xml.text(report.conclusion().words() + ": " + report.decided()))
        .append("</system-out>\n    </testcase>\n  </testsuite>\n");
  }

  private static void suiteBegin(
      Appendable out, Report report, String name, List<Entry> entries, int more, int moreErrors)
      throws IOException {
    out.append("  <testsuite");
    attribute(out, "name", name);
    attribute(out, "tests", Integer.toString(entries.size() + more));
    attribute(out, "failures", Integer.toString(failures(entries, report.gate())));
    attribute(out, "errors", Integer.toString(errors(entries) + moreErrors));
    attribute(out, "skipped", Integer.toString(skipped(entries)));
    attribute(out, "timestamp", report.startedAt().toString());
    out.append(">\n");
  }

  private static void writeCase(String chapter, Entry entry, Gate gate, Appendable out)
      throws IOException {
    out.append("    <testcase");
    attribute(out, "name", entry.id());
    attribute(out, "classname", "osb." + chapter.toLowerCase(Locale.ROOT).replace(' ', '-'));
    out.append(">\n");
    var level = entry.level().toString();
    if (gate.fails(entry.verdict())) {
      element(
          out,
          "failure",
          level,
          Wording.sentence(entry.findings().getFirst().because()),
          Wording.details(entry));
    } else {
      switch (entry.verdict()) {
        case BLOCKED -> element(out, "error", "blocked", Wording.sentence(entry.reason()), "");
        case SKIPPED -> element(out, "skipped", "skipped", Wording.sentence(entry.reason()), "");
        case WAIVED ->
            element(
                out, "skipped", "waived", Wording.sentence(entry.reason()), Wording.details(entry));
        case FAILED, WARNED, INFO, PASSED -> {}
      }
    }
    out.append("      <system-out>")
        .append(Xml.text("verdict: " + entry.verdict().word() + remarks(entry, gate)))
        .append("</system-out>\n    </testcase>\n");
  }

  /** What has not been said in an element of its own. */
  private static String remarks(Entry entry, Gate gate) {
    return switch (entry.verdict()) {
      case WARNED -> gate.fails(Verdict.WARNED) ? "" : "\n" + Wording.details(entry);
      case INFO -> "\n" + Wording.details(entry);
      case FAILED, BLOCKED, WAIVED, SKIPPED, PASSED -> "";
    };
  }

  private static int failures(List<Entry> entries, Gate gate) {
    return (int) entries.stream().filter(each -> gate.fails(each.verdict())).count();
  }

  private static int errors(List<Entry> entries) {
    return (int) entries.stream().filter(each -> each.verdict() == Verdict.BLOCKED).count();
  }

  private static int skipped(List<Entry> entries) {
    return (int)
        entries.stream()
            .filter(each -> each.verdict() == Verdict.SKIPPED || each.verdict() == Verdict.WAIVED)
            .count();
  }

  private static String seconds(Report report) {
    return String.format(Locale.ROOT, "%.3f", report.duration().toMillis() / 1000.0);
  }

  private static void property(Appendable out, String name, String value) throws IOException {
    out.append("      <property");
    attribute(out, "name", name);
    attribute(out, "value", value);
    out.append("/>\n");
  }

  private static void element(Appendable out, String name, String type, String message, String text)
      throws IOException {
    out.append("      <").append(name);
    attribute(out, "type", type);
    attribute(out, "message", message);
    out.append('>').append(Xml.text(text)).append("</").append(name).append(">\n");
  }

  private static void attribute(Appendable out, String name, String value) throws IOException {
    out.append(' ').append(name).append("=\"").append(Xml.attribute(value)).append('"');
  }
}
