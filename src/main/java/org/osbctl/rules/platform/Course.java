package org.osbctl.rules.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.osbctl.lifecycle.Tracker;
import org.osbctl.operation.Operation.Bind;
import org.osbctl.operation.Operation.FetchBinding;
import org.osbctl.operation.Operation.FetchInstance;
import org.osbctl.operation.Operation.Mutation;
import org.osbctl.operation.Operation.OfInstance;
import org.osbctl.operation.Operation.Poll;
import org.osbctl.operation.Operation.Provision;
import org.osbctl.rules.Observation;

/**
 * All that is remembered of one service instance, without its bindings, or of one service binding.
 *
 * @param exchanges oldest first; early ones may be forgotten
 */
record Course(List<Observation> exchanges) {
  /** What came before a request about the resource it speaks of. */
  static Course before(Observation seen) {
    return new Course(seen.soFar().ofResource(seen.operation()));
  }

  /** What came before a request about the service instance it speaks of. */
  static Course ofInstance(Observation seen) {
    return seen.operation() instanceof OfInstance of
        ? new Course(seen.soFar().ofInstanceAlone(of.instanceId()))
        : new Course(List.of());
  }

  /** The last exchange that meets a condition. */
  Optional<Observation> last(Predicate<Observation> condition) {
    for (int i = exchanges.size() - 1; i >= 0; i--) {
      if (condition.test(exchanges.get(i))) {
        return Optional.of(exchanges.get(i));
      }
    }
    return Optional.empty();
  }

  /** The last exchange of all. */
  Optional<Observation> last() {
    return exchanges.isEmpty() ? Optional.empty() : Optional.of(exchanges.getLast());
  }

  /** The last request that may have changed the resource. */
  Optional<Observation> lastMutation() {
    return last(each -> each.operation() instanceof Mutation);
  }

  /** The last request of the same kind as another. */
  Optional<Observation> lastLike(Observation seen) {
    return last(each -> each.operation().kind() == seen.operation().kind());
  }

  /** Whether an exchange of the course meets a condition. */
  boolean has(Predicate<Observation> condition) {
    return exchanges.stream().anyMatch(condition);
  }

  /** What came after an exchange of the course. */
  Course after(Observation beginning) {
    return new Course(
        exchanges.stream().filter(each -> each.number() > beginning.number()).toList());
  }

  /** What came before an exchange of the course. */
  Course until(Observation end) {
    return new Course(exchanges.stream().filter(each -> each.number() < end.number()).toList());
  }

  /** The last operation that was accepted for later. */
  Optional<Running> running() {
    return last(each -> each.operation() instanceof Mutation && each.status() == 202)
        .map(accepted -> Running.of(accepted, after(accepted)));
  }

  /** The requests answered 202 whose end the platform has not heard of. */
  List<Observation> open() {
    var open = new ArrayList<Observation>();
    for (var each : exchanges) {
      if (each.operation() instanceof Mutation) {
        if (each.status() == 202) {
          open.add(each);
        } else if (each.status() == 200 || each.status() == 201 || each.status() == 410) {
          open.clear();
        }
      } else if (!open.isEmpty() && Running.ends(open.getLast(), each)) {
        open.clear();
      }
    }
    return List.copyOf(open);
  }

  /** The operation keys the broker gave. */
  static List<String> keys(List<Observation> accepted) {
    return accepted.stream().flatMap(each -> key(each).stream()).toList();
  }

  private static Optional<String> key(Observation accepted) {
    return accepted.response().map(Tracker::operationKey);
  }

  /** Whether an exchange told the platform that the resource is there. */
  static boolean confirms(Observation each) {
    return switch (each.operation()) {
      case Provision p -> Sent.isAccepted(each);
      case Bind b -> Sent.isAccepted(each);
      case FetchInstance f -> each.status() == 200;
      case FetchBinding f -> each.status() == 200;
      case Poll p -> Sent.state(each).filter("succeeded"::equals).isPresent();
      default -> false;
    };
  }
}
