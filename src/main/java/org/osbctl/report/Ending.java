package org.osbctl.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.osbctl.conform.RequirementResult;
import org.osbctl.conform.RunResult;
import org.osbctl.conform.Verdict;
import org.osbctl.spec.Requirement;

/** The end of a report: why things were skipped, what is left behind, what it all comes to. */
final class Ending {
  private static final int REASONS = 6;

  private final Page page;
  private final Palette palette;
  private final Wording wording;

  Ending(Page page, Wording wording) {
    this.page = page;
    this.palette = page.palette();
    this.wording = wording;
  }

  /** The reasons of skipped requirements, the most frequent first. */
  void writeSkipped(RunResult result) throws IOException {
    var reasons = new LinkedHashMap<String, Integer>();
    for (var each : result.requirements()) {
      if (each.verdict() == Verdict.SKIPPED) {
        reasons.merge(reason(each), 1, Integer::sum);
      }
    }
    if (reasons.isEmpty()) {
      return;
    }
    page.gap();
    page.line(palette.faint(result.count(Verdict.SKIPPED) + " skipped, because"));
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
  private static String reason(RequirementResult result) {
    return result.requirement().seen() == Requirement.Seen.NO
        ? "it cannot be judged from outside"
        : result.reason();
  }

  private void reason(int count, String reason) throws IOException {
    page.paragraph(
        "%5d  ".formatted(count), " ".repeat(7), wording.sentence(reason), palette::faint);
  }

  /** What costs money until somebody deletes it. */
  void writeLeftBehind(RunResult result) throws IOException {
    var left = result.leftBehind();
    if (left.isEmpty()) {
      return;
    }
    page.gap();
    page.line(
        page.mark(Verdict.WARNED)
            + " "
            + palette.strong(palette.verdict(Verdict.WARNED, "LEFT BEHIND"))
            + "  "
            + palette.strong("created by this run and still there"));
    for (int i = 0; i < left.size(); i++) {
      boolean last = i == left.size() - 1;
      page.paragraph(
          last ? "└─ " : "├─ ",
          last ? "   " : "│  ",
          wording.sentence(left.get(i)),
          UnaryOperator.identity());
    }
  }

  /** The conclusion and the numbers. */
  void writeSummary(RunResult result) throws IOException {
    page.gap();
    var conclusion = Conclusion.of(result, page.options().strict());
    var word = conclusion.words().toUpperCase(Locale.ROOT);
    page.line(
        palette.conclusion(conclusion, word)
            + "  "
            + Wording.counts(result.requirements(), palette));
    writeNumbers(numbers(result));
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

  private static List<String> numbers(RunResult result) {
    var exercised =
        "exercised %d of %d judgeable requirements"
            .formatted(result.exercised(), result.judgeable());
    var numbers = new ArrayList<String>();
    numbers.add(exercised);
    numbers.add(Wording.number(result.requests(), "request"));
    numbers.add(created(result));
    numbers.add(
        Wording.duration(result.duration()) + (result.interrupted() ? ", interrupted" : ""));
    return numbers;
  }

  private static String created(RunResult result) {
    var left = result.leftBehind().size();
    if (left == 0 && result.instancesCreated() == 0 && result.bindingsCreated() == 0) {
      return "created nothing";
    }
    return "created %s and %s, left %s behind"
        .formatted(
            Wording.number(result.instancesCreated(), "instance"),
            Wording.number(result.bindingsCreated(), "binding"),
            left == 0 ? "nothing" : left);
  }
}
