package org.osbctl.report;

import java.io.IOException;

/**
 * The report for people: what is wrong and what to do about it, then the specification's chapters
 * with their counts, then what it all comes to.
 */
public final class ConsoleReport implements ReportFormat {
  private final ConsoleOptions options;

  /** A report in the look of the options. */
  public ConsoleReport(ConsoleOptions options) {
    this.options = options;
  }

  @Override
  public void write(Report report, Appendable out) throws IOException {
    var page = new Page(out, options);
    var ending = new Ending(page);
    new Problems(page).write(report);
    if (!options.quiet()) {
      new SectionTree(page).write(report);
      ending.writeSkipped(report);
    }
    new PlatformLines(page).write(report);
    ending.writeWaivers(report);
    ending.writeLeftBehind(report);
    if (!options.quiet() || report.conclusion() != Conclusion.PASSED) {
      ending.writeSummary(report);
    }
  }
}
