package org.osbctl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osbctl.conform.RunResult;
import org.osbctl.conform.Verdict;

/** {@code FORMAT=PATH}: a report and where it goes. */
record ReportTarget(String format, String path) {
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
        ConformRunCommand.checkWritable(Path.of(target.path()));
      }
      targets.add(target);
    }
    return targets;
  }

  boolean isStandardOutput() {
    return path.equals("-");
  }

  void write(Session session, RunResult result) throws IOException {}

  static void console(Session session, RunResult result, boolean strict) {
    var out = session.output().out();
    for (var r : result.requirements()) {
      if (r.verdict() == Verdict.FAILED
          || r.verdict() == Verdict.WARNED
          || r.verdict() == Verdict.BLOCKED) {
        out.println(r.verdict() + " " + r.requirement().id() + " " + r.reason());
        r.findings()
            .forEach(
                f ->
                    out.println(
                        "   "
                            + f.seen().operation().kind()
                            + " "
                            + f.violation().because()
                            + " x"
                            + f.times()));
      }
    }
    for (var v : Verdict.values()) {
      out.println(v + " " + result.count(v));
    }
    out.println(
        "exercised "
            + result.exercised()
            + " of "
            + result.judgeable()
            + " requests "
            + result.requests()
            + " left "
            + result.leftBehind()
            + " blockers "
            + result.blockers());
  }
}
