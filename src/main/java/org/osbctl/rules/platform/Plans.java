package org.osbctl.rules.platform;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.osbctl.lifecycle.ResourceState.Updating;
import org.osbctl.operation.Operation.Provision;
import org.osbctl.operation.Operation.Update;
import org.osbctl.rules.Observation;

/** The plans a service instance can be on, by what its platform was told. */
final class Plans {
  private Plans() {}

  /** The plan it is on, first, and those it may be on; empty when nothing is known. */
  static List<String> now(Observation seen) {
    return now(seen, Course.ofInstance(seen));
  }

  private static List<String> now(Observation seen, Course before) {
    var now = seen.instance().attributesNow().planId();
    if (now.isEmpty()) {
      return List.of();
    }
    var plans = new LinkedHashSet<String>(List.of(now));
    if (seen.instance() instanceof Updating updating) {
      plans.add(updating.after().planId());
    }
    for (var each : before.exchanges()) {
      if (each.operation() instanceof Update update
          && (each.status() == 0 || each.status() == 408 || Sent.isUnlisted(each))) {
        update.planId().ifPresent(plans::add);
      }
    }
    return new ArrayList<>(plans);
  }

  /** All the plans it may be on or may have been on; empty when nothing is known. */
  static List<String> ever(Observation seen) {
    return ever(seen, Course.ofInstance(seen));
  }

  /**
   * The same of an exchange that is remembered, and remembers nothing itself.
   *
   * @param before what came before it about the service instance
   */
  static List<String> ever(Observation seen, Course before) {
    Set<String> plans = new LinkedHashSet<>(now(seen, before));
    if (plans.isEmpty()) {
      return List.of();
    }
    for (var each : before.exchanges()) {
      if (each.operation() instanceof Update update && Sent.isAccepted(each)) {
        plans.add(each.instance().attributesNow().planId());
        update.planId().ifPresent(plans::add);
      }
      if (each.operation() instanceof Provision provision && Sent.isAccepted(each)) {
        provision.planId().ifPresent(plans::add);
      }
    }
    plans.remove("");
    return new ArrayList<>(plans);
  }
}
