package org.osbctl.cli.inventory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.session.Session;
import org.osbctl.client.OperationOutcome;
import org.osbctl.client.OperationRunner;
import org.osbctl.client.OperationRunner.Waiting;
import org.osbctl.client.WaitLimits;
import org.osbctl.http.Exchange;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.inventory.InstanceEntry.BindingEntry;
import org.osbctl.operation.Operation.GetCatalog;
import org.osbctl.operation.Operation.Mutation;
import org.osbctl.operation.Requests;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.ServicePlan;

/**
 * Deletes instances with their bindings at the broker, in spite of operations that are under way
 * and of brokers that fail now and then. Safe for use by several threads.
 */
final class Sweep {
  private static final int ATTEMPTS = 6;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Session session;
  private final WaitLimits limits;
  private final OperationRunner runner;
  private final boolean asynchronousBindings;

  /** What the platform needs of the catalog for its requests. */
  private final Catalog shaping;

  private @Nullable Catalog catalog;

  Sweep(Session session, WaitLimits limits) {
    this.session = session;
    this.limits = limits;
    var client = session.client();
    this.runner = new OperationRunner(client, session.poller(client));
    this.shaping = session.platform().catalog(session);
    this.asynchronousBindings = session.asynchronousBindings();
  }

  /** Deletes an instance; what the broker says is gone is taken out of the inventory at once. */
  void delete(InstanceEntry entry) throws InterruptedException {
    for (var binding : entry.bindings()) {
      if (!isDeleted(
          entry,
          new Remembered(entry, binding).words(),
          planId -> unbind(entry, binding, planId))) {
        return;
      }
      new CredentialStore(session).drop(entry, binding);
      Inventories.with(
          session,
          inventory ->
              inventory.update(
                  entry.url(), entry.name(), old -> old.withoutBinding(binding.name())));
    }
    if (isDeleted(
        entry,
        new Remembered(entry).words(),
        planId ->
            Requests.deprovision(entry.id(), entry.serviceId(), planId).acceptingIncomplete())) {
      Inventories.with(session, inventory -> inventory.remove(entry.url(), entry.name()));
      session.output().info(new Remembered(entry).words() + " is gone");
    }
  }

  private Mutation unbind(InstanceEntry entry, BindingEntry binding, String planId) {
    var request = Requests.unbind(entry.id(), binding.id(), entry.serviceId(), planId);
    return asynchronousBindings ? request.acceptingIncomplete() : request;
  }

  /** Asks until the resource is gone, or it makes no sense to ask again, which it tells. */
  private boolean isDeleted(InstanceEntry entry, String words, Function<String, Mutation> request)
      throws InterruptedException {
    var planId = entry.planId();
    @Nullable Queue<String> others = null;
    var pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      var outcome =
          runner.run(
              session.platform().shape(request.apply(planId), entry, shaping),
              waiting(entry, planId));
      if (outcome instanceof OperationOutcome.Done) {
        return true;
      }
      if (others == null && outcome.first().status() == 400) {
        others = new ArrayDeque<>(otherPlans(entry));
      }
      var other = outcome.first().status() == 400 && others != null ? others.poll() : null;
      if (other != null) {
        // It may have been on its way to another plan when its process died.
        planId = other;
        continue;
      }
      if (attempt >= ATTEMPTS || !isWorthAnother(outcome)) {
        session.output().warn(words + " is still there: " + why(outcome));
        return false;
      }
      session.surroundings().sleeper().sleep(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
  }

  private Waiting waiting(InstanceEntry entry, String planId) {
    return new Waiting(entry.serviceId(), planId, limits, true, first -> {}, (poll, next) -> {});
  }

  /** Whether the broker may have a better answer a little later. */
  private static boolean isWorthAnother(OperationOutcome outcome) {
    return switch (outcome) {
      case OperationOutcome.Failed failed -> true;
      case OperationOutcome.Unanswered none -> true;
      case OperationOutcome.Refused refused -> isWorthAnother(refused.first().status());
      case OperationOutcome.Done done -> false;
      case OperationOutcome.Started started -> false;
      case OperationOutcome.GaveUp gaveUp -> false;
      case OperationOutcome.Interrupted interrupted -> false;
    };
  }

  /** Busy with something else (409, 422), too many requests, or broken. */
  private static boolean isWorthAnother(int status) {
    return status == 409 || status == 422 || status == 429 || status == 408 || status >= 500;
  }

  private String why(OperationOutcome outcome) {
    return switch (outcome) {
      case OperationOutcome.Failed failed ->
          "deleting it ended as failed: " + session.problems().excerpt(failed.description());
      case OperationOutcome.GaveUp gaveUp -> "the delete did not end in time";
      case OperationOutcome.Interrupted interrupted -> "osbctl was interrupted";
      default -> answer(outcome.first());
    };
  }

  private String answer(Exchange exchange) {
    var problem = session.problems().of("deleting it did not work", exchange).problem();
    return problem.what() + (problem.cause().isEmpty() ? "" : " " + problem.cause());
  }

  private List<String> otherPlans(InstanceEntry entry) {
    return catalog().plan(entry.planId()).stream()
        .flatMap(plan -> plan.offering().plans().stream())
        .map(ServicePlan::id)
        .filter(id -> !id.equals(entry.planId()))
        .toList();
  }

  private synchronized Catalog catalog() {
    var fetched = catalog;
    if (fetched == null) {
      var exchange = session.client().send(new GetCatalog());
      fetched =
          exchange
              .response()
              .map(response -> new Catalog(response.body().json()))
              .orElse(Catalog.EMPTY);
      catalog = fetched;
    }
    return fetched;
  }
}
