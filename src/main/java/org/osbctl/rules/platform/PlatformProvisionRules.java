package org.osbctl.rules.platform;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;
import static org.osbctl.rules.Judgement.violated;

import java.util.List;
import java.util.regex.Pattern;
import org.osbctl.lifecycle.ResourceState.Absent;
import org.osbctl.lifecycle.ResourceState.Failed;
import org.osbctl.lifecycle.ResourceState.Unknown;
import org.osbctl.operation.Operation.Bind;
import org.osbctl.operation.Operation.Provision;
import org.osbctl.operation.Operation.Unrecognised;
import org.osbctl.operation.Operation.Update;
import org.osbctl.operation.Operation.WithBody;
import org.osbctl.operation.OperationKind;
import org.osbctl.rules.Judgement;
import org.osbctl.rules.Observation;
import org.osbctl.rules.Rule;
import org.osbctl.spec.ApiVersion;
import tools.jackson.databind.JsonNode;

/** Rules of the spec section "Provisioning". */
final class PlatformProvisionRules {
  private static final Pattern NO_ID = Pattern.compile("/v2/service_instances/*");
  private static final List<String> MANDATORY =
      List.of("service_id", "plan_id", "organization_guid", "space_guid");

  private PlatformProvisionRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.of("provision.instance-id-unique", PlatformProvisionRules::idUnique),
        Rule.of("provision.ids-not-reused", PlatformProvisionRules::idNotReused),
        ofProvision("provision.offering-id-from-catalog", PlatformProvisionRules::offering),
        ofProvision("provision.plan-id-of-offering", PlatformProvisionRules::plan),
        ofProvision("provision.context-and-guids-sent", PlatformProvisionRules::contextAndGuids),
        ofProvision(
            "provision.organization-guid-non-empty",
            (seen, body) -> guid(seen, body, "organization_guid")),
        ofProvision(
            "provision.space-guid-non-empty", (seen, body) -> guid(seen, body, "space_guid")),
        Rule.of("provision.mandatory-members-sent", PlatformProvisionRules::mandatory),
        Rule.of("provision.other-status-is-failure", PlatformProvisionRules::takenAsFailure));
  }

  /** Judges the body of a request. */
  @FunctionalInterface
  interface OfBody {
    Judgement judge(Observation seen, JsonNode body);
  }

  private static Rule ofProvision(String requirement, OfBody judge) {
    return Rule.of(
        requirement,
        seen ->
            seen.operation() instanceof Provision provision && provision.body().isObject()
                ? judge.judge(seen, provision.body())
                : notApplicable("no provision with a body that can be read"));
  }

  private static Judgement idUnique(Observation seen) {
    if (seen.operation() instanceof Unrecognised other
        && other.method().equals("PUT")
        && NO_ID.matcher(other.path()).matches()) {
      return violated("the instance id of a provision is empty", "a globally unique id", "nothing");
    }
    if (!(seen.operation() instanceof Provision provision)) {
      return notApplicable("no provision");
    }
    var state = seen.instance();
    if (state instanceof Absent || state instanceof Unknown || state instanceof Failed) {
      return met();
    }
    var taken = state.attributesNow();
    var same =
        provision.serviceId().orElse("").equals(taken.serviceId())
            && (provision.planId().orElse("").equals(taken.planId())
                || Plans.ever(seen).contains(provision.planId().orElse("")));
    return same || taken.planId().isEmpty() || seen.status() == 400
        ? notApplicable("the same request again")
        : violated(
            "the instance id is that of another service instance",
            "a globally unique id",
            "the id of a service instance of another plan");
  }

  /** Only of an instance that certainly was there: cleaned-up attempts do not count. */
  private static Judgement idNotReused(Observation seen) {
    if (!(seen.operation() instanceof Provision)) {
      return notApplicable("no provision");
    }
    if (!(seen.instance() instanceof Absent absent) || absent.last() == null) {
      return seen.instance() instanceof Absent ? met() : notApplicable("the instance is there");
    }
    var course = Course.before(seen);
    var lastDeletion = course.last(Sent::deletes);
    var deleted = lastDeletion.filter(each -> each.status() == 200 || each.status() == 202);
    var existed =
        course.has(each -> Course.confirms(each) && each.status() != 202)
            || course.exchanges().isEmpty();
    return existed && (deleted.isPresent() || lastDeletion.isEmpty())
        ? violated(
            "the instance id is that of a former service instance", "a new id", "an id used before")
        : notApplicable("the instance was never there for certain");
  }

  private static Judgement offering(Observation seen, JsonNode body) {
    return offeringOfCatalog(seen, body);
  }

  /** Judges service_id where it is sent. */
  static Judgement offeringOfCatalog(Observation seen, JsonNode body) {
    var shape = Sent.nonEmptyWhereSent(body, "service_id", "/service_id");
    if (!(shape instanceof Judgement.Met) || seen.version().before(ApiVersion.V2_14)) {
      return shape;
    }
    var id = body.path("service_id").stringValue("");
    if (seen.catalog().offerings().isEmpty()) {
      return notApplicable("the catalog is not known");
    }
    return seen.catalog().offering(id).isPresent()
        ? met()
        : new Judgement.Violated(
            "service_id is no offering of the catalog",
            "the id of a service offering",
            Sent.quoted(id),
            "/service_id");
  }

  private static Judgement plan(Observation seen, JsonNode body) {
    return planOfOffering(seen, body);
  }

  /** Judges plan_id where it is sent. */
  static Judgement planOfOffering(Observation seen, JsonNode body) {
    var shape = Sent.nonEmptyWhereSent(body, "plan_id", "/plan_id");
    if (!(shape instanceof Judgement.Met) || seen.version().before(ApiVersion.V2_14)) {
      return shape;
    }
    var offering = seen.catalog().offering(body.path("service_id").stringValue(""));
    if (offering.isEmpty()) {
      return notApplicable("the offering is not known");
    }
    var id = body.path("plan_id").stringValue("");
    return seen.catalog().plan(offering.get().id(), id).isPresent()
        ? met()
        : new Judgement.Violated(
            "plan_id is no plan of the offering",
            "the id of a service plan of the offering",
            Sent.quoted(id),
            "/plan_id");
  }

  private static Judgement contextAndGuids(Observation seen, JsonNode body) {
    var context = body.path("context").isObject();
    var guids = body.has("organization_guid") && body.has("space_guid");
    if (!context && !guids) {
      return notApplicable("neither context nor the deprecated members are sent");
    }
    return context && guids
        ? met()
        : new Judgement.Violated(
            context
                ? "context is sent without organization_guid and space_guid"
                : "organization_guid and space_guid are sent without context",
            "context, organization_guid and space_guid",
            context ? "context alone" : "no context",
            context ? "" : "/context");
  }

  private static Judgement guid(Observation seen, JsonNode body, String member) {
    var value = body.path(member);
    return seen.version().before(ApiVersion.V2_12) && value.isString()
        ? met()
        : Sent.nonEmptyWhereSent(body, member, "/" + member);
  }

  private static Judgement mandatory(Observation seen) {
    if (!(seen.operation() instanceof Provision provision)) {
      return notApplicable("no provision");
    }
    var body = provision.body();
    var missing = MANDATORY.stream().filter(member -> !body.has(member)).toList();
    return missing.isEmpty()
        ? met()
        : new Judgement.Violated(
            "the provision lacks " + String.join(", ", missing),
            String.join(", ", MANDATORY),
            "no " + String.join(", no ", missing),
            "");
  }

  /**
   * Binding or updating an instance whose provision failed means to take the failure as success.
   */
  private static Judgement takenAsFailure(Observation seen) {
    var relies = seen.operation() instanceof Bind || seen.operation() instanceof Update;
    if (!relies || !(seen.operation() instanceof WithBody)) {
      return notApplicable("no bind or update");
    }
    var course = Course.ofInstance(seen);
    var last = course.last(each -> each.operation().kind() == OperationKind.PROVISION);
    if (last.isEmpty()
        || !Sent.isUnlisted(last.get())
        || !(last.get().instance() instanceof Absent)) {
      return last.filter(Sent::isAccepted).isPresent()
          ? met()
          : notApplicable("the provision was answered with a listed status");
    }
    return course.after(last.get()).has(Course::confirms)
        ? notApplicable("the service instance was found to be there")
        : violated(
            "the service instance is used, though its provision failed",
            "no use of the service instance",
            seen.operation().kind().words() + " after " + last.get().status());
  }
}
