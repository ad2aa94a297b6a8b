package org.osbctl.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.osbctl.conform.Verdict;
import org.osbctl.report.Report.Entry;
import org.osbctl.spec.Requirement;
import org.osbctl.spec.Requirements;

/** The end of a report: why things were skipped, what is left behind, what it all comes to. */
final class Ending {
  private static final int REASONS = 6;

  private final Page page;
  private final Palette palette;

  Ending(Page page) {
    this.page = page;
    this.palette = page.palette();
  }

  /** The reasons of skipped requirements, the most frequent first. */
  void writeSkipped(Report report) throws IOException {
    var reasons = new LinkedHashMap<String, Integer>();
    for (var each : report.with(Verdict.SKIPPED)) {
      reasons.merge(reason(each), 1, Integer::sum);
    }
    if (reasons.isEmpty()) {
      return;
    }
    page.gap();
    page.line(palette.faint(report.count(Verdict.SKIPPED) + " skipped, because"));
    var sorted =
        reasons.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .toList();
    int shown = page.options().verbose() || sorted.size() <= REASONS + 1 ? sorted.size() : REASONS;
    int rest = 0;
    for (int i = 0; i < sorted.size(); i++) {
      if (i < shown) {
        reason(sorted.get(i).getValue(), sorted.get(i).getKey());
      } else {
        rest += sorted.get(i).getValue();
      }
    }
    if (rest > 0) {
      reason(rest, (sorted.size() - shown) + " other reasons, listed with --verbose");
    }
  }

  /** What cannot be seen has a reason of its own each time; for a count they are one. */
  private static String reason(Entry result) {
    return Requirements.bundled()
            .find(result.id())
            .filter(each -> each.seen() == Requirement.Seen.NO)
            .isPresent()
        ? "it cannot be judged from outside"
        : result.reason();
  }

  private void reason(int count, String reason) throws IOException {
    page.paragraph(
        "%5d  ".formatted(count), " ".repeat(7), Wording.sentence(reason), palette::faint);
  }

  /** What is accepted only for a while, and what is accepted no longer. */
  void writeWaivers(Report report) throws IOException {
    if (!page.options().quiet() && report.count(Verdict.WAIVED) > 0) {
      page.gap();
      page.line(palette.faint(report.count(Verdict.WAIVED) + " waived"));
      for (var each : report.with(Verdict.WAIVED)) {
        page.paragraph(
            "  " + page.mark(Verdict.WAIVED) + " ",
            "    ",
            each.id() + " " + Wording.sentence(each.reason()),
            palette::faint);
      }
    }
    list(Verdict.WARNED, "WAIVERS", "that should go", report.staleWaivers());
  }

  /** What costs money until somebody deletes it. */
  void writeLeftBehind(Report report) throws IOException {
    list(Verdict.WARNED, "LEFT BEHIND", "created by this run and still there", report.leftBehind());
  }

  private void list(Verdict colour, String word, String title, List<String> texts)
      throws IOException {
    if (texts.isEmpty()) {
      return;
    }
    page.gap();
    page.line(
        page.mark(colour)
            + " "
            + palette.strong(palette.verdict(colour, word))
            + "  "
            + palette.strong(title));
    for (int i = 0; i < texts.size(); i++) {
      boolean last = i == texts.size() - 1;
      page.paragraph(
          last ? "└─ " : "├─ ",
          last ? "   " : "│  ",
          Wording.sentence(texts.get(i)),
          UnaryOperator.identity());
    }
  }

  /** The conclusion and the numbers. */
  void writeSummary(Report report) throws IOException {
    page.gap();
    var conclusion = report.conclusion();
    var word = conclusion.words().toUpperCase(Locale.ROOT);
    page.line(
        palette.conclusion(conclusion, word)
            + "  "
            + Wording.counts(report.requirements(), palette));
    page.paragraph("", "", "because " + report.decided(), UnaryOperator.identity());
    writeNumbers(numbers(report));
  }

  /** As many on a line as fit, none of them broken. */
  private void writeNumbers(List<String> numbers) throws IOException {
    var line = "";
    for (var number : numbers) {
      if (!line.isEmpty() && line.length() + 3 + number.length() > page.options().width()) {
        page.line(palette.faint(line));
        line = "";
      }
      line += line.isEmpty() ? number : " · " + number;
    }
    page.line(palette.faint(line));
  }

  private static List<String> numbers(Report report) {
    var exercised =
        "exercised %d of %d judgeable requirements"
            .formatted(report.exercised(), report.judgeable());
    var numbers = new ArrayList<String>();
    numbers.add(exercised);
    numbers.add(Wording.number(report.requests(), "request"));
    numbers.add(created(report));
    numbers.add(
        Wording.duration(report.duration()) + (report.interrupted() ? ", interrupted" : ""));
    return numbers;
  }

  private static String created(Report report) {
    var left = report.leftBehind().size();
    if (left == 0 && report.instances() == 0 && report.bindings() == 0) {
      return "created nothing";
    }
    return "created %s and %s, left %s behind"
        .formatted(
            Wording.number(report.instances(), "instance"),
            Wording.number(report.bindings(), "binding"),
            left == 0 ? "nothing" : left);
  }
}
