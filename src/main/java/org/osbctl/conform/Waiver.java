package org.osbctl.conform;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Somebody's word that a violation is known and accepted for a while.
 *
 * @param line where it begins in its file, from 1
 * @param requirement the id of the requirement that is violated
 * @param service the service offering it is restricted to, by name
 * @param plan the service plan it is restricted to, by name
 * @param reason why the violation is accepted
 * @param owner who answers for that
 * @param expires the last day on which it holds
 */
public record Waiver(
    int line,
    String requirement,
    Optional<String> service,
    Optional<String> plan,
    String reason,
    String owner,
    LocalDate expires) {

  /** Whether it speaks of what was sent for a plan, {@code OFFERING/PLAN}, or for none. */
  boolean covers(String lane) {
    if (service.isEmpty() && plan.isEmpty()) {
      return true;
    }
    int slash = lane.lastIndexOf('/');
    return slash >= 0
        && service.map(lane.substring(0, slash)::equals).orElse(true)
        && plan.map(lane.substring(slash + 1)::equals).orElse(true);
  }

  /** Whether it holds on a day. */
  boolean holds(LocalDate day) {
    return !day.isAfter(expires);
  }

  /** In words, for reports. */
  String words() {
    return "until " + expires + ", " + owner + " answers for it: " + reason;
  }
}
