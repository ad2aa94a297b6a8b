package org.osbctl.rules.platform;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.osbctl.lifecycle.ResourceState.Absent;
import org.osbctl.lifecycle.ResourceState.Updating;
import org.osbctl.operation.Operation.Bind;
import org.osbctl.operation.Operation.Deprovision;
import org.osbctl.operation.Operation.OfInstance;
import org.osbctl.operation.Operation.Poll;
import org.osbctl.operation.Operation.Provision;
import org.osbctl.operation.Operation.Unbind;
import org.osbctl.operation.Operation.Update;
import org.osbctl.operation.Operation.WithBody;
import org.osbctl.rules.Judgement;
import org.osbctl.rules.Observation;
import org.osbctl.rules.Rule;
import org.osbctl.spec.ApiVersion;
import tools.jackson.databind.JsonNode;

/** Rules of the spec sections "Updating a Service Instance" and "Previous Values Object". */
final class PlatformUpdateRules {
  private PlatformUpdateRules() {}

  /** Judges an update. */
  @FunctionalInterface
  private interface OfUpdate {
    Judgement judge(Observation seen, Update update);
  }

  static List<Rule> all() {
    return List.of(
        ofUpdate("update.context-only-may-be-sent", PlatformUpdateRules::contextOnly),
        ofUpdate("update.plan-change-only-when-updateable", PlatformUpdateRules::updateable),
        Rule.of(
            "update.instance-known",
            seen ->
                seen.operation() instanceof Update
                    ? Acquaintance.provisioned(seen, "update")
                    : notApplicable("no update")),
        Rule.of(
            "update.offering-id-from-catalog",
            seen ->
                seen.operation() instanceof Update update
                    ? offering(seen, update)
                    : notApplicable("no update")),
        ofUpdate(
            "update.plan-id-of-offering",
            (seen, update) -> PlatformProvisionRules.planOfOffering(seen, update.body())),
        ofUpdate("update.previous-offering-id-right", PlatformUpdateRules::previousOffering),
        ofUpdate("update.previous-plan-id-right", PlatformUpdateRules::previousPlan),
        ofUpdate(
            "update.organization-in-context",
            (seen, update) -> inContext(update, "organization_id", "organization_guid")),
        ofUpdate(
            "update.previous-organization-id-right",
            (seen, update) -> previousPlace(seen, update, "organization_id", "organization_guid")),
        ofUpdate(
            "update.space-in-context",
            (seen, update) -> inContext(update, "space_id", "space_guid")),
        ofUpdate(
            "update.previous-space-id-right",
            (seen, update) -> previousPlace(seen, update, "space_id", "space_guid")),
        ofUpdate(
            "update.previous-maintenance-info-right", PlatformUpdateRules::previousMaintenance),
        Rule.of("update.other-status-is-failure", PlatformUpdateRules::takenAsFailure),
        Rule.of(
            "update.no-bindings-on-unusable-instance",
            seen -> noBindingOnUnusable(seen, each -> each.operation() instanceof Update)),
        ofUpdate("update.unrepeatable-not-repeated", PlatformUpdateRules::notRepeated));
  }

  private static Rule ofUpdate(String requirement, OfUpdate judge) {
    return Rule.of(
        requirement,
        seen ->
            seen.operation() instanceof Update update && update.body().isObject()
                ? judge.judge(seen, update)
                : notApplicable("no update with a body that can be read"));
  }

  /** Whether an update asks for another plan than the instance is known to be on. */
  static boolean changesPlan(Observation seen, Update update) {
    var now = seen.instance().attributesNow().planId();
    return !now.isEmpty()
        && update.planId().filter(id -> !id.isEmpty() && !id.equals(now)).isPresent();
  }

  /** Whether an update changes nothing but the context. */
  static boolean isContextOnly(Observation seen, Update update) {
    return update.context().isObject()
        && !update.body().has("parameters")
        && !update.body().has("maintenance_info")
        && !changesPlan(seen, update)
        && !seen.instance().attributesNow().planId().isEmpty();
  }

  /** A permission: without the declaration the update is no fault, but nobody may count on it. */
  private static Judgement contextOnly(Observation seen, Update update) {
    var offering = seen.catalog().offering(seen.instance().attributesNow().serviceId());
    if (!isContextOnly(seen, update) || offering.isEmpty()) {
      return notApplicable("no update of the context alone");
    }
    return offering.get().allowsContextUpdates()
        ? met()
        : new Judgement.Violated(
            "the context alone is updated, though the offering lacks allow_context_updates",
            "such updates of offerings with allow_context_updates only",
            "an update of the context alone",
            "/context");
  }

  private static Judgement updateable(Observation seen, Update update) {
    var current = Sent.currentPlan(seen);
    if (!changesPlan(seen, update) || seen.instance() instanceof Updating || current.isEmpty()) {
      return notApplicable("no change of plan");
    }
    return current.get().planUpdateable()
        ? met()
        : new Judgement.Violated(
            "another plan is asked for, though the present one is not plan_updateable",
            "no other plan",
            Sent.shown(update.body().path("plan_id")),
            "/plan_id");
  }

  private static Judgement offering(Observation seen, Update update) {
    return update.body().has("service_id")
        ? PlatformProvisionRules.offeringOfCatalog(seen, update.body())
        : new Judgement.Violated(
            "the update lacks service_id", "the id of a service offering", "nothing", "");
  }

  private static JsonNode previous(Update update) {
    return update.body().path("previous_values");
  }

  private static Judgement previousOffering(Observation seen, Update update) {
    var known = seen.instance().attributesNow().serviceId();
    return equal(
        seen,
        previous(update),
        "service_id",
        known.isEmpty() ? List.of() : List.of(known),
        "the service instance's offering");
  }

  private static Judgement previousPlan(Observation seen, Update update) {
    return equal(
        seen,
        previous(update),
        "plan_id",
        seen.instance() instanceof Updating ? List.of() : Plans.now(seen),
        "the plan before the update");
  }

  private static Judgement previousPlace(
      Observation seen, Update update, String member, String guid) {
    return equal(
        seen, previous(update), member, List.copyOf(places(seen, guid)), "what the instance has");
  }

  /** The organisations or spaces a service instance was said to be in. */
  private static Set<String> places(Observation seen, String guid) {
    var places = new LinkedHashSet<String>();
    var made = seen.instance().attributesNow().request();
    Sent.text(made, guid).ifPresent(places::add);
    Sent.text(made.path("context"), guid).ifPresent(places::add);
    if (!places.isEmpty()) {
      for (var each : Course.before(seen).exchanges()) {
        if (each.operation() instanceof Update earlier) {
          Sent.text(earlier.context(), guid).ifPresent(places::add);
        }
      }
    }
    return places;
  }

  /** Until 2.13 such a value has to be a non-empty string, no more. */
  private static Judgement equal(
      Observation seen, JsonNode values, String member, List<String> right, String words) {
    var pointer = "/previous_values/" + member;
    var shape = Sent.nonEmptyWhereSent(values, member, pointer);
    if (!(shape instanceof Judgement.Met) || seen.version().before(ApiVersion.V2_14)) {
      return shape;
    }
    if (right.isEmpty()) {
      return notApplicable("it is not known what would be right");
    }
    return right.contains(values.path(member).stringValue(""))
        ? met()
        : new Judgement.Violated(
            "previous_values." + member + " is not " + words,
            Sent.quoted(right.getFirst()),
            Sent.shown(values.path(member)),
            pointer);
  }

  /** Only platforms that have such places are asked for them: others have none to name. */
  private static Judgement inContext(Update update, String deprecated, String guid) {
    var context = update.context();
    if (Sent.text(context, guid).isPresent()) {
      return met();
    }
    var elsewhere = Sent.text(previous(update), deprecated);
    if (elsewhere.isEmpty()) {
      return notApplicable("the platform names no such place");
    }
    for (var each : context) {
      if (elsewhere.equals(each.stringValueOpt())) {
        return met();
      }
    }
    return new Judgement.Violated(
        deprecated + " is sent in previous_values, but the context does not have it",
        guid + " in context",
        "nothing",
        "/context");
  }

  private static Optional<String> version(JsonNode info) {
    return Sent.text(info, "version");
  }

  private static Judgement previousMaintenance(Observation seen, Update update) {
    var sent = version(previous(update).path("maintenance_info"));
    if (sent.isEmpty()) {
      return notApplicable("no maintenance_info in previous_values");
    }
    var used = used(seen);
    if (used.isEmpty() || seen.instance() instanceof Updating) {
      return notApplicable("it is not known what was used last");
    }
    return sent.equals(used)
        ? met()
        : new Judgement.Violated(
            "previous_values.maintenance_info is not what was used last",
            Sent.quoted(used.get()),
            Sent.quoted(sent.get()),
            "/previous_values/maintenance_info/version");
  }

  /** The version last sent with success; empty when a later change of plan may have changed it. */
  private static Optional<String> used(Observation seen) {
    var used = Optional.<String>empty();
    for (var each : Course.before(seen).exchanges()) {
      var uncertain = each.status() == 0 || each.status() == 202 || Sent.isUnlisted(each);
      if (each.operation() instanceof Provision provision && Sent.isAccepted(each)) {
        used = version(provision.body().path("maintenance_info"));
      } else if (each.operation() instanceof Update earlier
          && (Sent.isAccepted(each) || uncertain)) {
        var fresh = version(earlier.body().path("maintenance_info"));
        if (fresh.isPresent()) {
          used = uncertain ? Optional.empty() : fresh;
        } else if (changesPlan(each, earlier)) {
          used = Optional.empty();
        }
      }
    }
    return used;
  }

  /** Naming the plan of a failed update as the instance's means to take the failure as success. */
  private static Judgement takenAsFailure(Observation seen) {
    var relies =
        seen.operation() instanceof Bind
            || seen.operation() instanceof Unbind
            || seen.operation() instanceof Deprovision;
    var course = Course.ofInstance(seen);
    var last = course.last(each -> each.operation() instanceof Update);
    if (!relies || last.isEmpty() || !(last.get().operation() instanceof Update update)) {
      return notApplicable("no request about the plan of an updated service instance");
    }
    if (!changesPlan(last.get(), update)
        || !Sent.isUnlisted(last.get())
        || last.get().instance() instanceof Absent
        || Plans.ever(last.get(), course.until(last.get())).contains(update.planId().orElse(""))) {
      return Sent.isAccepted(last.get())
          ? met()
          : notApplicable("no change of plan failed with an unlisted status");
    }
    var named = seen.operation() instanceof OfInstance of ? of.planId() : Optional.<String>empty();
    return named.equals(update.planId())
            && !course.after(last.get()).has(each -> each.status() == 200)
        ? Judgement.violated(
            "the plan of an update that failed is taken for the service instance's plan",
            Sent.quoted(seen.instance().attributesNow().planId()),
            Sent.quoted(named.orElse("")))
        : notApplicable("the request goes by the plan before");
  }

  /** Judges a bind by what the last failed operation of a kind said of the instance. */
  static Judgement noBindingOnUnusable(Observation seen, Predicate<Observation> operation) {
    if (!(seen.operation() instanceof Bind)
        || Course.before(seen).has(each -> each.operation() instanceof Bind)) {
      return notApplicable("no new binding");
    }
    var course = Course.ofInstance(seen);
    var told = course.last(each -> each.json().path("instance_usable").isBoolean());
    if (told.isEmpty() || !isFailureOf(course, told.get(), operation)) {
      return notApplicable("no failure told whether the service instance is usable");
    }
    if (told.get().json().path("instance_usable").booleanValue(true)) {
      return met();
    }
    var repaired =
        course
            .after(told.get())
            .has(
                each ->
                    (each.operation() instanceof Update && each.status() == 200)
                        || Sent.state(each).filter("succeeded"::equals).isPresent());
    return repaired
        ? met()
        : Judgement.violated(
            "a binding is asked for of a service instance that a failure left unusable",
            "no bind before the service instance is repaired",
            "a bind");
  }

  private static boolean isFailureOf(
      Course course, Observation told, Predicate<Observation> operation) {
    if (told.operation() instanceof Poll) {
      return Sent.state(told).filter("failed"::equals).isPresent()
          && course
              .last(each -> each.number() < told.number() && each.status() == 202)
              .filter(operation)
              .isPresent();
    }
    return told.status() >= 400 && operation.test(told);
  }

  private static Judgement notRepeated(Observation seen, Update update) {
    var course = Course.before(seen);
    var told = course.last(each -> each.json().path("update_repeatable").isBoolean());
    if (told.isEmpty() || told.get().json().path("update_repeatable").booleanValue(true)) {
      return notApplicable("no update was said to be pointless");
    }
    var failed =
        told.get().operation() instanceof Update
            ? told
            : course.last(
                each ->
                    each.number() < told.get().number()
                        && each.operation() instanceof Update
                        && each.status() == 202);
    if (failed.isEmpty()
        || !(failed.get().operation() instanceof Update before)
        || !isFailureOf(course, told.get(), each -> each.operation() instanceof Update)
        || course
            .after(told.get())
            .has(each -> each.operation() instanceof WithBody && each.succeeded())) {
      return notApplicable("other work was done since");
    }
    return same(before, update, "plan_id")
            && same(before, update, "parameters")
            && same(before, update, "maintenance_info")
            && same(before, update, "context")
        ? Judgement.violated(
            "an update is sent again that failed with update_repeatable false",
            "another update, or none",
            "the same update")
        : met();
  }

  private static boolean same(Update one, Update other, String member) {
    return one.body().path(member).equals(other.body().path(member));
  }
}
