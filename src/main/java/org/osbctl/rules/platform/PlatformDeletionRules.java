package org.osbctl.rules.platform;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;
import static org.osbctl.rules.Judgement.violated;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.lifecycle.ResourceState.Absent;
import org.osbctl.lifecycle.ResourceState.Creating;
import org.osbctl.lifecycle.ResourceState.Deleting;
import org.osbctl.lifecycle.ResourceState.Ready;
import org.osbctl.lifecycle.Tracker;
import org.osbctl.operation.Operation.Deprovision;
import org.osbctl.operation.Operation.Mutation;
import org.osbctl.operation.Operation.OfBinding;
import org.osbctl.operation.Operation.Provision;
import org.osbctl.operation.Operation.Unbind;
import org.osbctl.rules.Judgement;
import org.osbctl.rules.Observation;
import org.osbctl.rules.Rule;
import org.osbctl.spec.ApiVersion;

/** Rules of the spec sections "Unbinding" and "Deprovisioning". */
final class PlatformDeletionRules {
  private PlatformDeletionRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.of(
            "unbind.instance-known",
            seen ->
                seen.operation() instanceof Unbind
                    ? Acquaintance.requested(seen, "unbind")
                    : notApplicable("no unbind")),
        Rule.of(
            "unbind.binding-known",
            seen ->
                seen.operation() instanceof Unbind
                    ? Acquaintance.bindingRequested(seen, "unbind")
                    : notApplicable("no unbind")),
        Rule.of(
            "unbind.offering-id-right",
            seen ->
                seen.operation() instanceof Unbind unbind
                    ? right(seen, unbind, "service_id", offerings(seen))
                    : notApplicable("no unbind")),
        Rule.of(
            "unbind.plan-id-right",
            seen ->
                seen.operation() instanceof Unbind unbind
                    ? right(seen, unbind, "plan_id", bindingPlans(seen))
                    : notApplicable("no unbind")),
        Rule.of("unbind.other-status-is-failure", PlatformDeletionRules::unbindTakenAsFailure),
        Rule.of("deprovision.bindings-removed-first", PlatformDeletionRules::bindingsFirst),
        Rule.of(
            "deprovision.instance-known",
            seen ->
                seen.operation() instanceof Deprovision
                    ? Acquaintance.requested(seen, "deprovision")
                    : notApplicable("no deprovision")),
        Rule.of(
            "deprovision.offering-id-right",
            seen ->
                seen.operation() instanceof Deprovision deprovision
                    ? right(seen, deprovision, "service_id", offerings(seen))
                    : notApplicable("no deprovision")),
        Rule.of(
            "deprovision.plan-id-right",
            seen ->
                seen.operation() instanceof Deprovision deprovision
                    ? right(seen, deprovision, "plan_id", Plans.now(seen))
                    : notApplicable("no deprovision")),
        Rule.of("deprovision.other-status-is-failure", PlatformDeletionRules::takenAsFailure),
        Rule.of(
            "deprovision.no-bindings-on-unusable-instance",
            seen ->
                PlatformUpdateRules.noBindingOnUnusable(
                    seen, each -> each.operation() instanceof Deprovision)));
  }

  private static List<String> offerings(Observation seen) {
    var known = seen.instance().attributesNow().serviceId();
    return known.isEmpty() ? List.of() : List.of(known);
  }

  /** The text does not say whether a binding goes along when its instance moves to another plan. */
  private static List<String> bindingPlans(Observation seen) {
    Set<String> plans = new LinkedHashSet<>(Plans.now(seen));
    if (plans.isEmpty()) {
      return List.of();
    }
    plans.add(seen.binding().attributesNow().planId());
    plans.remove("");
    return List.copyOf(plans);
  }

  private static Judgement right(
      Observation seen, Mutation deletion, String name, List<String> right) {
    var sent = deletion.query().first(name).orElse("");
    if (sent.isEmpty()) {
      return violated(
          "the query of the " + deletion.kind().words() + " lacks " + name,
          right.isEmpty() ? "a non-empty " + name : Sent.quoted(right.getFirst()),
          "nothing");
    }
    if (seen.version().before(ApiVersion.V2_14)) {
      return met();
    }
    if (right.isEmpty()) {
      return notApplicable("nothing is known of the service instance");
    }
    return right.contains(sent)
        ? met()
        : violated(
            name + " of the " + deletion.kind().words() + " is not the right one",
            Sent.quoted(right.getFirst()),
            Sent.quoted(sent));
  }

  /** What is known of every binding of the instance, and the last unbind of each. */
  private record Bindings(Map<String, ResourceState> states, Map<String, Observation> unbinds) {
    static Bindings of(Observation seen, Deprovision deprovision) {
      var tracker = new Tracker();
      var ids = new LinkedHashSet<String>();
      var unbinds = new LinkedHashMap<String, Observation>();
      for (var each : seen.soFar().ofInstance(deprovision.instanceId())) {
        if (each.operation() instanceof OfBinding of) {
          tracker.note(each.exchange(), each.operation());
          ids.add(of.bindingId());
          if (each.operation() instanceof Unbind) {
            unbinds.put(of.bindingId(), each);
          }
        }
      }
      var states = new LinkedHashMap<String, ResourceState>();
      ids.forEach(id -> states.put(id, tracker.binding(deprovision.instanceId(), id)));
      return new Bindings(states, unbinds);
    }

    /** Bindings whose last unbind failed with a status that the text does not list. */
    long failed() {
      return states.entrySet().stream()
          .filter(entry -> !(entry.getValue() instanceof Absent))
          .filter(
              entry -> {
                var unbind = unbinds.get(entry.getKey());
                return unbind != null && Sent.isUnlisted(unbind);
              })
          .count();
    }

    /** Bindings that are there, and whose unbind did not fail in a way judged by itself. */
    long left() {
      return states.entrySet().stream()
          .filter(
              entry ->
                  entry.getValue() instanceof Ready
                      || entry.getValue() instanceof Creating
                      || entry.getValue() instanceof Deleting)
          .filter(
              entry -> {
                var unbind = unbinds.get(entry.getKey());
                return unbind == null || !Sent.isUnlisted(unbind);
              })
          .count();
    }
  }

  private static boolean isRepeated(Observation seen) {
    return seen.instance() instanceof Deleting || seen.instance() instanceof Absent;
  }

  private static Judgement unbindTakenAsFailure(Observation seen) {
    if (!(seen.operation() instanceof Deprovision deprovision) || isRepeated(seen)) {
      return notApplicable("no deprovision of a service instance that is there");
    }
    var bindings = Bindings.of(seen, deprovision);
    var failed = bindings.failed();
    if (failed == 0) {
      return bindings.unbinds().isEmpty() ? notApplicable("nothing was unbound") : met();
    }
    return violated(
        "the service instance is deprovisioned, though an unbind failed",
        "the unbind again",
        failed + (failed == 1 ? " binding" : " bindings") + " after a failed unbind");
  }

  /** Giving the id to a new instance means to take the failed deprovision as success. */
  private static Judgement takenAsFailure(Observation seen) {
    var last = Course.before(seen).lastMutation().filter(Sent::deletes);
    if (last.isEmpty()
        || seen.operation() instanceof OfBinding
        || !Sent.isUnlisted(last.get())
        || last.get().instance() instanceof Absent) {
      return notApplicable("no deprovision failed with an unlisted status");
    }
    if (seen.operation() instanceof Deprovision) {
      return met();
    }
    return seen.operation() instanceof Provision
        ? violated(
            "a service instance is provisioned with the id of one whose deprovision failed",
            "the deprovision again",
            "a provision after " + last.get().status())
        : notApplicable("no request that tells what the platform thinks");
  }

  private static Judgement bindingsFirst(Observation seen) {
    if (!(seen.operation() instanceof Deprovision deprovision) || isRepeated(seen)) {
      return notApplicable("no deprovision of a service instance that is there");
    }
    var left = Bindings.of(seen, deprovision).left();
    return left == 0
        ? met()
        : violated(
            "the service instance is deprovisioned before its bindings are removed",
            "an unbind of each binding first",
            left + (left == 1 ? " binding" : " bindings") + " left");
  }
}
