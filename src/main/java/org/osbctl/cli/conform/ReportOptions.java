package org.osbctl.cli.conform;

import java.util.ArrayList;
import java.util.List;
import org.osbctl.cli.session.Session;
import picocli.CommandLine.Option;

/** {@code --report}: which reports are written, and where to. */
final class ReportOptions {
  @Option(
      names = "--report",
      paramLabel = "FORMAT=PATH",
      description =
          "Write a report; - is standard output, and may be repeated. Formats: console, json,"
              + " html, ndjson (while it runs), junit, markdown, sarif, tap.")
  private List<String> reports = new ArrayList<>();

  /**
   * Finds out whether the reports can be written, before anything is done; the file of a report
   * that is written while the run goes on is begun.
   *
   * @param silent whether the command prints something else
   */
  ReportTargets open(Session session, boolean silent) {
    var given = ReportTarget.parse(reports);
    var targets =
        silent ? given : ReportTarget.withStandardOutput(given, session.output().format());
    return new ReportTargets(session, targets);
  }
}
