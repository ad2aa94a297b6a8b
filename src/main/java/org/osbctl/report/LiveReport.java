package org.osbctl.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osbctl.conform.Heard;
import org.osbctl.spec.ApiVersion;

/**
 * Writes {@link NdjsonReport} while a run goes on: every exchange is out of the process before the
 * next one of its lane is sent, so that nothing is lost when the process dies.
 *
 * <p>When writing fails, the run goes on and the stream ends; {@link #end} tells.
 */
public final class LiveReport implements AutoCloseable {
  private final Writer out;
  private final RunReport maker;
  private final Predicate<String> told;

  /** The requirements that were seen to be met. */
  private final Set<String> met = ConcurrentHashMap.newKeySet();

  private @Nullable IOException failure;

  /**
   * A report to a stream.
   *
   * @param told says which requirements' violations are told
   */
  public LiveReport(OutputStream out, RunReport maker, Predicate<String> told) {
    this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    this.maker = maker;
    this.told = told;
  }

  /** Tells that a run begins. */
  public void begin(URI target, ApiVersion version, Instant startedAt) {
    write(writer -> NdjsonReport.line(writer, "run", maker.head(target, version, startedAt)));
  }

  /** Tells of an exchange. */
  public void heard(Heard heard) {
    // Most of the work, outside of the lock.
    var traffic = JsonReport.traffic(maker.traffic(heard, told));
    var first = heard.met().stream().filter(told).filter(met::add).toList();
    if (!first.isEmpty()) {
      first.forEach(traffic.putArray(NdjsonReport.FIRST_MET)::add);
    }
    write(writer -> NdjsonReport.line(writer, "exchange", traffic));
  }

  /** Tells how the run ended; throws what made the stream incomplete. */
  public void end(Report report) throws IOException {
    write(writer -> NdjsonReport.writeEnd(report, writer));
    var why = failure();
    if (why != null) {
      throw why;
    }
  }

  private interface Lines {
    void writeTo(Writer writer) throws IOException;
  }

  private synchronized void write(Lines lines) {
    if (failure != null) {
      return;
    }
    try {
      lines.writeTo(out);
      out.flush();
    } catch (IOException e) {
      failure = e;
    }
  }

  private synchronized @Nullable IOException failure() {
    return failure;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
