package org.osbctl.rules.platform;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;
import static org.osbctl.rules.Judgement.violated;

import org.osbctl.lifecycle.ResourceState;
import org.osbctl.lifecycle.ResourceState.Absent;
import org.osbctl.lifecycle.ResourceState.Unknown;
import org.osbctl.operation.Operation.Bind;
import org.osbctl.operation.Operation.Provision;
import org.osbctl.rules.Judgement;
import org.osbctl.rules.Observation;

/** Whether a platform speaks of resources that it has asked for. */
final class Acquaintance {
  private Acquaintance() {}

  /** The service instance was asked for at least, whatever became of it. */
  static Judgement requested(Observation seen, String words) {
    if (isForgotten(seen.instance())) {
      return notApplicable("the beginning of the conversation is forgotten");
    }
    return isRequested(seen)
        ? met()
        : violated(
            "the " + words + " is for a service instance that was never asked for",
            "the id of a service instance that was provisioned",
            "an unknown id");
  }

  /** The service instance was made, or may have been. */
  static Judgement provisioned(Observation seen, String words) {
    if (isForgotten(seen.instance())) {
      return notApplicable("the beginning of the conversation is forgotten");
    }
    if (!(seen.instance() instanceof Absent)) {
      return met();
    }
    return violated(
        "the " + words + " is for a service instance that is not there",
        "the id of a service instance that was provisioned",
        isRequested(seen) ? "an id that was refused or deleted" : "an unknown id");
  }

  /** The service binding was asked for at least, whatever became of it. */
  static Judgement bindingRequested(Observation seen, String words) {
    if (isForgotten(seen.instance()) || isForgotten(seen.binding()) || !isRequested(seen)) {
      return notApplicable("the service instance is unknown");
    }
    return !Sent.isNeverSeen(seen.binding())
            || Course.before(seen).has(each -> each.operation() instanceof Bind)
        ? met()
        : violated(
            "the " + words + " is for a service binding that was never asked for",
            "the id of a service binding of this service instance",
            "an unknown id");
  }

  private static boolean isRequested(Observation seen) {
    return !Sent.isNeverSeen(seen.instance())
        || Course.ofInstance(seen).has(each -> each.operation() instanceof Provision);
  }

  /** Whether more was said about a resource than is remembered. */
  static boolean isForgotten(ResourceState state) {
    return state instanceof Unknown unknown && unknown.attributes().planId().isEmpty();
  }

  /** Whether a resource was deleted. */
  static boolean isGone(ResourceState state) {
    return state instanceof Absent absent && absent.last() != null;
  }
}
