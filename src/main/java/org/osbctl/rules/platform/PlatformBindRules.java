package org.osbctl.rules.platform;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;
import static org.osbctl.rules.Judgement.violated;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osbctl.lifecycle.ResourceState.Absent;
import org.osbctl.lifecycle.ResourceState.Deleting;
import org.osbctl.lifecycle.ResourceState.Ready;
import org.osbctl.lifecycle.Tracker;
import org.osbctl.operation.Operation.Bind;
import org.osbctl.operation.Operation.Unrecognised;
import org.osbctl.rules.Judgement;
import org.osbctl.rules.Observation;
import org.osbctl.rules.Rule;
import org.osbctl.spec.ApiVersion;

/**
 * Rules of the spec sections "Binding", "Binding Rotation", "Route Services" and "Binding Metadata
 * Object".
 */
final class PlatformBindRules {
  private static final String PREDECESSOR = "predecessor_binding_id";
  private static final Pattern NO_ID =
      Pattern.compile("/v2/service_instances/[^/]+/service_bindings/*");

  private PlatformBindRules() {}

  /** Judges a bind. */
  @FunctionalInterface
  private interface OfBind {
    Judgement judge(Observation seen, Bind bind);
  }

  static List<Rule> all() {
    return List.of(
        ofBind("bind.only-when-bindable", PlatformBindRules::bindable),
        ofRotation("rotate.only-when-rotatable", PlatformBindRules::rotatable),
        ofRotation("rotate.predecessor-named", PlatformBindRules::predecessorNamed),
        ofRotation("rotate.predecessor-valid", PlatformBindRules::predecessorValid),
        ofRotation("rotate.binding-id-new", PlatformBindRules::successorNew),
        ofBind("bind.route-sent", PlatformBindRules::route),
        Rule.of(
            "bind.instance-known",
            seen ->
                seen.operation() instanceof Bind
                    ? Acquaintance.provisioned(seen, "bind")
                    : notApplicable("no bind")),
        Rule.of("bind.binding-id-unique", PlatformBindRules::idUnique),
        Rule.of(
            "bind.offering-id-right",
            seen ->
                seen.operation() instanceof Bind bind
                    ? offering(seen, bind)
                    : notApplicable("no bind")),
        Rule.of(
            "bind.plan-id-right",
            seen ->
                seen.operation() instanceof Bind bind
                    ? plan(seen, bind)
                    : notApplicable("no bind")),
        ofBind(
            "bind.app-guid-non-empty",
            (seen, bind) -> Sent.nonEmptyWhereSent(bind.body(), "app_guid", "/app_guid")),
        ofRotation("bind.renewed-in-time", PlatformBindRules::renewedInTime));
  }

  private static Rule ofBind(String requirement, OfBind judge) {
    return Rule.of(
        requirement,
        seen ->
            seen.operation() instanceof Bind bind && bind.body().isObject()
                ? judge.judge(seen, bind)
                : notApplicable("no bind with a body that can be read"));
  }

  private static Rule ofRotation(String requirement, OfBind judge) {
    return ofBind(
        requirement,
        (seen, bind) ->
            isRotation(seen, bind) ? judge.judge(seen, bind) : notApplicable("no rotation"));
  }

  /** Before 2.17 the member is one that nobody knows. */
  private static boolean isRotation(Observation seen, Bind bind) {
    return seen.version().atLeast(ApiVersion.V2_17) && bind.body().hasNonNull(PREDECESSOR);
  }

  private static Judgement bindable(Observation seen, Bind bind) {
    var plan = Sent.plan(seen);
    if (plan.isEmpty()) {
      return notApplicable("the plan is not known");
    }
    return plan.get().bindable()
        ? met()
        : violated("a binding is asked for of a plan that is not bindable", "no bind", "a bind");
  }

  private static Judgement rotatable(Observation seen, Bind bind) {
    var plan = Sent.plan(seen);
    if (plan.isEmpty()) {
      return notApplicable("the plan is not known");
    }
    return plan.get().bindingRotatable()
        ? met()
        : new Judgement.Violated(
            "a binding is rotated whose plan is not binding_rotatable",
            "a bind without " + PREDECESSOR,
            "a rotation",
            "/" + PREDECESSOR);
  }

  private static Judgement predecessorNamed(Observation seen, Bind bind) {
    return Sent.nonEmptyWhereSent(bind.body(), PREDECESSOR, "/" + PREDECESSOR);
  }

  private static List<Observation> ofPredecessor(Observation seen, Bind bind) {
    return seen.soFar().ofBinding(bind.instanceId(), bind.body().path(PREDECESSOR).stringValue(""));
  }

  private static Judgement predecessorValid(Observation seen, Bind bind) {
    var id = Sent.text(bind.body(), PREDECESSOR);
    if (id.isEmpty()
        || seen.instance() instanceof Absent
        || Acquaintance.isForgotten(seen.instance())) {
      return notApplicable("no predecessor that could be known");
    }
    var earlier = ofPredecessor(seen, bind);
    var tracker = new Tracker();
    earlier.forEach(each -> tracker.note(each.exchange(), each.operation()));
    var state = tracker.binding(bind.instanceId(), id.get());
    if (state instanceof Absent || state instanceof Deleting) {
      return wrongPredecessor(
          state instanceof Deleting || Acquaintance.isGone(state)
              ? "a binding that was deleted"
              : "an unknown binding");
    }
    var expiry = stamp(earlier, "expires_at");
    if (expiry.filter(at -> !at.isAfter(seen.exchange().at())).isPresent()) {
      return wrongPredecessor("a binding that expired");
    }
    return state instanceof Ready ? met() : notApplicable("the predecessor's state is not clear");
  }

  private static Judgement wrongPredecessor(String actual) {
    return new Judgement.Violated(
        PREDECESSOR + " is no unexpired binding of the service instance",
        "the id of an unexpired binding of the service instance",
        actual,
        "/" + PREDECESSOR);
  }

  /** A stamp of a binding's metadata, as the platform last heard it; empty when unreadable. */
  private static Optional<Instant> stamp(List<Observation> course, String member) {
    return new Course(course)
        .last(each -> each.succeeded() && each.json().path("metadata").has(member))
        .flatMap(each -> Sent.text(each.json().path("metadata"), member))
        .flatMap(
            text -> {
              try {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
              } catch (DateTimeParseException e) {
                return Optional.empty();
              }
            });
  }

  private static Judgement successorNew(Observation seen, Bind bind) {
    if (bind.bindingId().equals(bind.body().path(PREDECESSOR).stringValue(""))) {
      return violated(
          "the successor of a binding has the id of its predecessor", "a new id", "the old id");
    }
    var taken =
        seen.binding() instanceof Ready ready
            && !ready
                .attributes()
                .request()
                .path(PREDECESSOR)
                .equals(bind.body().path(PREDECESSOR));
    return taken
        ? violated(
            "the successor of a binding has the id of another binding", "a new id", "a known id")
        : met();
  }

  /** A route service can also have bindings of applications, and keys: they need no route. */
  private static Judgement route(Observation seen, Bind bind) {
    var requires =
        Sent.plan(seen)
            .map(plan -> plan.offering().json().path("requires"))
            .filter(
                list ->
                    list.size() == 1 && list.path(0).stringValue("").equals("route_forwarding"));
    if (requires.isEmpty() || bind.body().has(PREDECESSOR)) {
      return notApplicable("no bind to a route service");
    }
    var resource = bind.body().path("bind_resource");
    if (Sent.text(resource, "route").isPresent()) {
      return met();
    }
    return PlatformRetryRules.namesApp(bind) || resource.has("credential_client_id")
        ? notApplicable("a binding of another type")
        : new Judgement.Violated(
            "a bind to a route service has no bind_resource.route",
            "the address of the application",
            Sent.shown(resource.path("route")),
            "/bind_resource/route");
  }

  private static Judgement idUnique(Observation seen) {
    if (seen.operation() instanceof Unrecognised other
        && other.method().equals("PUT")
        && NO_ID.matcher(other.path()).matches()) {
      return violated("the binding id of a bind is empty", "a globally unique id", "nothing");
    }
    if (!(seen.operation() instanceof Bind bind)) {
      return notApplicable("no bind");
    }
    var elsewhere =
        seen.binding() instanceof Absent
            && seen.soFar().all().stream()
                .anyMatch(
                    each ->
                        each.operation() instanceof Bind other
                            && other.bindingId().equals(bind.bindingId())
                            && !other.instanceId().equals(bind.instanceId())
                            && Sent.isAccepted(each)
                            && !isUnbound(seen, other));
    if (elsewhere) {
      return violated(
          "the binding id is that of a binding of another service instance",
          "a globally unique id",
          "a known id");
    }
    return isOtherApp(seen, bind)
        ? violated(
            "the binding id is that of a binding of another application",
            "a globally unique id",
            "a known id")
        : met();
  }

  private static boolean isUnbound(Observation seen, Bind other) {
    return new Course(seen.soFar().ofBinding(other.instanceId(), other.bindingId()))
        .last()
        .filter(Sent::deletes)
        .isPresent();
  }

  private static boolean isOtherApp(Observation seen, Bind bind) {
    var before =
        Sent.text(seen.binding().attributesNow().request().path("bind_resource"), "app_guid");
    var now = Sent.text(bind.body().path("bind_resource"), "app_guid");
    return seen.binding() instanceof Ready
        && before.isPresent()
        && now.isPresent()
        && !before.equals(now);
  }

  private static Judgement offering(Observation seen, Bind bind) {
    var known = seen.instance().attributesNow().serviceId();
    return right(
        seen, bind, "service_id", known.isEmpty() ? List.of() : List.of(known), "offering");
  }

  private static Judgement plan(Observation seen, Bind bind) {
    return right(seen, bind, "plan_id", Plans.now(seen), "plan");
  }

  /** A rotation need not name what its predecessor has named. */
  private static Judgement right(
      Observation seen, Bind bind, String member, List<String> right, String words) {
    if (!bind.body().has(member)) {
      return isRotation(seen, bind)
          ? notApplicable("a rotation")
          : new Judgement.Violated(
              "the bind lacks " + member, "the service instance's " + words, "nothing", "");
    }
    var shape = Sent.nonEmptyWhereSent(bind.body(), member, "/" + member);
    if (!(shape instanceof Judgement.Met) || seen.version().before(ApiVersion.V2_14)) {
      return shape;
    }
    if (right.isEmpty()) {
      return notApplicable("nothing is known of the service instance");
    }
    return right.contains(bind.body().path(member).stringValue(""))
        ? met()
        : new Judgement.Violated(
            member + " of the bind is not the service instance's " + words,
            Sent.quoted(right.getFirst()),
            Sent.shown(bind.body().path(member)),
            "/" + member);
  }

  private static Judgement renewedInTime(Observation seen, Bind bind) {
    var due = stamp(ofPredecessor(seen, bind), "renew_before");
    if (due.isEmpty()) {
      return notApplicable("the predecessor has no renew_before");
    }
    return seen.exchange().at().isAfter(due.get())
        ? violated(
            "the binding is renewed after its renew_before",
            "a rotation before " + due.get(),
            "a rotation at " + seen.exchange().at())
        : met();
  }
}
