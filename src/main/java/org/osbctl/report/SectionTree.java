package org.osbctl.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.osbctl.conform.Verdict;
import org.osbctl.http.Visible;
import org.osbctl.report.Report.Entry;

/** The specification's chapters as a tree: counts, and below them what is not as it should be. */
final class SectionTree {
  private static final int COUNTS_AT = 36;

  private final Page page;
  private final Palette palette;

  SectionTree(Page page) {
    this.page = page;
    this.palette = page.palette();
  }

  void write(Report report) throws IOException {
    page.gap();
    page.line(
        palette.strong(Visible.text(report.target()))
            + palette.faint(" judged by version " + report.version() + " of the specification"));
    var chapters = Sections.of(report);
    for (int i = 0; i < chapters.size(); i++) {
      boolean last = i == chapters.size() - 1;
      var chapter = chapters.get(i);
      writeHeading(last ? "└─ " : "├─ ", chapter.title(), chapter.requirements());
      var indent = last ? "   " : "│  ";
      if (page.options().verbose()) {
        writeSections(chapter, indent);
      } else {
        var leaves = chapter.requirements().stream().filter(SectionTree::standsOut).toList();
        writeLeaves(leaves, indent, true);
      }
    }
  }

  private static boolean standsOut(Entry result) {
    return switch (result.verdict()) {
      case FAILED, WARNED, WAIVED -> true;
      case BLOCKED, INFO, PASSED, SKIPPED -> false;
    };
  }

  private void writeHeading(String branch, String title, List<Entry> results) throws IOException {
    var overall = Wording.overall(results);
    int room = COUNTS_AT - branch.length() - title.length();
    var padded = title + " ".repeat(Math.max(2, room));
    page.line(
        branch
            + page.mark(overall)
            + " "
            + (overall == Verdict.SKIPPED ? palette.faint(padded) : padded)
            + Wording.counts(results, palette));
  }

  /**
   * The chapter's own requirements directly below it, those of its sections below their headings.
   */
  private void writeSections(Sections.Chapter chapter, String indent) throws IOException {
    int left = chapter.sections().size();
    for (var section : chapter.sections().entrySet()) {
      left--;
      if (section.getKey().equals(chapter.title())) {
        writeLeaves(section.getValue(), indent, left == 0);
      } else {
        writeHeading(indent + (left == 0 ? "└─ " : "├─ "), section.getKey(), section.getValue());
        writeLeaves(section.getValue(), indent + (left == 0 ? "   " : "│  "), true);
      }
    }
  }

  private void writeLeaves(List<Entry> results, String indent, boolean nothingFollows)
      throws IOException {
    for (int i = 0; i < results.size(); i++) {
      boolean last = nothingFollows && i == results.size() - 1;
      writeLeaf(
          results.get(i), indent + (last ? "└─ " : "├─ "), indent + (last ? "     " : "│    "));
    }
  }

  private void writeLeaf(Entry result, String branch, String indent) throws IOException {
    var line =
        branch + page.mark(result.verdict()) + " " + palette.verdict(result.verdict(), result.id());
    if (page.options().verbose()) {
      line += "  " + palette.faint(result.level().toString());
    }
    var remarks = remarks(result);
    if (remarks.size() == 1
        && Page.visibleLength(line) + 2 + remarks.getFirst().length() <= page.options().width()) {
      page.line(line + "  " + palette.faint(remarks.getFirst()));
      return;
    }
    page.line(line);
    for (var remark : remarks) {
      page.paragraph(indent, indent, remark, palette::faint);
    }
  }

  private List<String> remarks(Entry result) {
    var remarks = new ArrayList<String>();
    if (!result.reason().isEmpty()) {
      remarks.add(Wording.sentence(result.reason()));
    }
    if (page.options().verbose()) {
      if (result.verdict() == Verdict.INFO) {
        result.findings().forEach(each -> remarks.add(Wording.sentence(each.because())));
      }
      result.notes().forEach(note -> remarks.add(Wording.sentence(note)));
    }
    return remarks;
  }
}
