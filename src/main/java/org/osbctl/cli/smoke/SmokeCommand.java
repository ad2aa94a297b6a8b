package org.osbctl.cli.smoke;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.Arguments;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.FileTrouble;
import org.osbctl.cli.io.Output.Table;
import org.osbctl.cli.io.OutputFormat;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.session.Catalogs;
import org.osbctl.cli.session.Confirmation;
import org.osbctl.cli.session.Session;
import org.osbctl.cli.smoke.SmokeRun.Done;
import org.osbctl.spec.Json;
import org.osbctl.spec.ServicePlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code smoke}: life cycles, gone through with osbctl's own commands. */
@Command(
    name = "smoke",
    description = {
      "Go through a life cycle: provision, update, bind, run a command with the credentials,"
          + " unbind, deprovision; delete whatever was made, also after Ctrl-C.",
      "Without a file: provision, fetch, bind, unbind and deprovision one plan of each service."
    },
    footer = {
      "",
      "The shape of scenarios is published as specs/smoke.schema.json.",
      "",
      "Examples:",
      "  osbctl smoke --junit smoke.xml",
      "  osbctl smoke -f scenario.yaml --var plan=small"
    })
public final class SmokeCommand implements Callable<Integer> {
  private final Session session;
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "The scenario: YAML or JSON.")
  private @Nullable Path file;

  @Option(
      names = "--var",
      paramLabel = "NAME=VALUE",
      description = "What {{NAME}} stands for in the scenario; may be repeated.")
  private Map<String, String> variables = new LinkedHashMap<>();

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Write the result as JUnit XML, too.")
  private @Nullable Path junit;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask before creating instances that cost money.")
  private boolean yes;

  /** A command of this session, whose program runs the steps. */
  public SmokeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("picocli gives every command its spec");
    }
    // Read first: a mistake in it must not cost an instance.
    var given = file == null ? null : scenario(file);
    var scenarios = given == null ? List.copyOf(cycles()) : List.of(given);
    var inner = Inner.of(session, spec);
    var prefix = "smoke-" + HexFormat.of().toHexDigits((short) new Random().nextInt(1 << 16));
    var results = new ArrayList<Done>();
    var live = session.output().format() == OutputFormat.table;
    for (var scenario : scenarios) {
      if (scenarios.size() > 1 && live) {
        session.output().print(scenario.name());
      }
      var run = new SmokeRun(session, inner, prefix, live);
      results.add(run.go(scenario));
      if (run.interrupted()) {
        break;
      }
    }
    print(results, live);
    if (junit != null) {
      write(junit, SmokeXml.text(results));
    }
    return exit(results).code();
  }

  private Scenario scenario(Path path) {
    try {
      return ScenarioFile.read(
          Arguments.text("@" + path, session.surroundings()),
          variables,
          session.surroundings().environment());
    } catch (ScenarioException e) {
      throw new Problem(
              "bad-scenario",
              "The scenario " + path + " cannot be used.",
              String.valueOf(e.getMessage()),
              "the shape of scenarios is published as specs/smoke.schema.json")
          .exit(ExitCode.USAGE);
    }
  }

  /** One honest cycle for each offering: its first free plan, or the first. */
  private List<Scenario> cycles() {
    var catalog = Catalogs.fetch(session);
    var chosen =
        catalog.offerings().stream()
            .flatMap(
                offering ->
                    offering.plans().stream()
                        .filter(ServicePlan::free)
                        .findFirst()
                        .or(() -> offering.plans().stream().findFirst())
                        .stream())
            .toList();
    if (chosen.isEmpty()) {
      throw new Problem(
              "nothing-to-test", "There is nothing to go through.", "the catalog is empty", "")
          .exit(ExitCode.NOTHING_TESTED);
    }
    var costly = chosen.stream().filter(plan -> !plan.free()).map(ServicePlan::name).toList();
    if (!costly.isEmpty()) {
      Confirmation.ask(
          session,
          yes,
          "Creating service instances that cost money (" + String.join(", ", costly) + ")",
          "say --yes, or name what to create in a scenario with -f");
    }
    return chosen.stream().map(SmokeCycle::of).toList();
  }

  private void print(List<Done> results, boolean live) {
    var table = Table.of("SCENARIO", "STEP", "RESULT", "SECONDS", "WHY");
    results.forEach(
        each ->
            each.steps()
                .forEach(
                    step ->
                        table.row(
                            each.name(), step.words(), step.word(), step.seconds(), step.why())));
    if (live) {
      session.output().print(summary(results));
    } else {
      session.output().result(table, () -> document(results), names(results));
    }
  }

  private static List<String> names(List<Done> results) {
    return results.stream().map(Done::name).toList();
  }

  private static String summary(List<Done> results) {
    var steps = results.stream().flatMap(each -> each.steps().stream()).toList();
    var failed = steps.stream().filter(step -> step.word().equals("failed")).count();
    var skipped = steps.stream().filter(step -> step.word().equals("skipped")).count();
    var left = results.stream().flatMap(each -> each.left().stream()).toList();
    return (failed == 0 && skipped == 0 ? "PASSED  " : "FAILED  ")
        + (steps.size() - failed - skipped)
        + " passed, "
        + failed
        + " failed, "
        + skipped
        + " skipped; "
        + (left.isEmpty() ? "left nothing behind" : "left behind: " + String.join(", ", left));
  }

  private static JsonNode document(List<Done> results) {
    var document = Json.object().put("apiVersion", "osbctl/v1").put("kind", "SmokeResult");
    var list = document.putArray("scenarios");
    for (var each : results) {
      var scenario = list.addObject().put("name", each.name());
      var steps = scenario.putArray("steps");
      each.steps()
          .forEach(
              step ->
                  steps
                      .addObject()
                      .put("step", step.words())
                      .put("line", step.line())
                      .put("result", step.word())
                      .put("milliseconds", step.time().toMillis())
                      .put("why", step.why()));
      var left = scenario.putArray("leftBehind");
      each.left().forEach(left::add);
    }
    return document;
  }

  private static void write(Path path, String text) {
    try {
      Files.writeString(path, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Problem(
              "unwritable-file",
              "The file " + path + " cannot be written.",
              FileTrouble.reason(e),
              "choose another place")
          .exit(ExitCode.USAGE);
    }
  }

  private static ExitCode exit(List<Done> results) {
    var exits = results.stream().map(Done::exit).toList();
    for (var code :
        List.of(ExitCode.INTERRUPTED, ExitCode.UNREACHABLE, ExitCode.REFUSED, ExitCode.GAVE_UP)) {
      if (exits.contains(code)) {
        return code;
      }
    }
    return exits.contains(ExitCode.LEFT_BEHIND) ? ExitCode.LEFT_BEHIND : ExitCode.DONE;
  }
}
