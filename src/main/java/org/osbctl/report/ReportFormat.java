package org.osbctl.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.osbctl.conform.RunResult;

/** One way to write down a conformance run. */
@FunctionalInterface
public interface ReportFormat {
  /** Writes the report of a run. */
  void write(RunResult result, Appendable out) throws IOException;

  /** Writes the report of a run in UTF-8; the stream is flushed and stays open. */
  default void write(RunResult result, OutputStream out) throws IOException {
    var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    write(result, writer);
    writer.flush();
  }
}
