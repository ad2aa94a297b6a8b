package org.osbctl.conform;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osbctl.client.Sleeper;
import org.osbctl.http.Exchange;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.Bind;
import org.osbctl.operation.Operation.Provision;
import org.osbctl.spec.ServicePlan;

/** What all lanes of a run share. */
final class Run {
  private static final Duration RETRY_PAUSE = Duration.ofMillis(500);

  /** A longer pause looks now and then whether the run was cancelled. */
  private static final Duration SLICE = Duration.ofMillis(200);

  private final CreatedListener listener;
  private final Sleeper sleeper;
  private final Set<String> instances = ConcurrentHashMap.newKeySet();
  private final Set<String> bindings = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final AtomicBoolean stopped = new AtomicBoolean();

  Run(CreatedListener listener, Sleeper sleeper) {
    this.listener = listener;
    this.sleeper = sleeper;
  }

  /** Ends the run because somebody wants it to end. */
  void cancel() {
    cancelled.set(true);
  }

  /** Ends the run because it has seen enough. */
  void stop() {
    stopped.set(true);
  }

  boolean isCancelled() {
    return cancelled.get();
  }

  boolean isStopped() {
    return stopped.get();
  }

  void checkCancelled() {
    if (cancelled.get() || stopped.get()) {
      throw new Cancelled();
    }
  }

  /** Waits; comes back early when the run ends. */
  void pause(Duration duration) throws InterruptedException {
    var left = duration;
    while (left.isPositive() && !cancelled.get() && !stopped.get()) {
      var slice = left.compareTo(SLICE) < 0 ? left : SLICE;
      sleeper.sleep(slice);
      left = left.minus(slice);
    }
  }

  /** Waits, whatever happens to the run. */
  void rest(Duration duration) throws InterruptedException {
    sleeper.sleep(duration);
  }

  /** Takes note of what the broker says it has created. */
  void noteAnswer(Operation operation, Exchange exchange) {
    if (exchange.status() < 200 || exchange.status() > 299) {
      return;
    }
    switch (operation) {
      case Provision p -> instances.add(p.instanceId());
      case Bind b -> bindings.add(b.instanceId() + "/" + b.bindingId());
      default -> {}
    }
  }

  int instancesCreated() {
    return instances.size();
  }

  int bindingsCreated() {
    return bindings.size();
  }

  void asked(String instanceId, ServicePlan plan) {
    listener.asked(instanceId, plan);
  }

  void askedForBinding(String instanceId, String bindingId) {
    listener.askedForBinding(instanceId, bindingId);
  }

  void gone(String instanceId) {
    listener.gone(instanceId);
  }

  /** Waits a moment before a delete is tried again; false when there is no time to. */
  boolean pauseBeforeRetry() {
    try {
      sleeper.sleep(RETRY_PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
