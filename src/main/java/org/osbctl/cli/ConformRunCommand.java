package org.osbctl.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osbctl.client.WaitLimits;
import org.osbctl.conform.CreatedListener;
import org.osbctl.conform.Planner;
import org.osbctl.conform.RunOptions;
import org.osbctl.conform.RunPlan;
import org.osbctl.conform.RunResult;
import org.osbctl.conform.Runner;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.operation.Operation.GetCatalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
    name = "run",
    description = "Run the conformance suite against a broker. Everything it creates it deletes.",
    footer = {
      "",
      "Examples:",
      "  osbctl conform run --mock              the bundled mock broker as the target",
      "  osbctl conform run --quick             create nothing",
      "  osbctl conform run --plan small --report json=out.json"
    })
final class ConformRunCommand implements Callable<Integer> {
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

  private final Session session;

  @Option(
      names = "--mock",
      paramLabel = "MODE",
      description = "Start the bundled mock as the target: sync, async or mixed (default).")
  private @Nullable String mock;

  @Option(names = "--quick", description = "Send only requests that create nothing.")
  private boolean quick;

  @Option(
      names = {"-s", "--service"},
      paramLabel = "SERVICE",
      description = "Take this service offering only; may be repeated.")
  private List<String> services = new ArrayList<>();

  @Option(
      names = {"-p", "--plan"},
      paramLabel = "PLAN",
      description = "Take this plan: a name, an id or SERVICE/PLAN; may be repeated.")
  private List<String> plans = new ArrayList<>();

  @Option(
      names = "--all-plans",
      description = "Take every plan. Default: one of each offering, free ones first.")
  private boolean allPlans;

  @Option(
      names = "--params",
      paramLabel = "PLAN=JSON|@FILE",
      description = "Parameters to provision a plan with; may be repeated.")
  private List<String> parameters = new ArrayList<>();

  @Option(
      names = "--report",
      paramLabel = "FORMAT=PATH",
      description = "Write a report: json=out.json; - is standard output.")
  private List<String> reports = new ArrayList<>();

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "How many plans to work on at the same time. Default: 4.")
  private int jobs = 4;

  @Option(names = "--strict", description = "Warnings are red, too.")
  private boolean strict;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Say what would be created, and stop.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask before creating instances that cost money.")
  private boolean yes;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "When to give up waiting for one operation. Default: 30m.")
  private Duration timeout = Duration.ofMinutes(30);

  @Mixin private SelectionOptions selection = new SelectionOptions();

  @Option(
      names = "--max-failures",
      paramLabel = "N",
      description = "Stop once N requirements have failed.")
  private int maxFailures;

  @Option(
      names = "--keep-on-failure",
      description =
          "Stop working on a plan at its first failure, and leave what was created to be looked"
              + " at.")
  private boolean keepOnFailure;

  @Option(
      names = "--wait-for-broker",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "Wait so long for the broker to serve its catalog before the run begins.")
  private @Nullable Duration waitForBroker;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Make ids and generated values from this number. Default: another every time.")
  private @Nullable Long seed;

  ConformRunCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var writers = ReportTarget.parse(reports);
    var options = options();
    try (var broker = startMock()) {
      if (broker != null) {
        session.retarget(broker.target());
        session.output().info("mock broker at " + broker.url());
      }
      awaitBroker();
      var runner =
          new Runner(
              session.transport(),
              session.target(),
              session.caller(),
              session.surroundings().clock(),
              session.surroundings().sleeper(),
              exchange -> {},
              broker == null ? new RunInventory(session) : CreatedListener.none());
      var plan = plan(runner, options);
      announce(plan, options);
      if (dryRun) {
        return ExitCode.DONE.code();
      }
      confirm(plan, broker != null);
      var result = run(runner, plan, options);
      return report(result, writers, plan, options);
    }
  }

  private RunOptions options() {
    var waiting =
        new WaitLimits(
            Optional.of(timeout), Optional.empty(), Duration.ofMillis(100), Duration.ofSeconds(5));
    var chosen = seed == null ? new Random().nextInt(Integer.MAX_VALUE) : seed;
    return new RunOptions(
        quick,
        services,
        plans,
        allPlans,
        givenParameters(),
        jobs,
        waiting,
        selection.selection(),
        maxFailures,
        keepOnFailure,
        chosen);
  }

  /** Asks for the catalog until it comes or the time is up; the run itself asks once more. */
  private void awaitBroker() {
    if (waitForBroker == null) {
      return;
    }
    var clock = session.surroundings().clock();
    var end = clock.instant().plus(waitForBroker);
    while (session.client().send(new GetCatalog()).status() != 200
        && clock.instant().isBefore(end)) {
      try {
        session.surroundings().sleeper().sleep(BETWEEN_TRIES);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private Map<String, JsonNode> givenParameters() {
    var result = new LinkedHashMap<String, JsonNode>();
    for (var each : parameters) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw new Problem(
                "bad-params",
                "'" + each + "' names no plan.",
                "",
                "write it like --params small=@small.json")
            .exit(ExitCode.USAGE);
      }
      result.put(
          each.substring(0, equals),
          Arguments.object("--params", each.substring(equals + 1), session.surroundings()));
    }
    return result;
  }

  private @Nullable MockBroker startMock() {
    if (mock == null) {
      return null;
    }
    var mode =
        switch (mock) {
          case "mixed" -> MockOptions.Mode.MIXED;
          case "sync" -> MockOptions.Mode.SYNC;
          case "async" -> MockOptions.Mode.ASYNC;
          default ->
              throw new Problem(
                      "bad-mode",
                      "'" + mock + "' is no mode of the mock.",
                      "",
                      "choose sync, async or mixed")
                  .exit(ExitCode.USAGE);
        };
    return MockBroker.start(MockOptions.defaults().withMode(mode));
  }

  private RunPlan plan(Runner runner, RunOptions options) {
    var exchange = runner.fetchCatalog();
    var problems = new BrokerProblems(session.redaction());
    if (exchange.status() != 200) {
      throw problems.of("The catalog cannot be fetched", exchange);
    }
    if (!exchange.response().orElseThrow().body().json().path("services").isArray()) {
      throw BrokerProblems.noCatalog(exchange);
    }
    var catalog = runner.catalog();
    var unknown = Planner.unknown(catalog, options);
    if (!unknown.isEmpty()) {
      var names = new ArrayList<String>();
      catalog.offerings().forEach(o -> names.add(o.name()));
      catalog.offerings().forEach(o -> o.plans().forEach(p -> names.add(p.name())));
      throw Catalogs.unknown(
          "service or plan", unknown.getFirst(), names.stream().distinct().toList());
    }
    return Planner.plan(catalog, options, session.caller().version());
  }

  private void announce(RunPlan plan, RunOptions options) {
    var text = new StringBuilder();
    if (options.quick()) {
      text.append("quick run: nothing will be created");
    } else if (plan.lanes().isEmpty()) {
      text.append("no plan is selected: nothing will be created");
    } else {
      text.append("will create at most ")
          .append(plan.instances())
          .append(" service instances and ")
          .append(plan.bindings())
          .append(" service bindings, and delete them:");
      plan.lanes()
          .forEach(
              lane ->
                  text.append("\n  ")
                      .append(lane.name())
                      .append(lane.plan().free() ? "" : " (not free)"));
    }
    session.output().info(text.append("\nseed ").append(options.seed()).toString());
  }

  private void confirm(RunPlan plan, boolean isMock) {
    if (!plan.costly().isEmpty() && !isMock) {
      var names = String.join(", ", plan.costly().stream().map(lane -> lane.name()).toList());
      Confirmation.ask(session, yes, "Instances of " + names + " cost money. Create them?");
    }
  }

  /** A signal ends the run, not the process: what was created is deleted first. */
  private RunResult run(Runner runner, RunPlan plan, RunOptions options) {
    var finished = new CountDownLatch(1);
    var hook =
        new Thread(
            () -> {
              session.output().info("interrupted: deleting what was created");
              runner.cancel();
              try {
                var done = finished.await(120, TimeUnit.SECONDS);
                session
                    .output()
                    .info(done ? "done" : "gave up; the inventory remembers what is left");
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return runner.run(plan, options);
    } finally {
      finished.countDown();
      unhook(hook);
    }
  }

  private static void unhook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already.
    }
  }

  private int report(
      RunResult result, List<ReportTarget> writers, RunPlan plan, RunOptions options) {
    writers.forEach(writer -> writer.write(session, result, strict));
    if (writers.stream().noneMatch(ReportTarget::isStandardOutput)) {
      new ReportTarget(session.output().format() == OutputFormat.json ? "json" : "console", "-")
          .write(session, result, strict);
    }
    if (result.interrupted()) {
      return ExitCode.INTERRUPTED.code();
    }
    if (result.isRed(strict)) {
      return ExitCode.REFUSED.code();
    }
    if (!result.leftBehind().isEmpty()) {
      return ExitCode.LEFT_BEHIND.code();
    }
    var nothing = result.exercised() == 0 || (!options.quick() && plan.lanes().isEmpty());
    return nothing ? ExitCode.NOTHING_TESTED.code() : ExitCode.DONE.code();
  }
}
