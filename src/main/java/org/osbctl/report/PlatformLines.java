package org.osbctl.report;

import java.io.IOException;
import org.osbctl.conform.Verdict;
import org.osbctl.http.Visible;

/** What platforms would say, apart from the verdicts of the specification. */
final class PlatformLines {
  private static final int SHOWN = 20;

  private final Page page;

  PlatformLines(Page page) {
    this.page = page;
  }

  void write(Report report) throws IOException {
    for (var platform : report.platforms()) {
      page.gap();
      page.line(
          page.mark(platform.accepts() ? Verdict.PASSED : Verdict.FAILED)
              + " "
              + page.palette()
                  .strong(
                      "As a platform: "
                          + Visible.text(platform.title())
                          + (platform.accepts()
                              ? " would take this broker"
                              : " would not take this broker")));
      var notes = platform.notes();
      for (int i = 0; i < Math.min(notes.size(), SHOWN); i++) {
        note(platform, notes.get(i));
      }
      if (notes.size() > SHOWN) {
        page.line("   … and " + (notes.size() - SHOWN) + " more, in the report json");
      }
    }
  }

  private void note(PlatformVerdict platform, PlatformVerdict.Note note) throws IOException {
    var verdict =
        switch (note.severity()) {
          case "rejects" -> Verdict.FAILED;
          case "warns" -> Verdict.WARNED;
          default -> Verdict.INFO;
        };
    var text =
        note.rule()
            + "  "
            + note.where()
            + ": "
            + (note.rule().equals("answer") ? platform.title() + " " : "")
            + note.says()
            + (note.times() > 1 ? " (" + note.times() + " times)" : "")
            + (note.verified() ? "" : " (no source says so for certain)");
    page.paragraph("   " + page.mark(verdict) + " ", "     ", Visible.text(text), line -> line);
  }
}
