package org.osbctl.report;

import java.io.IOException;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * The report as a stream of JSON objects, one a line, {@code type} saying what each is: {@code run}
 * first, an {@code exchange} for each that is over, with the requirements that were met for the
 * first time, a {@code requirement} for each verdict at the end, {@code end} last. A stream without
 * an end is of a run that died; {@link LiveReport} writes it while the run goes on.
 */
public final class NdjsonReport implements ReportFormat {
  /** The member of an exchange for what it is the first good example of, while a run goes on. */
  static final String FIRST_MET = "firstMet";

  @Override
  public void write(Report report, Appendable out) throws IOException {
    line(out, "run", JsonReport.head(report));
    for (var each : report.exchanges()) {
      line(out, "exchange", JsonReport.traffic(each));
    }
    writeEnd(report, out);
  }

  /** Writes the verdicts and the end. */
  static void writeEnd(Report report, Appendable out) throws IOException {
    for (var each : report.requirements()) {
      line(out, "requirement", JsonReport.requirement(each));
    }
    line(out, "end", JsonReport.outcome(report));
  }

  /** Writes one line, in one piece. */
  static void line(Appendable out, String type, ObjectNode members) throws IOException {
    var line = Json.object().put("type", type);
    line.setAll(members);
    out.append(JsonReport.harmless(Json.text(line)) + "\n");
  }
}
