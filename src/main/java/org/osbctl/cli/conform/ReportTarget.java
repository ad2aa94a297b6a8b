package org.osbctl.cli.conform;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.FileTrouble;
import org.osbctl.cli.io.OutputFormat;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.cli.session.Session;
import org.osbctl.report.ConsoleOptions;
import org.osbctl.report.ConsoleReport;
import org.osbctl.report.HtmlReport;
import org.osbctl.report.JsonReport;
import org.osbctl.report.JunitReport;
import org.osbctl.report.MarkdownReport;
import org.osbctl.report.NdjsonReport;
import org.osbctl.report.Report;
import org.osbctl.report.ReportFormat;
import org.osbctl.report.SarifReport;
import org.osbctl.report.TapReport;

/** {@code FORMAT=PATH}: a report and where it goes. */
record ReportTarget(Form form, String path) {
  private static final String STANDARD_OUTPUT = "-";

  /** The forms of reports, named as on the command line. */
  enum Form {
    console,
    json,
    ndjson,
    junit,
    html,
    markdown,
    sarif,
    tap;

    static Optional<Form> of(String name) {
      return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
    }

    static String names() {
      return Stream.of(values()).map(Form::name).collect(Collectors.joining(", "));
    }
  }

  /**
   * Reads the options, and finds out before the first request whether the reports can be written.
   */
  static List<ReportTarget> parse(List<String> options) {
    var targets = new ArrayList<ReportTarget>();
    for (var option : options) {
      int equals = option.indexOf('=');
      var format = equals < 0 ? option : option.substring(0, equals);
      var form = Form.of(format);
      if (equals < 1 || equals == option.length() - 1 || form.isEmpty()) {
        throw bad(
            "'" + option + "' is no report.",
            form.isEmpty() ? "there is no format " + format : "it lacks =PATH",
            "write it like --report json=out.json; formats: " + Form.names());
      }
      var target = new ReportTarget(form.get(), option.substring(equals + 1));
      if (!target.isStandardOutput()) {
        checkWritable(Path.of(target.path()));
      }
      if (targets.stream().anyMatch(other -> other.path().equals(target.path()))) {
        throw target.isStandardOutput()
            ? bad("Two reports cannot share standard output.", "", "write one to a file")
            : bad("Two reports cannot share " + target.path() + ".", "", "choose another path");
      }
      targets.add(target);
    }
    return targets;
  }

  private static ProblemException bad(String what, String cause, String remedy) {
    return new Problem("bad-report", what, cause, remedy).exit(ExitCode.USAGE);
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
      case table -> new ReportTarget(Form.console, STANDARD_OUTPUT);
      case json -> new ReportTarget(Form.json, STANDARD_OUTPUT);
      case markdown -> new ReportTarget(Form.markdown, STANDARD_OUTPUT);
      case yaml, name ->
          throw bad("There is no report of the form " + format + ".", "", "-o table|json|markdown");
    };
  }

  private static void checkWritable(Path path) {
    var folder = path.toAbsolutePath().getParent();
    var usable =
        Files.exists(path)
            ? Files.isWritable(path)
            : folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
    if (Files.isDirectory(path) || !usable) {
      throw unwritable(
          path.toString(),
          Files.isDirectory(path)
              ? "it is a folder"
              : "it, or its folder, does not exist or is not writable");
    }
  }

  static ProblemException unwritable(String path, String why) {
    return new Problem(
            "unwritable-report",
            "The report " + path + " cannot be written.",
            why,
            "choose another path")
        .exit(ExitCode.USAGE);
  }

  boolean isStandardOutput() {
    return path.equals(STANDARD_OUTPUT);
  }

  /** Where a report goes that is written bit by bit: not to be closed when it is not a file. */
  OutputStream stream(Session session) {
    try {
      return isStandardOutput() ? session.output().out() : new FileOutputStream(path);
    } catch (IOException e) {
      throw unwritable(path, FileTrouble.reason(e));
    }
  }

  /** Writes the report; a file is there as a whole or stays as it was. */
  void write(Session session, Report report) {
    var format = format(session);
    try {
      if (isStandardOutput()) {
        format.write(report, (OutputStream) session.output().out());
      } else {
        write(format, report, Path.of(path));
      }
    } catch (IOException e) {
      throw unwritable(path, FileTrouble.reason(e));
    }
  }

  private static void write(ReportFormat format, Report report, Path path) throws IOException {
    var folder = path.toAbsolutePath().getParent();
    // A pipe or a device is nothing to be replaced, and a file in a closed folder cannot be.
    if ((Files.exists(path) && !Files.isRegularFile(path)) || !Files.isWritable(folder)) {
      try (var file = Files.newOutputStream(path)) {
        format.write(report, file);
      }
      return;
    }
    var whole = Files.isSymbolicLink(path) ? path.toRealPath() : path;
    var parts = Files.createTempFile(whole.toAbsolutePath().getParent(), ".osbctl-", ".part");
    try {
      // Through a stream made the usual way, so that the file gets the usual permissions.
      Files.delete(parts);
      try (var file = Files.newOutputStream(parts)) {
        format.write(report, file);
      }
      replace(parts, whole);
    } finally {
      Files.deleteIfExists(parts);
    }
  }

  private static void replace(Path parts, Path whole) throws IOException {
    try {
      Files.move(parts, whole, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(parts, whole, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private ReportFormat format(Session session) {
    return switch (form) {
      case json -> new JsonReport();
      case ndjson -> new NdjsonReport();
      case junit -> new JunitReport();
      case html -> new HtmlReport();
      case markdown -> new MarkdownReport();
      case sarif -> new SarifReport();
      case tap -> new TapReport();
      case console ->
          new ConsoleReport(
              ConsoleOptions.DEFAULT
                  .withColours(isStandardOutput() && session.output().color())
                  .withVerbose(session.verbose())
                  .withQuiet(session.output().quiet()));
    };
  }
}
