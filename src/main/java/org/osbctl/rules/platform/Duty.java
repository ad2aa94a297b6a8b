package org.osbctl.rules.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.rules.Judgement;
import org.osbctl.rules.Observation;
import org.osbctl.rules.Ruling;
import org.osbctl.spec.Requirements;

/**
 * Something a platform has to do some time, so that its neglect shows at the end only.
 *
 * @param requirement the id of the requirement
 * @param neglected what is wrong, if anything
 */
record Duty(String requirement, Neglect neglected) {
  /** Looks for what a platform has left undone. */
  @FunctionalInterface
  interface Neglect {
    Optional<Left> in(Ending ending);
  }

  /**
   * The end of all that is said about a resource.
   *
   * @param course what was said
   * @param state what is known of the resource by now
   * @param instance what is known of the service instance by now
   * @param at when the conversation was over; {@link Instant#MAX} when nothing will ever follow
   * @param patience how long a platform may take before it goes on
   */
  record Ending(
      Course course, ResourceState state, ResourceState instance, Instant at, Duration patience) {
    /** Whether the platform had the time to do something after an exchange. */
    boolean longAfter(Observation seen) {
      return Duration.between(seen.exchange().at(), at).compareTo(patience) > 0;
    }
  }

  /** What was left undone, and the exchange that asked for it. */
  record Left(Observation after, Judgement.Violated violation) {
    static Optional<Left> undone(
        Observation after, String because, String expected, String actual) {
      return Optional.of(new Left(after, new Judgement.Violated(because, expected, actual, null)));
    }
  }

  /** What is to be said at the end, if the requirement exists at the version. */
  List<Ruling> judge(Ending ending) {
    return neglected
        .in(ending)
        .filter(left -> holds(requirement, left.after()))
        .map(left -> List.of(new Ruling(requirement, left.violation(), left.after())))
        .orElse(List.of());
  }

  /** Whether a requirement exists at the version of an exchange. */
  static boolean holds(String requirement, Observation seen) {
    return Requirements.bundled().get(requirement).level(seen.version()).isPresent();
  }
}
