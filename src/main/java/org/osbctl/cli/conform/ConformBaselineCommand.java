package org.osbctl.cli.conform;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.session.Session;
import org.osbctl.report.Baseline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "baseline",
    description =
        "Write waivers for all that a run found to be violated, to be completed by hand: then the"
            + " next run fails at nothing old.",
    footer = {
      "",
      "Example:",
      "  osbctl conform baseline out.json --owner team-db > waivers.yaml",
      "  osbctl conform run --waivers waivers.yaml"
    })
final class ConformBaselineCommand implements Callable<Integer> {
  private static final int DAYS = 90;

  private final Session session;

  @Parameters(
      paramLabel = "RESULT",
      description = "What conform run wrote with --report json= or ndjson=; - is standard input.")
  private String result = "";

  @Option(
      names = "--owner",
      paramLabel = "NAME",
      description = "Who answers for the waivers. Default: nobody yet.")
  private String owner = "nobody yet";

  @Option(
      names = "--expires",
      paramLabel = "DAY",
      description = "The last day on which they hold: 2027-01-31. Default: 90 days from now.")
  private @Nullable String expires;

  ConformBaselineCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var today = LocalDate.ofInstant(session.surroundings().clock().instant(), ZoneOffset.UTC);
    var baseline =
        Baseline.of(
            Results.read(result, session.surroundings()), owner, today, last(today.plusDays(DAYS)));
    session.output().text(baseline.text());
    session
        .output()
        .info(
            baseline.count() == 1 ? "1 violation waived" : baseline.count() + " violations waived");
    return ExitCode.DONE.code();
  }

  private LocalDate last(LocalDate otherwise) {
    try {
      return expires == null ? otherwise : LocalDate.parse(expires);
    } catch (DateTimeException e) {
      throw new Problem(
              "wrong-usage", "'" + expires + "' of --expires is no day.", "", "like 2027-01-31")
          .exit(ExitCode.USAGE);
    }
  }
}
