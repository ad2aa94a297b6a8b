package org.osbctl.cli.conform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.FileTrouble;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.cli.session.Session;
import org.osbctl.conform.RecordedRun;
import org.osbctl.http.HarReader;
import org.osbctl.http.Redaction;
import org.osbctl.report.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "judge",
    description =
        "Judge recorded traffic by the specification, with no broker at all: an HTTP archive of a"
            + " proxy, a browser, or conform run --evidence.",
    footer = {"", "Example: osbctl conform judge evidence/exchanges.har --report html=osb.html"})
final class ConformJudgeCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "FILE", description = "An HTTP archive (HAR 1.2).")
  private @Nullable Path file;

  @Mixin private RequirementOptions requirements;
  @Mixin private ReportOptions reports;
  @Mixin private GateOptions gate;
  @Mixin private WaiverOptions waivers;

  ConformJudgeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.allowSeveralProfiles();
    var selection = requirements.selection();
    var accepted = waivers.waivers();
    var archive = archive();
    var exchanges = archive.exchanges().stream().filter(RecordedRun::isWithBroker).toList();
    if (exchanges.isEmpty()) {
      throw bad("nothing in it was sent to a broker: no URL has /v2/catalog or a like path");
    }
    try (var targets = reports.open(session, false)) {
      var result =
          RecordedRun.of(
              exchanges, session.version(), archive.credentials(), archive.ours(), selection);
      var today = LocalDate.ofInstant(session.surroundings().clock().instant(), ZoneOffset.UTC);
      var waived = accepted.apply(result, today, true);
      var secrets = archive.credentials().fields().stream().map(each -> each.value()).toList();
      var redaction = new Redaction(secrets);
      var platforms =
          new PlatformVerdicts(waived.result(), redaction).of(session.judgingProfiles());
      var report =
          new RunReport(ReportTargets.tool(session), redaction, gate.gate())
              .of(waived.result(), false, waived.stale(), platforms);
      targets.write(report);
      return GateOptions.exit(report).code();
    }
  }

  private HarReader.Archive archive() {
    if (file == null) {
      throw new IllegalStateException("picocli asks for the file");
    }
    try {
      return HarReader.read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw bad(FileTrouble.reason(e));
    } catch (HarReader.UnreadableException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
  }

  private ProblemException bad(String why) {
    return new Problem(
            "unreadable-archive",
            "The archive " + file + " cannot be judged.",
            why,
            "give an HTTP archive, HAR 1.2")
        .exit(ExitCode.USAGE);
  }
}
