package org.osbctl.cli.conform;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.conform.ReportTarget.Form;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.FileTrouble;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.session.Session;
import org.osbctl.conform.Heard;
import org.osbctl.conform.Selection;
import org.osbctl.conform.Waivers.Waived;
import org.osbctl.report.EvidenceFolder;
import org.osbctl.report.Gate;
import org.osbctl.report.LiveReport;
import org.osbctl.report.MarkdownReport;
import org.osbctl.report.Report;
import org.osbctl.report.RunReport;
import org.osbctl.report.Tool;
import org.osbctl.spec.Requirements;

/** All reports of one command: those written while a run goes on, and those at its end. */
final class ReportTargets implements AutoCloseable {
  /** GitHub takes no more for the summary of one step. */
  private static final int SUMMARY_LIMIT = 1024 * 1024;

  private final Session session;
  private final List<ReportTarget> targets;
  private final Map<ReportTarget, OutputStream> streams = new LinkedHashMap<>();
  private final Map<ReportTarget, LiveReport> live = new LinkedHashMap<>();
  private @Nullable RunReport maker;
  private @Nullable EvidenceFolder evidence;

  /** The reports; streams of those that are written bit by bit are opened when a run begins. */
  ReportTargets(Session session, List<ReportTarget> targets) {
    this.session = session;
    this.targets = List.copyOf(targets);
  }

  /** Tells that a run begins. */
  void begin(Gate gate, Selection selection) {
    var made = new RunReport(tool(session), session.redaction(), gate);
    maker = made;
    for (var target : targets) {
      if (target.form() == Form.ndjson) {
        var stream = target.stream(session);
        streams.put(target, stream);
        var report = new LiveReport(stream, made, id -> isTold(id, selection));
        live.put(target, report);
        report.begin(
            session.target().baseUrl(),
            session.version(),
            session.surroundings().clock().instant());
      }
    }
  }

  /** Keeps all that is sent from now on in a folder; ends the command when that cannot be. */
  void keep(Path folder) {
    try {
      evidence =
          new EvidenceFolder(
              folder,
              session.program().version(),
              session.redaction(),
              session.target().authentication().credentials());
    } catch (IOException e) {
      throw new Problem(
              "unwritable-evidence",
              "The evidence cannot be written to " + folder + ".",
              FileTrouble.reason(e),
              "choose another folder")
          .exit(ExitCode.USAGE);
    }
  }

  static Tool tool(Session session) {
    return new Tool("osbctl", session.program().version());
  }

  private boolean isTold(String id, Selection selection) {
    return Requirements.bundled()
        .find(id)
        .filter(each -> selection.takes(each, session.version()))
        .isPresent();
  }

  /** Tells of an exchange. */
  void heard(Heard heard) {
    live.values().forEach(report -> report.heard(heard));
    var kept = evidence;
    if (kept != null) {
      kept.heard(heard);
    }
  }

  /**
   * Writes the reports of a run that has ended.
   *
   * @param planless whether it looked for plans to create instances of, and found none
   */
  Report end(Waived waived, boolean planless) {
    if (maker == null) {
      throw new IllegalStateException("a run begins before it ends");
    }
    var platforms =
        new PlatformVerdicts(waived.result(), session.redaction()).of(session.judgingProfiles());
    var report = maker.of(waived.result(), planless, waived.stale(), platforms);
    write(report);
    var kept = evidence;
    if (kept != null) {
      try {
        kept.end(report);
      } catch (IOException e) {
        session.output().warn("the evidence is incomplete: " + FileTrouble.reason(e));
      }
    }
    return report;
  }

  /** Writes all reports; what is written already is ended. */
  void write(Report report) {
    for (var target : targets) {
      var begun = live.get(target);
      if (begun == null) {
        target.write(session, report);
      } else {
        try {
          begun.end(report);
        } catch (IOException e) {
          throw ReportTarget.unwritable(target.path(), FileTrouble.reason(e));
        }
      }
    }
    session.output().out().flush();
    appendSummary(report);
  }

  /** Build servers that show a page for each step name a file for it. */
  private @Nullable Path summaryFile() {
    return session.surroundings().variable("GITHUB_STEP_SUMMARY").map(Path::of).orElse(null);
  }

  private void appendSummary(Report report) {
    var file = summaryFile();
    if (file == null) {
      return;
    }
    var text = new StringBuilder();
    try (var out = new FileOutputStream(file.toFile(), true)) {
      new MarkdownReport().write(report, text);
      var bytes = text.append('\n').toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
      if (bytes.length <= SUMMARY_LIMIT) {
        out.write(bytes);
      } else {
        session.output().warn("the summary is larger than its page takes; it is left out");
      }
    } catch (IOException e) {
      // The page is an extra that nobody asked for on the command line.
      session.output().warn("no summary in " + file + ": " + FileTrouble.reason(e));
    }
  }

  @Override
  public void close() {
    var kept = evidence;
    if (kept != null) {
      try {
        kept.close();
      } catch (IOException e) {
        session.output().warn("the evidence is incomplete: " + FileTrouble.reason(e));
      }
    }
    for (var each : streams.entrySet()) {
      if (!each.getKey().isStandardOutput()) {
        try {
          each.getValue().close();
        } catch (IOException e) {
          session.output().warn(each.getKey().path() + ": " + FileTrouble.reason(e));
        }
      }
    }
  }
}
