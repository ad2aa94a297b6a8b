package org.osbctl.conform;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osbctl.client.BrokerClient;
import org.osbctl.client.Caller;
import org.osbctl.client.Poller;
import org.osbctl.client.Sleeper;
import org.osbctl.client.WaitLimits;
import org.osbctl.http.Exchange;
import org.osbctl.http.Target;
import org.osbctl.http.Transport;
import org.osbctl.lifecycle.Known;
import org.osbctl.operation.Operation.GetCatalog;
import org.osbctl.rules.Judge;
import org.osbctl.rules.RuleBook;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Requirements;

/**
 * Runs scenarios against one broker: those that create nothing first, then a lane for each plan.
 *
 * <p>A lane is one virtual thread; its requests are in order. Whatever a lane asked for is deleted
 * at its end, also when the run is cancelled.
 */
public final class Runner {
  private final BrokerClient client;
  private final Clock clock;
  private final Sleeper sleeper;
  private final Run run;
  private final Judge judge;
  private final Tally tally;

  /**
   * A runner for one run.
   *
   * @param listener is told of every exchange
   * @param created is told of what is created
   */
  public Runner(
      Transport transport,
      Target target,
      Caller caller,
      Clock clock,
      Sleeper sleeper,
      Consumer<Exchange> listener,
      CreatedListener created) {
    this.clock = clock;
    this.sleeper = sleeper;
    this.run = new Run(created, sleeper);
    var rules = RuleBook.standard();
    this.tally = new Tally(Requirements.bundled(), caller.version(), rules);
    this.judge =
        new Judge(
            new Known(caller.version(), Catalog.EMPTY, target.authentication().headers()), rules);
    this.client =
        new BrokerClient(
            transport,
            target,
            caller,
            exchange -> {
              listener.accept(exchange);
              tally.add(judge.judge(exchange));
            });
  }

  /** Fetches the catalog, the first exchange of every run. */
  public Exchange fetchCatalog() {
    return client.send(new GetCatalog());
  }

  /** The catalog as the broker last sent it. */
  public Catalog catalog() {
    return judge.known().catalog();
  }

  /** Ends the run early: no new scenario starts, what was created is deleted. */
  public void cancel() {
    run.cancel();
  }

  /** Runs what was planned and says what came out. */
  public RunResult run(RunPlan plan, RunOptions options) {
    var start = clock.instant();
    var nanos = System.nanoTime();
    var left = new ArrayList<String>();
    left.addAll(lane(null, BrokerScenarios.all(), options.waiting()));
    left.addAll(lanes(plan, options));
    if (!run.isCancelled()) {
      client.send(new GetCatalog());
    }
    return tally.result(
        client.target().baseUrl(), start, Duration.ofNanos(System.nanoTime() - nanos), left, run);
  }

  private List<String> lanes(RunPlan plan, RunOptions options) {
    var left = new ArrayList<String>();
    var places = new Semaphore(Math.max(1, options.jobs()));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<List<String>>>();
      for (var lane : plan.lanes()) {
        running.add(
            threads.submit(
                inPlace(places, () -> lane(lane, PlanScenarios.of(lane), options.waiting()))));
      }
      for (var each : running) {
        left.addAll(each.get());
      }
    } catch (InterruptedException e) {
      run.cancel();
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a lane broke", e.getCause());
    }
    return left;
  }

  private static <T> Callable<T> inPlace(Semaphore places, Callable<T> work) {
    return () -> {
      places.acquire();
      try {
        return work.call();
      } finally {
        places.release();
      }
    };
  }

  private List<String> lane(@Nullable LanePlan lane, List<Scenario> scenarios, WaitLimits waiting) {
    var drive = new Drive(client, new Poller(client, clock, sleeper), waiting, judge, run, lane);
    try {
      for (var scenario : scenarios) {
        run.checkCancelled();
        drive(scenario, drive, lane);
      }
    } catch (Cancelled e) {
      // What was created is deleted all the same.
    }
    return drive.cleanUp();
  }

  private void drive(Scenario scenario, Drive drive, @Nullable LanePlan lane) {
    try {
      scenario.script().drive(drive);
    } catch (Blocked e) {
      tally.blocked(
          lane == null ? scenario.name() : lane.name() + ": " + scenario.name(),
          e.why(),
          scenario.areas());
    }
  }
}
