package org.osbctl.cli.conform;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Output.Table;
import org.osbctl.cli.session.Session;
import org.osbctl.conform.Verdict;
import org.osbctl.http.Visible;
import org.osbctl.report.Comparison;
import org.osbctl.report.Report;
import org.osbctl.spec.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "compare",
    description = "Show what changed from one run to another; exit code 1 when anything regressed.",
    footer = {"", "Example: osbctl conform compare yesterday.json today.json"})
final class ConformCompareCommand implements Callable<Integer> {
  private static final int BECAUSE = 100;

  private final Session session;

  @Parameters(index = "0", paramLabel = "BEFORE", description = "The result of one run.")
  private String before = "";

  @Parameters(index = "1", paramLabel = "AFTER", description = "The result of a later run.")
  private String after = "";

  @Mixin private GateOptions gate;

  ConformCompareCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var one = Results.read(before, session.surroundings());
    var other = Results.read(after, session.surroundings());
    tellDifferences(one, other);
    var comparison = Comparison.of(one, other, gate.over(other).gate());
    var regressions = comparison.regressions().size();
    session
        .output()
        .result(
            table(comparison),
            () -> document(comparison, one, other),
            comparison.changes().stream().map(Comparison.Change::requirement).toList());
    session
        .output()
        .info(
            (comparison.changes().isEmpty() ? "nothing" : comparison.changes().size())
                + " changed, "
                + (regressions == 0 ? "none" : regressions)
                + " for the worse");
    return (regressions == 0 ? ExitCode.DONE : ExitCode.REFUSED).code();
  }

  private void tellDifferences(Report one, Report other) {
    if (!one.target().equals(other.target())) {
      session.output().info("different brokers: " + one.target() + ", " + other.target());
    }
    if (one.version() != other.version()) {
      session.output().info("different versions: " + one.version() + ", " + other.version());
    }
  }

  private static Table table(Comparison comparison) {
    var table = Table.of("CHANGE", "REQUIREMENT", "BEFORE", "AFTER", "BECAUSE");
    for (var each : comparison.changes()) {
      table.row(
          each.kind().words(),
          each.requirement(),
          word(each.before()),
          word(each.after()),
          Visible.excerpt(each.because(), BECAUSE));
    }
    return table;
  }

  private static String word(Optional<Verdict> verdict) {
    return verdict.map(Verdict::word).orElse("-");
  }

  private static JsonNode run(Report report) {
    return Json.object()
        .put("url", report.target())
        .put("specVersion", report.version().toString())
        .put("startedAt", report.startedAt().toString())
        .put("conclusion", report.conclusion().words());
  }

  private static JsonNode document(Comparison comparison, Report one, Report other) {
    var document =
        Json.object().put("apiVersion", "osbctl/v1").put("kind", "ConformanceComparison");
    document.set("before", run(one));
    document.set("after", run(other));
    document.put("regressions", comparison.regressions().size());
    var changes = document.putArray("changes");
    for (var each : comparison.changes()) {
      changes
          .addObject()
          .put("change", each.kind().words())
          .put("requirement", each.requirement())
          .put("before", word(each.before()))
          .put("after", word(each.after()))
          .put("because", each.because());
    }
    return document;
  }
}
