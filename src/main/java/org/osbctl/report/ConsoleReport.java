package org.osbctl.report;

import java.io.IOException;
import org.osbctl.conform.RunResult;
import org.osbctl.http.Redaction;

/**
 * The report for people: what is wrong and what to do about it, then the specification's chapters
 * with their counts, then what it all comes to.
 */
public final class ConsoleReport implements ReportFormat {
  private final ConsoleOptions options;
  private final Wording wording;

  /** A report in the look of the options that masks what the redaction knows. */
  public ConsoleReport(ConsoleOptions options, Redaction redaction) {
    this.options = options;
    this.wording = new Wording(redaction);
  }

  @Override
  public void write(RunResult result, Appendable out) throws IOException {
    var page = new Page(out, options);
    var ending = new Ending(page, wording);
    new Problems(page, wording).write(result);
    if (!options.quiet()) {
      new SectionTree(page, wording).write(result);
      ending.writeSkipped(result);
    }
    ending.writeLeftBehind(result);
    if (!options.quiet() || Conclusion.of(result, options.strict()) != Conclusion.PASSED) {
      ending.writeSummary(result);
    }
  }
}
