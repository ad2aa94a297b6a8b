package org.osbctl.cli.conform;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.session.Session;
import org.osbctl.report.Report;
import org.osbctl.report.ReportMerge;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "report",
    description =
        "Write reports of a run that is over, or one of several runs that shared the work."
            + " Ends as the run did, by the gate and the waivers that are given here.",
    footer = {
      "",
      "Examples:",
      "  osbctl conform report out.json --report junit=osb.xml",
      "  osbctl conform report out.json --waivers waivers.yaml --gate should",
      "  osbctl conform report shard-*.json --merge --report json=all.json"
    })
final class ConformReportCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      paramLabel = "RESULT",
      arity = "1..*",
      description = "What conform run wrote with --report json= or ndjson=; - is standard input.")
  private List<String> results = new ArrayList<>();

  @Option(names = "--merge", description = "Make one report of all results.")
  private boolean merge;

  @Mixin private ReportOptions reports;
  @Mixin private GateOptions gate;
  @Mixin private WaiverOptions waivers;

  ConformReportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (results.size() > 1 && !merge) {
      throw new Problem(
              "wrong-usage", "These are " + results.size() + " results.", "", "say --merge")
          .exit(ExitCode.USAGE);
    }
    var parts = results.stream().map(each -> Results.read(each, session.surroundings())).toList();
    var today = LocalDate.ofInstant(session.surroundings().clock().instant(), ZoneOffset.UTC);
    var report = gate.over(waivers.over(merged(parts), today));
    try (var targets = reports.open(session, false)) {
      targets.write(report);
    }
    return GateOptions.exit(report).code();
  }

  private static Report merged(List<Report> parts) {
    try {
      return ReportMerge.of(parts);
    } catch (ReportMerge.DifferentException e) {
      throw new Problem(
              "different-results",
              "These results cannot become one.",
              String.valueOf(e.getMessage()),
              "merge results of one broker, judged by one version, by one osbctl")
          .exit(ExitCode.USAGE);
    }
  }
}
