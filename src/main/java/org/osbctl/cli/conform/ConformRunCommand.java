package org.osbctl.cli.conform;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.Arguments;
import org.osbctl.cli.io.Durations;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Interruption;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.session.Catalogs;
import org.osbctl.cli.session.Confirmation;
import org.osbctl.cli.session.PollOptions;
import org.osbctl.cli.session.Session;
import org.osbctl.client.WaitLimits;
import org.osbctl.conform.CreatedListener;
import org.osbctl.conform.LanePlan;
import org.osbctl.conform.Planner;
import org.osbctl.conform.RunOptions;
import org.osbctl.conform.RunPlan;
import org.osbctl.conform.RunResult;
import org.osbctl.conform.Runner;
import org.osbctl.conform.Waivers;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.operation.Operation.GetCatalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "run",
    description = "Run the conformance suite against a broker. Everything it creates it deletes.",
    footer = {
      "",
      "Examples:",
      "  osbctl conform run --mock              the bundled mock broker as the target",
      "  osbctl conform run --quick             create nothing",
      "  osbctl conform run --plan small --report json=out.json",
      "  osbctl conform run --profile cloudfoundry --profile kubernetes"
    })
final class ConformRunCommand implements Callable<Integer> {
  private static final long CLEAN_UP_SECONDS = 120;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

  private final Session session;

  @Option(
      names = "--mock",
      arity = "0..1",
      paramLabel = "MODE",
      description =
          "Start the bundled mock as the target: sync, async or mixed (default). It is asked"
              + " within this process, without a network.")
  private @Nullable String mock;

  @Option(names = "--quick", description = "Send only requests that create nothing.")
  private boolean quick;

  @Mixin private SelectionOptions selection;

  @Mixin private ReportOptions reports;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "How many plans to work on at the same time. Default: 4.")
  private int jobs = 4;

  @Option(
      names = "--evidence",
      paramLabel = "DIR",
      description =
          "Write every request and answer, without secrets, into this folder while the run goes on,"
              + " and a script for each violation.")
  private @Nullable Path evidence;

  @Option(
      names = "--expired-token-file",
      paramLabel = "FILE",
      description =
          "File whose first line is a token that has expired; the broker has to refuse it.")
  private @Nullable Path expiredToken;

  @Mixin private GateOptions gate;

  @Mixin private WaiverOptions waivers;

  @Mixin private ShardOptions shard;

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
      description = "When to give up waiting for one operation: 90s, 30m, none. Default: 30m.")
  private String timeout = "30m";

  @Mixin private RequirementOptions requirements;

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
    session.allowSeveralProfiles();
    if (expiredToken != null) {
      session.retarget(session.target().withExpired(Arguments.firstLine(expiredToken)));
    }
    // They are needed in any case, and not before the broker has answered.
    Thread.ofVirtual().start(Runner::prepare);
    var options = options();
    var accepted = waivers.waivers();
    try (var targets = reports.open(session, dryRun)) {
      return run(options, accepted, targets);
    }
  }

  private int run(RunOptions options, Waivers accepted, ReportTargets targets) {
    try (var broker = startMock()) {
      if (broker != null) {
        session.retarget(broker.target(), broker::response);
        session.output().info("mock broker at " + broker.url());
      }
      targets.begin(gate.gate(), requirements.selection());
      if (evidence != null && !dryRun) {
        targets.keep(evidence);
      }
      awaitBroker();
      var inventory = broker == null ? new RunInventory(session) : CreatedListener.none();
      var runner = runner(inventory, targets);
      var catalog = Catalogs.of(session, runner.fetchCatalog());
      selection.check(catalog, options);
      var plan =
          shard.of(
              Planner.plan(catalog, options, session.caller().version()), session.surroundings());
      var preview = new RunPreview(plan, quick);
      session.output().info(preview.line() + "; seed " + options.seed());
      if (dryRun) {
        session.output().result(preview.table(), preview::document, preview.names());
        return ExitCode.DONE.code();
      }
      if (broker == null && !plan.lanes().isEmpty()) {
        confirmCosts(plan, selection.withoutCosts(catalog));
      }
      if (broker == null) {
        // A quick run asks for nothing that a broker may create; some do all the same.
        RunInventory.check(session);
      }
      return run(runner, plan, options, accepted, targets);
    }
  }

  private RunOptions options() {
    if (jobs < 1) {
      throw new Problem("wrong-usage", "--jobs has to be 1 or more.", "", "").exit(ExitCode.USAGE);
    }
    if (maxFailures < 0) {
      throw new Problem("wrong-usage", "--max-failures has to be 0 or more.", "", "")
          .exit(ExitCode.USAGE);
    }
    var waiting =
        new WaitLimits(
            PollOptions.timeout(timeout),
            Optional.empty(),
            Duration.ofMillis(100),
            Duration.ofSeconds(5));
    return new RunOptions(
        quick,
        selection.services(),
        selection.plans(),
        selection.allPlans(),
        selection.parameters(session.surroundings()),
        jobs,
        waiting,
        requirements.selection(),
        maxFailures,
        keepOnFailure,
        seed == null ? new Random().nextInt(Integer.MAX_VALUE) : seed);
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
    return MockBroker.start(MockOptions.defaults().withMode(mode), session.surroundings().clock());
  }

  private Runner runner(CreatedListener created, ReportTargets targets) {
    return new Runner(
        session.transport(),
        session.target(),
        session.caller(),
        session.surroundings().clock(),
        session.surroundings().sleeper(),
        targets::heard,
        created);
  }

  private void confirmCosts(RunPlan plan, Optional<String> without) {
    if (!plan.costly().isEmpty()) {
      var names = String.join(", ", plan.costly().stream().map(LanePlan::name).toList());
      Confirmation.ask(
          session,
          yes,
          "Creating service instances that cost money (" + names + ")",
          "say --yes, or leave them out: " + without.orElse("--quick"));
    }
  }

  /**
   * Ctrl-C in the shell ends the run, and a second one also its cleaning up: it goes on in a thread
   * that the first does not interrupt.
   */
  private RunResult result(Runner runner, RunPlan plan, RunOptions options) {
    var work = new FutureTask<>(() -> runner.run(plan, options));
    var thread = Thread.ofVirtual().start(work);
    var again = false;
    while (true) {
      try {
        return work.get();
      } catch (InterruptedException e) {
        if (again) {
          thread.interrupt();
        } else {
          session.output().info("interrupted: deleting what was created");
          runner.cancel();
        }
        again = true;
      } catch (ExecutionException e) {
        throw new IllegalStateException("the run broke", e.getCause());
      }
    }
  }

  /** A signal ends the run, not the process: what was created is deleted first. */
  private int run(
      Runner runner, RunPlan plan, RunOptions options, Waivers accepted, ReportTargets targets) {
    var finished = new CountDownLatch(1);
    var interruption = Interruption.doing(() -> cancel(runner, finished));
    try {
      var result = result(runner, plan, options);
      var today = LocalDate.ofInstant(session.surroundings().clock().instant(), ZoneOffset.UTC);
      var whole = !shard.isPart(session.surroundings());
      var report = targets.end(accepted.apply(result, today, whole), isPlanless(plan));
      return GateOptions.exit(report).code();
    } finally {
      finished.countDown();
      interruption.over();
    }
  }

  private void cancel(Runner runner, CountDownLatch finished) {
    session.output().info("interrupted: deleting what was created");
    runner.cancel();
    try {
      if (!finished.await(CLEAN_UP_SECONDS, TimeUnit.SECONDS)) {
        session.output().warn("gave up deleting; the inventory remembers what is left");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A part may be empty: another run has the plans. */
  private boolean isPlanless(RunPlan plan) {
    return !quick && plan.lanes().isEmpty() && !shard.isPart(session.surroundings());
  }
}
