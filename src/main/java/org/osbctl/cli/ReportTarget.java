package org.osbctl.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osbctl.conform.RunResult;
import org.osbctl.report.ConsoleOptions;
import org.osbctl.report.ConsoleReport;
import org.osbctl.report.JsonReport;
import org.osbctl.report.ReportFormat;
import org.osbctl.report.Tool;

/** {@code FORMAT=PATH}: a report and where it goes. */
record ReportTarget(String format, String path) {
  private static final String STANDARD_OUTPUT = "-";
  private static final List<String> FORMATS = List.of("json", "console");

  /**
   * Reads the options, and finds out before the first request whether the reports can be written.
   */
  static List<ReportTarget> parse(List<String> options) {
    var targets = new ArrayList<ReportTarget>();
    for (var option : options) {
      int equals = option.indexOf('=');
      var format = equals < 0 ? option : option.substring(0, equals);
      if (equals < 1 || !FORMATS.contains(format)) {
        throw new Problem(
                "bad-report",
                "'" + option + "' is no report.",
                equals < 1 ? "it lacks =PATH" : "there is no format " + format,
                "write it like --report json=out.json; formats: " + String.join(", ", FORMATS))
            .exit(ExitCode.USAGE);
      }
      var target = new ReportTarget(format, option.substring(equals + 1));
      if (!target.isStandardOutput()) {
        checkWritable(Path.of(target.path()));
      }
      targets.add(target);
    }
    if (targets.stream().filter(ReportTarget::isStandardOutput).count() > 1) {
      throw new Problem(
              "bad-report", "Two reports cannot share standard output.", "", "write one to a file")
          .exit(ExitCode.USAGE);
    }
    return targets;
  }

  /** These reports and, where none of them goes to standard output, one there. */
  static List<ReportTarget> withStandardOutput(List<ReportTarget> given, OutputFormat format) {
    if (given.stream().anyMatch(ReportTarget::isStandardOutput)) {
      return given;
    }
    var all = new ArrayList<>(given);
    all.add(onStandardOutput(format));
    return all;
  }

  private static ReportTarget onStandardOutput(OutputFormat format) {
    return switch (format) {
      case table -> new ReportTarget("console", STANDARD_OUTPUT);
      case json -> new ReportTarget("json", STANDARD_OUTPUT);
      case yaml, markdown, name ->
          throw new Problem(
                  "bad-report",
                  "There is no report of the form " + format + ".",
                  "",
                  "-o table|json")
              .exit(ExitCode.USAGE);
    };
  }

  private static void checkWritable(Path path) {
    var folder = path.toAbsolutePath().getParent();
    var usable =
        Files.exists(path)
            ? Files.isWritable(path)
            : folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
    if (Files.isDirectory(path) || !usable) {
      throw new Problem(
              "unwritable-report",
              "The report " + path + " cannot be written.",
              Files.isDirectory(path)
                  ? "it is a folder"
                  : "it, or its folder, does not exist or is not writable",
              "choose another path")
          .exit(ExitCode.USAGE);
    }
  }

  boolean isStandardOutput() {
    return path.equals(STANDARD_OUTPUT);
  }

  /** Writes the report. */
  void write(Session session, RunResult result, boolean strict) {
    var report = report(session, strict);
    try {
      if (isStandardOutput()) {
        report.write(result, (OutputStream) session.output().out());
      } else {
        try (var file = Files.newOutputStream(Path.of(path))) {
          report.write(result, file);
        }
      }
    } catch (IOException e) {
      throw new Problem(
              "unwritable-report",
              "The report " + path + " cannot be written.",
              FileTrouble.reason(e),
              "choose another path")
          .exit(ExitCode.USAGE);
    }
  }

  private ReportFormat report(Session session, boolean strict) {
    return format.equals("json")
        ? new JsonReport(new Tool("osbctl", Version.VERSION), session.redaction())
        : new ConsoleReport(
            ConsoleOptions.DEFAULT
                .withColours(session.output().color())
                .withVerbose(session.verbose())
                .withQuiet(session.output().quiet())
                .withStrict(strict),
            session.redaction());
  }
}
