package org.osbctl.selftest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Many trials, two at a time: as many as a small machine can run without getting slower. Those that
 * wait for a network are beside them.
 */
final class Trials<T> {
  private static final int AT_A_TIME = 2;

  private final Map<T, Future<Outcome>> outcomes = new LinkedHashMap<>();

  private Trials() {}

  /** Starts a trial of each. */
  static <T> Trials<T> of(List<T> what, Function<T, Trial> trial) {
    var trials = new Trials<T>();
    var working = threads(AT_A_TIME);
    var waiting = threads(1);
    for (var each : what) {
      var threads = trial.apply(each).needsSockets() ? waiting : working;
      trials.outcomes.put(each, threads.submit(() -> trial.apply(each).run()));
    }
    working.shutdown();
    waiting.shutdown();
    return trials;
  }

  private static ExecutorService threads(int count) {
    return Executors.newFixedThreadPool(count, Thread.ofPlatform().daemon().factory());
  }

  /** How one went. */
  Outcome outcome(T what) throws InterruptedException {
    var outcome = outcomes.get(what);
    if (outcome == null) {
      throw new IllegalArgumentException("no trial of " + what);
    }
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the trial of " + what + " broke", e.getCause());
    }
  }

  /** How all of them went. */
  Map<T, Outcome> outcomes() throws InterruptedException {
    var all = new LinkedHashMap<T, Outcome>();
    for (var each : outcomes.keySet()) {
      all.put(each, outcome(each));
    }
    return all;
  }
}
