package org.osbctl.cli.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Output.Table;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.session.Confirmation;
import org.osbctl.cli.session.Session;
import org.osbctl.conform.Replay;
import org.osbctl.conform.Replay.Replayed;
import org.osbctl.conform.Replay.Step;
import org.osbctl.conform.Verdict;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.Transcript;
import org.osbctl.http.Visible;
import org.osbctl.report.Report;
import org.osbctl.report.Report.Entry;
import org.osbctl.report.Report.Found;
import org.osbctl.spec.Json;
import org.osbctl.spec.Nearest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;

@Command(
    name = "replay",
    description =
        "Send what led to the violations of a run once more, with new ids, and say whether they are"
            + " still there. Exit code 1 when any is.",
    footer = {
      "",
      "Examples:",
      "  osbctl conform replay out.json",
      "  osbctl conform replay out.json provision.created-is-201 --url https://staging.example"
    })
final class ConformReplayCommand implements Callable<Integer> {
  private static final Pattern INSTANCE = Pattern.compile("/v2/service_instances/([^/?]+)");
  private static final int BECAUSE = 100;

  private final Session session;

  @Parameters(index = "0", paramLabel = "RESULT", description = "The result of a run, in JSON.")
  private String file = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ID",
      description = "The requirement whose violations to send again. Default: all that fail.")
  private @Nullable String id;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask before creating instances.")
  private boolean yes;

  ConformReplayCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    var report = Results.read(file, session.surroundings());
    var entries = entries(report);
    Confirmation.ask(
        session,
        yes,
        "Creating service instances at " + session.target(),
        "say --yes, if they may cost what they cost");
    RunInventory.check(session);
    var table = Table.of("REQUIREMENT", "NOW", "THEN", "ANSWER", "BECAUSE");
    var document = Json.object().put("apiVersion", "osbctl/v1").put("kind", "Replay");
    var rows = document.putArray("violations");
    var left = new ArrayList<String>();
    boolean same = false;
    for (var entry : entries) {
      for (var found : entry.findings()) {
        same |= replay(entry, found, report, table, rows, left);
      }
    }
    session.output().result(table, () -> document, entries.stream().map(Entry::id).toList());
    left.forEach(each -> session.output().warn("left behind: " + each));
    return (same ? ExitCode.REFUSED : left.isEmpty() ? ExitCode.DONE : ExitCode.LEFT_BEHIND).code();
  }

  /** What to send again; ends the command when there is nothing. */
  private List<Entry> entries(Report report) {
    var violated =
        report.requirements().stream()
            .filter(each -> !each.findings().isEmpty())
            .filter(each -> each.verdict() != Verdict.INFO)
            .toList();
    var wanted = violated.stream().filter(each -> id == null || each.id().equals(id)).toList();
    if (wanted.isEmpty()) {
      var near =
          id == null
              ? ""
              : Nearest.to(id, violated.stream().map(Entry::id).toList())
                  .map(name -> "did you mean " + name + "?")
                  .orElse("");
      throw new Problem(
              "nothing-to-replay",
              id == null ? "The run violated nothing." : "The run did not violate " + id + ".",
              "",
              near)
          .exit(ExitCode.NOTHING_TESTED);
    }
    return wanted;
  }

  /** Whether the violation is still there. */
  private boolean replay(
      Entry entry, Found found, Report report, Table table, ArrayNode rows, List<String> left)
      throws InterruptedException {
    var row = rows.addObject().put("requirement", entry.id());
    if (entry.id().startsWith("auth.")) {
      // Reports hide credentials, wrong ones too.
      table.row(entry.id(), "not sent", "", "", "reports do not keep the credentials it takes");
      row.put("now", "not sent");
      return false;
    }
    var replayed =
        new Replay(session.client(), new RunInventory(session), session.surroundings().sleeper())
            .of(steps(found, report), entry.id());
    left.addAll(replayed.leftBehind());
    boolean same = !replayed.because().isEmpty();
    var because = session.redaction().text(replayed.because());
    table.row(
        entry.id(),
        same ? "same" : "changed",
        Visible.excerpt(found.answer(), BECAUSE),
        answer(replayed),
        Visible.excerpt(because, BECAUSE));
    row.put("now", same ? "same" : "changed")
        .put("then", found.answer())
        .put("answer", answer(replayed))
        .put("because", because);
    return same;
  }

  private static String answer(Replayed replayed) {
    int status = replayed.last().status();
    return status == 0 ? "none" : Integer.toString(status);
  }

  /** All that was sent about the same service instance, and the request of the violation. */
  private static List<Step> steps(Found found, Report report) {
    var steps = new ArrayList<Step>();
    var instance = instance(Transcript.request(found.exchange()).target());
    for (var each : report.exchanges()) {
      var request = Transcript.request(each.exchange());
      if (each.number() < found.number()
          && !instance.isEmpty()
          && instance.equals(instance(request.target()))) {
        steps.add(step(each.exchange().path("status").asInt(0), request, report));
      }
    }
    steps.add(
        step(
            found.exchange().path("status").asInt(0),
            Transcript.request(found.exchange()),
            report));
    return steps;
  }

  private static String instance(String target) {
    var matcher = INSTANCE.matcher(target);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static Step step(int status, HttpRequestData request, Report report) {
    var url = request.uri().toString();
    var path =
        url.startsWith(report.target())
            ? url.substring(report.target().length())
            : request.target();
    return new Step(request.method(), path, request.headers(), request.body(), status);
  }
}
