package org.osbctl.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;

/** One way to write down a conformance run. */
@FunctionalInterface
public interface ReportFormat {
  /** Writes a report. */
  void write(Report report, Appendable out) throws IOException;

  /** Writes a report in UTF-8; the stream is flushed and stays open. */
  default void write(Report report, OutputStream out) throws IOException {
    var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    write(report, writer);
    writer.flush();
  }
}
