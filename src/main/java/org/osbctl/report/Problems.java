package org.osbctl.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.osbctl.conform.Verdict;
import org.osbctl.http.Visible;
import org.osbctl.report.Report.Entry;
import org.osbctl.report.Report.Found;

/** The part of a report that says what is wrong, where, and what to do about it. */
final class Problems {
  private static final int FINDINGS = 3;
  private static final int BLOCKED = 8;

  private final Page page;
  private final Palette palette;

  Problems(Page page) {
    this.page = page;
    this.palette = page.palette();
  }

  void write(Report report) throws IOException {
    writeViolations(report, Verdict.FAILED);
    writeBlocked(report);
    writeViolations(report, Verdict.WARNED);
  }

  private void writeViolations(Report report, Verdict verdict) throws IOException {
    for (var each : report.with(verdict)) {
      writeViolation(each);
    }
  }

  private void writeViolation(Entry result) throws IOException {
    page.gap();
    title(
        result.verdict(),
        palette.strong(result.id()) + "  " + palette.faint(result.level().toString()));
    page.paragraph("│ ", "│ ", result.gist(), UnaryOperator.identity());
    var findings = result.findings();
    int shown = page.options().verbose() ? findings.size() : Math.min(FINDINGS, findings.size());
    for (var finding : findings.subList(0, shown)) {
      page.line("│");
      writeFinding(finding, result.verdict());
    }
    page.line("│");
    if (shown < findings.size()) {
      page.line("├─ … and " + (findings.size() - shown) + " more, listed with --verbose");
    }
    if (!result.hint().isEmpty()) {
      page.paragraph("├─ fix   ", "│        ", result.hint(), palette::strong);
    }
    page.line("└─ spec  " + palette.faint(result.link()));
  }

  private void title(Verdict verdict, String text) throws IOException {
    var word = verdict.word().toUpperCase(Locale.ROOT);
    page.line(
        page.mark(verdict) + " " + palette.strong(palette.verdict(verdict, word)) + "  " + text);
  }

  private void writeFinding(Found found, Verdict verdict) throws IOException {
    page.paragraph(
        "├─ ", "│  ", Wording.place(found, page.options().width() - 3), UnaryOperator.identity());
    if (saysMore(found)) {
      field("because", found.because(), UnaryOperator.identity());
    }
    field("expected", found.expected(), UnaryOperator.identity());
    field("seen", found.actual(), text -> palette.verdict(verdict, text));
    if (!found.said().isEmpty()) {
      field("said", found.said(), UnaryOperator.identity());
    }
    page.line("│  " + palette.faint("repeat    ") + Visible.text(found.curl()));
  }

  /** Whether the sentence is more than what was expected and seen put together. */
  private static boolean saysMore(Found found) {
    return !found.because().contains(found.expected()) || !found.because().contains(found.actual());
  }

  private void field(String label, String text, UnaryOperator<String> style) throws IOException {
    var padded = palette.faint("%-10s".formatted(label));
    page.paragraph("│  " + padded, "│  " + " ".repeat(10), Wording.sentence(text), style);
  }

  /** One block for each thing that went wrong, not for each requirement that it took along. */
  private void writeBlocked(Report report) throws IOException {
    var byReason = new LinkedHashMap<String, List<String>>();
    report.blockers().forEach(blocker -> byReason.put(blocker, new ArrayList<>()));
    for (var each : report.with(Verdict.BLOCKED)) {
      byReason.computeIfAbsent(each.reason(), reason -> new ArrayList<>()).add(each.id());
    }
    for (var entry : byReason.entrySet()) {
      page.gap();
      writeBlocked(entry.getKey(), entry.getValue());
    }
  }

  private void writeBlocked(String reason, List<String> ids) throws IOException {
    if (ids.isEmpty()) {
      title(Verdict.BLOCKED, palette.strong("a scenario could not go on"));
      page.paragraph("└─ ", "   ", Wording.sentence(reason), UnaryOperator.identity());
      return;
    }
    title(
        Verdict.BLOCKED,
        palette.strong(Wording.number(ids.size(), "requirement") + " could not be judged"));
    page.paragraph("│ ", "│ ", Wording.sentence(reason), UnaryOperator.identity());
    int shown = page.options().verbose() ? ids.size() : Math.min(BLOCKED, ids.size());
    var list = String.join(", ", ids.subList(0, shown));
    var more =
        shown < ids.size()
            ? ", … and " + (ids.size() - shown) + " more, listed with --verbose"
            : "";
    page.paragraph("└─ ", "   ", list + more, palette::faint);
  }
}
