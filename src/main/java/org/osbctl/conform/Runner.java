package org.osbctl.conform;

import java.net.URI;
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
import org.osbctl.client.BrokerClient;
import org.osbctl.client.Caller;
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
 * Runs scenarios against one broker: those that create nothing, and a lane for each plan.
 *
 * <p>A lane is one virtual thread; its requests are in order. Whatever a lane asked for is deleted
 * at its end, also when the run is cancelled or the lane breaks.
 */
public final class Runner {
  /** A run keeps every answer, for the rules that compare and for the reports. */
  private static final long KEPT = 48L * 1024 * 1024;

  private final Transport transport;
  private final Target target;
  private final Caller caller;
  private final Clock clock;
  private final Consumer<Heard> listener;
  private final Run run;
  private final Judge judge;
  private final Tally tally;
  private final BrokerClient client;

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
      Consumer<Heard> listener,
      CreatedListener created) {
    this.transport = transport.keeping(KEPT);
    this.target = target;
    this.caller = caller;
    this.clock = clock;
    this.listener = listener;
    this.run = new Run(created, sleeper);
    var rules = RuleBook.standard();
    this.tally = new Tally(Requirements.bundled(), caller.version(), rules);
    this.judge =
        new Judge(
            new Known(caller.version(), Catalog.EMPTY, target.authentication().credentials()),
            rules);
    this.client =
        new BrokerClient(
            this.transport, target, caller, exchange -> hear("", Heard.CATALOG, exchange));
  }

  /** Loads what the first run needs, to be done while there is nothing to judge yet. */
  public static void prepare() {
    Tally.judgeable(RuleBook.standard());
  }

  /** Tells everybody of an exchange; says whether it violates a requirement that gates. */
  private boolean hear(String lane, String scenario, Exchange exchange) {
    var heard = new Heard(lane, scenario, judge.hear(exchange));
    listener.accept(heard);
    return tally.add(heard);
  }

  /** Hears of the exchanges of lanes. */
  @FunctionalInterface
  interface Ear {
    /** Takes in an exchange; says whether it violates a requirement that gates. */
    boolean hear(String lane, String scenario, Exchange exchange);
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
    tally.select(options.selection());
    var left = lanes(plan, options);
    if (!run.isCancelled() && !run.isStopped()) {
      client.send(new GetCatalog());
    }
    return tally.result(
        target.baseUrl(), start, Duration.ofNanos(System.nanoTime() - nanos), left, run);
  }

  private List<String> lanes(RunPlan plan, RunOptions options) {
    var work = new ArrayList<Lane>();
    work.add(
        new Lane(setting(options), 0, null, Suite.ofBroker(caller.version(), options.selection())));
    for (var lane : plan.lanes()) {
      var scenarios = Suite.of(lane, caller.version(), options.selection());
      work.add(new Lane(setting(options), work.size(), lane, scenarios));
    }
    return options.jobs() > 1 ? sideBySide(work, options.jobs()) : inTurn(work);
  }

  private static List<String> inTurn(List<Lane> work) {
    var left = new ArrayList<String>();
    work.forEach(lane -> left.addAll(lane.call()));
    return left;
  }

  /** The lane that creates nothing takes no place from the others. */
  private List<String> sideBySide(List<Lane> work, int jobs) {
    var left = new ArrayList<String>();
    var places = new Semaphore(jobs);
    var interrupted = false;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<List<String>>>();
      for (var lane : work) {
        running.add(threads.submit(lane.plan() == null ? lane : inPlace(places, lane)));
      }
      for (var next = 0; next < running.size(); ) {
        try {
          left.addAll(resultOf(running.get(next)));
          next++;
        } catch (InterruptedException e) {
          // Here, not behind the block: at its end it waits for all lanes.
          run.cancel();
          threads.shutdownNow();
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return left;
  }

  private List<String> resultOf(Future<List<String>> lane) throws InterruptedException {
    try {
      return lane.get();
    } catch (ExecutionException e) {
      run.cancel();
      throw new IllegalStateException("a lane broke", e.getCause());
    }
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

  private Setting setting(RunOptions options) {
    var waiting =
        isLoopback(target.baseUrl()) && options.waiting().interval().isEmpty()
            ? options.waiting().eager()
            : options.waiting();
    return new Setting(
        transport, target, caller, clock, this::hear, run, judge, tally, options, waiting);
  }

  /** What the lanes of a run have in common. */
  record Setting(
      Transport transport,
      Target target,
      Caller caller,
      Clock clock,
      Ear ear,
      Run run,
      Judge judge,
      Tally tally,
      RunOptions options,
      WaitLimits waiting) {}

  private static boolean isLoopback(URI uri) {
    var host = uri.getHost() == null ? "" : uri.getHost();
    return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }
}
