package org.osbctl.rules;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.osbctl.lifecycle.ResourceState.*;
import org.osbctl.operation.Operation.Bind;
import org.osbctl.operation.Operation.FetchInstance;
import org.osbctl.operation.Operation.OfInstance;
import org.osbctl.operation.Operation.Provision;
import org.osbctl.operation.Operation.Update;

/**
 * A part of a resource's history: an exchange it begins with and all that came after it.
 *
 * @param beginning the exchange it begins with
 * @param since the later ones about the same resource, oldest first
 */
record Chapter(Observation beginning, List<Observation> since) {
  /** The history since the resource was made, if its making was seen from the start. */
  static Optional<Chapter> sinceCreation(Observation seen) {
    return since(seen, Chapter::creates).filter(Chapter::isFirst);
  }

  /** The history of a service instance since it was last fetched, or made. */
  static Optional<Chapter> sinceLook(Observation seen) {
    return since(seen, earlier -> creates(earlier) || fetches(earlier));
  }

  /** The history of a service instance since it was made, whatever the exchange speaks of. */
  static Optional<Chapter> ofInstance(Observation seen) {
    return seen.operation() instanceof OfInstance of
        ? since(seen.soFar().ofInstanceAlone(of.instanceId()), Chapter::creates)
            .filter(Chapter::isFirst)
        : Optional.empty();
  }

  private static Optional<Chapter> since(Observation seen, Predicate<Observation> begins) {
    return since(seen.soFar().ofResource(seen.operation()), begins);
  }

  private static Optional<Chapter> since(List<Observation> history, Predicate<Observation> begins) {
    for (int i = history.size() - 1; i >= 0; i--) {
      if (begins.test(history.get(i))) {
        return Optional.of(new Chapter(history.get(i), history.subList(i + 1, history.size())));
      }
    }
    return Optional.empty();
  }

  private static boolean isFirst(Chapter chapter) {
    return Answers.resource(chapter.beginning) instanceof Absent;
  }

  /** Whether an exchange made the resource, or began to. */
  private static boolean creates(Observation seen) {
    if (!(seen.operation() instanceof Provision || seen.operation() instanceof Bind)
        || !Answers.accepted(seen)) {
      return false;
    }
    return switch (Answers.resource(seen)) {
      case Absent a -> true;
      case Failed f -> true;
      case Unknown u -> true;
      case Creating c -> false;
      case Ready r -> false;
      case Updating u -> false;
      case Deleting d -> false;
    };
  }

  private static boolean fetches(Observation seen) {
    return seen.operation() instanceof FetchInstance
        && seen.status() == 200
        && seen.json().isObject();
  }

  /** The requests since then that may have changed the resource. */
  List<Observation> mutations() {
    return since.stream().filter(Answers::mutates).toList();
  }

  /** Whether nothing but updates may have changed the resource. */
  boolean updatesOnly() {
    return mutations().stream().allMatch(each -> each.operation() instanceof Update);
  }

  /** Whether anything but updates, or an update that went through or got lost, came since. */
  boolean touched() {
    return mutations().stream().anyMatch(each -> !Answers.refused(each));
  }

  /** The updates since then that meet a condition. */
  List<Observation> updates(Predicate<Observation> condition) {
    return since.stream()
        .filter(each -> each.operation() instanceof Update)
        .filter(condition)
        .toList();
  }
}
