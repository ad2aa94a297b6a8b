package org.osbctl.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.osbctl.conform.Finding;
import org.osbctl.conform.RequirementResult;
import org.osbctl.conform.RunResult;
import org.osbctl.conform.Verdict;
import org.osbctl.http.Visible;

/** The part of a report that says what is wrong, where, and what to do about it. */
final class Problems {
  private static final int FINDINGS = 3;
  private static final int BLOCKED = 8;

  private final Page page;
  private final Palette palette;
  private final Wording wording;

  Problems(Page page, Wording wording) {
    this.page = page;
    this.palette = page.palette();
    this.wording = wording;
  }

  void write(RunResult result) throws IOException {
    writeViolations(result, Verdict.FAILED);
    writeBlocked(result);
    writeViolations(result, Verdict.WARNED);
  }

  private void writeViolations(RunResult result, Verdict verdict) throws IOException {
    for (var each : result.requirements()) {
      if (each.verdict() == verdict) {
        writeViolation(each, each.requirement().link(result.version()));
      }
    }
  }

  private void writeViolation(RequirementResult result, String link) throws IOException {
    page.gap();
    title(
        result.verdict(),
        palette.strong(result.requirement().id())
            + "  "
            + palette.faint(result.level().toString()));
    page.paragraph("│ ", "│ ", result.requirement().gist(), UnaryOperator.identity());
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
    if (!result.requirement().hint().isEmpty()) {
      page.paragraph("├─ fix   ", "│        ", result.requirement().hint(), palette::strong);
    }
    page.line("└─ spec  " + palette.faint(link));
  }

  private void title(Verdict verdict, String text) throws IOException {
    var word = verdict.word().toUpperCase(Locale.ROOT);
    page.line(
        page.mark(verdict) + " " + palette.strong(palette.verdict(verdict, word)) + "  " + text);
  }

  private void writeFinding(Finding finding, Verdict verdict) throws IOException {
    var evidence = new Evidence(finding, wording.redaction());
    page.paragraph(
        "├─ ",
        "│  ",
        wording.place(evidence, page.options().width() - 3),
        UnaryOperator.identity());
    if (saysMore(evidence)) {
      field("because", evidence.because(), UnaryOperator.identity());
    }
    field("expected", evidence.expected(), UnaryOperator.identity());
    field("seen", evidence.actual(), text -> palette.verdict(verdict, text));
    if (!evidence.said().isEmpty()) {
      field("said", evidence.said(), UnaryOperator.identity());
    }
    page.line("│  " + palette.faint("repeat    ") + Visible.text(evidence.curl()));
  }

  /** Whether the sentence is more than what was expected and seen put together. */
  private static boolean saysMore(Evidence evidence) {
    return !evidence.because().contains(evidence.expected())
        || !evidence.because().contains(evidence.actual());
  }

  private void field(String label, String text, UnaryOperator<String> style) throws IOException {
    var padded = palette.faint("%-10s".formatted(label));
    page.paragraph("│  " + padded, "│  " + " ".repeat(10), wording.sentence(text), style);
  }

  /** One block for each thing that went wrong, not for each requirement that it took along. */
  private void writeBlocked(RunResult result) throws IOException {
    var byReason = new LinkedHashMap<String, List<String>>();
    result.blockers().forEach(blocker -> byReason.put(blocker, new ArrayList<>()));
    for (var each : result.requirements()) {
      if (each.verdict() == Verdict.BLOCKED) {
        byReason
            .computeIfAbsent(each.reason(), reason -> new ArrayList<>())
            .add(each.requirement().id());
      }
    }
    for (var entry : byReason.entrySet()) {
      page.gap();
      writeBlocked(entry.getKey(), entry.getValue());
    }
  }

  private void writeBlocked(String reason, List<String> ids) throws IOException {
    if (ids.isEmpty()) {
      title(Verdict.BLOCKED, palette.strong("a scenario could not go on"));
      page.paragraph("└─ ", "   ", wording.sentence(reason), UnaryOperator.identity());
      return;
    }
    title(
        Verdict.BLOCKED,
        palette.strong(Wording.number(ids.size(), "requirement") + " could not be judged"));
    page.paragraph("│ ", "│ ", wording.sentence(reason), UnaryOperator.identity());
    int shown = page.options().verbose() ? ids.size() : Math.min(BLOCKED, ids.size());
    var list = String.join(", ", ids.subList(0, shown));
    var more =
        shown < ids.size()
            ? ", … and " + (ids.size() - shown) + " more, listed with --verbose"
            : "";
    page.paragraph("└─ ", "   ", list + more, palette::faint);
  }
}
