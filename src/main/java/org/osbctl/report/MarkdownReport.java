package org.osbctl.report;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.osbctl.conform.Verdict;
import org.osbctl.http.Visible;
import org.osbctl.report.Report.Entry;
import org.osbctl.report.Report.Found;

/**
 * The report to be pasted into an issue or shown on the page of a build: GitHub flavoured Markdown,
 * what is wrong first.
 *
 * <p>Whatever others said stands in code, where nothing is a link, a mention or markup.
 */
public final class MarkdownReport implements ReportFormat {
  private static final int FINDINGS = 5;
  private static final int PROBLEMS = 60;
  private static final int TEXT = 400;

  private static final List<Verdict> COLUMNS =
      List.of(
          Verdict.FAILED,
          Verdict.BLOCKED,
          Verdict.WARNED,
          Verdict.WAIVED,
          Verdict.PASSED,
          Verdict.INFO,
          Verdict.SKIPPED);

  @Override
  public void write(Report report, Appendable out) throws IOException {
    out.append("## ")
        .append(mark(report.conclusion()))
        .append(' ')
        .append(report.conclusion().words().toUpperCase(Locale.ROOT))
        .append(": ")
        .append(report.decided())
        .append("\n\n")
        .append(code(report.target()))
        .append(" judged by version ")
        .append(report.version().toString())
        .append(" of the Open Service Broker API")
        .append(", ")
        .append(Wording.number(report.requests(), "request"))
        .append(" in ")
        .append(Wording.duration(report.duration()))
        .append(report.interrupted() ? ", interrupted" : "")
        .append(", ")
        .append(Integer.toString(report.exercised()))
        .append(" of ")
        .append(Integer.toString(report.judgeable()))
        .append(" judgeable requirements exercised.\n\n");
    writeChapters(report, out);
    writeProblems(report, out);
    writeList(out, "Could not go on", report.blockers());
    writeBlocked(report, out);
    writeWaived(report, out);
    writeList(out, "Waivers that should go", report.staleWaivers());
    for (var platform : report.platforms()) {
      // The title comes from a profile, which may be anyone's.
      var title =
          "As a platform, "
              + code(platform.profile())
              + (platform.accepts() ? " would take this broker" : " would not take this broker");
      var notes = platform.notes().stream().map(Wording::note).toList();
      if (notes.isEmpty()) {
        out.append("**").append(title).append("**\n\n");
      }
      writeList(out, title, notes);
    }
    writeList(out, "Left behind", report.leftBehind());
    out.append("<sub>")
        .append(code(report.tool().name() + " " + report.tool().version()))
        .append(", ")
        .append(report.startedAt().toString())
        .append("</sub>\n");
  }

  private static String mark(Conclusion conclusion) {
    return switch (conclusion) {
      case FAILED, BLOCKED -> "❌";
      case INTERRUPTED, LEFT_BEHIND, NOTHING_TESTED -> "⚠️";
      case PASSED -> "✅";
    };
  }

  private static void writeChapters(Report report, Appendable out) throws IOException {
    out.append("| chapter |");
    for (var verdict : COLUMNS) {
      out.append(' ').append(verdict.word()).append(" |");
    }
    out.append("\n| --- |").append(" ---: |".repeat(COLUMNS.size())).append('\n');
    for (var chapter : Sections.of(report)) {
      writeRow(chapter.title(), chapter.requirements(), out);
    }
    writeRow("**all**", report.requirements(), out);
    out.append('\n');
  }

  private static void writeRow(String title, List<Entry> entries, Appendable out)
      throws IOException {
    out.append("| ").append(title).append(" |");
    for (var verdict : COLUMNS) {
      long count = entries.stream().filter(each -> each.verdict() == verdict).count();
      out.append(' ').append(count == 0 ? "" : Long.toString(count)).append(" |");
    }
    out.append('\n');
  }

  private static void writeProblems(Report report, Appendable out) throws IOException {
    var problems =
        report.requirements().stream()
            .filter(each -> each.verdict() == Verdict.FAILED || each.verdict() == Verdict.WARNED)
            .sorted((a, b) -> a.verdict().compareTo(b.verdict()))
            .toList();
    for (var each : problems.subList(0, Math.min(PROBLEMS, problems.size()))) {
      writeProblem(each, out);
    }
    if (problems.size() > PROBLEMS) {
      out.append("… and ")
          .append(Integer.toString(problems.size() - PROBLEMS))
          .append(" more: ")
          .append(ids(problems.subList(PROBLEMS, problems.size())))
          .append("\n\n");
    }
  }

  private static void writeProblem(Entry entry, Appendable out) throws IOException {
    out.append("<details><summary><b>")
        .append(entry.verdict() == Verdict.FAILED ? "❌ " : "⚠️ ")
        .append(entry.verdict().word())
        .append("</b> ")
        .append("<code>")
        .append(Xml.attribute(entry.id()))
        .append("</code> ")
        .append(entry.level().toString())
        .append("</summary>\n\n")
        .append(code(entry.gist()))
        .append(" ([text](")
        .append(link(entry.link()))
        .append("))\n\n");
    var findings = entry.findings();
    for (var each : findings.subList(0, Math.min(FINDINGS, findings.size()))) {
      writeFinding(each, out);
    }
    if (findings.size() > FINDINGS) {
      out.append("- … and ").append(Integer.toString(findings.size() - FINDINGS)).append(" more\n");
    }
    if (!entry.hint().isEmpty()) {
      out.append("\nFix: ").append(code(entry.hint())).append('\n');
    }
    out.append("\n</details>\n\n");
  }

  private static void writeFinding(Found found, Appendable out) throws IOException {
    out.append("- ")
        .append(code(found.method() + " " + found.path()))
        .append(" → ")
        .append(code(found.answer()))
        .append(found.times() > 1 ? ", " + found.times() + " times" : "")
        .append("\n  - because ")
        .append(code(found.because()))
        .append("\n  - expected ")
        .append(code(found.expected()))
        .append("\n  - seen ")
        .append(code(found.actual()));
    if (!found.said().isEmpty()) {
      out.append("\n  - said ").append(code(found.said()));
    }
    out.append("\n  - repeat ").append(Markdown.code(Visible.text(found.curl()))).append('\n');
  }

  private static void writeBlocked(Report report, Appendable out) throws IOException {
    var byReason =
        report.with(Verdict.BLOCKED).stream()
            .collect(
                Collectors.groupingBy(
                    Entry::reason, LinkedHashMap::new, Collectors.<Entry>toList()));
    for (Map.Entry<String, List<Entry>> each : byReason.entrySet()) {
      out.append("**blocked** ")
          .append(code(each.getKey()))
          .append(": ")
          .append(ids(each.getValue()))
          .append("\n\n");
    }
  }

  private static void writeWaived(Report report, Appendable out) throws IOException {
    for (var each : report.with(Verdict.WAIVED)) {
      out.append("**waived** ")
          .append(code(each.id()))
          .append(": ")
          .append(code(each.reason()))
          .append("\n\n");
    }
  }

  private static String ids(List<Entry> entries) {
    return entries.stream().map(each -> code(each.id())).collect(Collectors.joining(", "));
  }

  private static void writeList(Appendable out, String title, List<String> texts)
      throws IOException {
    if (texts.isEmpty()) {
      return;
    }
    out.append("**").append(title).append("**\n\n");
    for (var text : texts) {
      out.append("- ").append(code(text)).append('\n');
    }
    out.append('\n');
  }

  /** A link without what would end it. */
  private static String link(String link) {
    return link.replaceAll("[^A-Za-z0-9:/.#_?=&%-]", "");
  }

  /** The beginning of a text as code. */
  private static String code(String text) {
    return Markdown.code(Visible.excerpt(text, TEXT));
  }
}
