package org.osbctl.report;

import java.io.IOException;
import org.osbctl.conform.Verdict;
import org.osbctl.http.Visible;
import org.osbctl.report.Report.Entry;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.StringNode;

/**
 * The report in the Test Anything Protocol, version 14: a test point for each requirement, one for
 * each platform, and a last one for the run as a whole.
 *
 * <p>What is violated but does not fail the run, because the gate is lower or a waiver names it, is
 * a failed point with the directive TODO, which consumers do not count as a failure.
 */
public final class TapReport implements ReportFormat {
  @Override
  public void write(Report report, Appendable out) throws IOException {
    int count = report.requirements().size();
    out.append("TAP version 14\n1..")
        .append(Integer.toString(count + 1 + report.platforms().size()))
        .append('\n');
    comment(out, report.target() + ", version " + report.version() + " of the specification");
    for (int i = 0; i < count; i++) {
      writePoint(i + 1, report.requirements().get(i), report.gate(), out);
    }
    for (var platform : report.platforms()) {
      writePlatform(++count, platform, out);
    }
    var trouble = JunitReport.runTrouble(report);
    out.append(trouble.isEmpty() ? "ok " : "not ok ")
        .append(Integer.toString(count + 1))
        .append(" - run.gate\n");
    comment(out, report.conclusion().words() + ": " + report.decided());
  }

  private static void writePoint(int number, Entry entry, Gate gate, Appendable out)
      throws IOException {
    var good =
        switch (entry.verdict()) {
          case PASSED, INFO, SKIPPED -> true;
          case FAILED, WARNED, BLOCKED, WAIVED -> false;
        };
    out.append(good ? "ok " : "not ok ").append(Integer.toString(number));
    out.append(" - ").append(escaped(entry.id())).append(directive(entry, gate)).append('\n');
    if (!good) {
      writeDiagnostics(entry, out);
    }
  }

  private static String directive(Entry entry, Gate gate) {
    return switch (entry.verdict()) {
      case SKIPPED -> " # SKIP " + escaped(Wording.sentence(entry.reason()));
      case WAIVED -> " # TODO waived: " + escaped(Wording.sentence(entry.reason()));
      case WARNED ->
          gate.fails(Verdict.WARNED)
              ? ""
              : " # TODO " + entry.level() + " is violated, the gate is " + gate.word();
      case FAILED, BLOCKED, INFO, PASSED -> "";
    };
  }

  /** A point that is none of a requirement; its name says so. */
  private static void writePlatform(int number, PlatformVerdict platform, Appendable out)
      throws IOException {
    out.append(platform.accepts() ? "ok " : "not ok ").append(Integer.toString(number));
    out.append(" - platform.").append(escaped(platform.profile())).append('\n');
    out.append("  ---\n");
    field(out, "  ", "verdict", platform.words());
    if (!platform.notes().isEmpty()) {
      out.append("  notes:\n");
    }
    for (var note : platform.notes()) {
      field(out, "    - ", "says", Wording.note(note));
    }
    out.append("  ...\n");
  }

  /** In YAML, where strings may be written as in JSON. */
  private static void writeDiagnostics(Entry entry, Appendable out) throws IOException {
    out.append("  ---\n");
    field(out, "  ", "verdict", entry.verdict().word());
    field(out, "  ", "level", entry.level().toString());
    field(out, "  ", "gist", entry.gist());
    field(out, "  ", "link", entry.link());
    if (!entry.reason().isEmpty()) {
      field(out, "  ", "reason", entry.reason());
    }
    if (!entry.findings().isEmpty()) {
      out.append("  findings:\n");
    }
    for (var found : entry.findings()) {
      field(out, "    - ", "because", found.because());
      field(out, "      ", "request", found.method() + " " + found.path());
      field(out, "      ", "expected", found.expected());
      field(out, "      ", "seen", found.actual());
      field(out, "      ", "repeat", found.curl());
    }
    out.append("  ...\n");
  }

  private static void field(Appendable out, String indent, String name, String value)
      throws IOException {
    var quoted = Json.text(StringNode.valueOf(Visible.lines(value)));
    out.append(indent).append(name).append(": ").append(JsonReport.harmless(quoted)).append('\n');
  }

  private static void comment(Appendable out, String text) throws IOException {
    out.append("# ").append(Visible.text(text)).append('\n');
  }

  /** On one line, and without the beginning of a directive. */
  private static String escaped(String text) {
    return Visible.text(text).replace("\\", "\\\\").replace("#", "\\#");
  }
}
