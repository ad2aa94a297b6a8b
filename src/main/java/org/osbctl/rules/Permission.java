package org.osbctl.rules;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;

import org.osbctl.operation.Operation.Bind;

/** A member of bindings that the platform's users have to permit, and the permission's name. */
enum Permission {
  LOG_DRAIN("syslog_drain_url", "syslog_drain"),
  ROUTE("route_service_url", "route_forwarding"),
  VOLUMES("volume_mounts", "volume_mount");

  private final String member;
  private final String permission;

  Permission(String member, String permission) {
    this.member = member;
    this.permission = permission;
  }

  /** Whether an answer has the member, and not as an empty value that a serialiser may leave. */
  boolean isIn(Observation seen) {
    var value = seen.json().path(member);
    return seen.json().hasNonNull(member)
        && !(value.isArray() && value.isEmpty())
        && !value.stringValue("?").isEmpty();
  }

  /** The member comes only from offerings that ask for the permission. */
  Judgement onlyIfRequired(Observation seen) {
    var offering = Answers.offeringOf(seen);
    if (!Answers.showsBinding(seen) || !isIn(seen) || offering.isEmpty()) {
      return notApplicable("no " + member + " from an offering of the catalog");
    }
    return offering.get().requires(permission)
        ? met()
        : new Judgement.Violated(
            "the offering does not ask for the permission that " + member + " needs",
            Answers.quoted(permission) + " in requires of the offering",
            member + " without it",
            Answers.pointer(member));
  }

  /** Offerings that ask for the permission return the member when an application is bound. */
  Judgement returned(Observation seen) {
    var asks =
        Answers.offeringOf(seen).filter(offering -> offering.requires(permission)).isPresent();
    if (!(seen.operation() instanceof Bind bind)
        || !Answers.showsBinding(seen)
        || !asks
        || !Answers.namesApp(bind)) {
      return notApplicable("no application was bound to an offering that requires " + permission);
    }
    return isIn(seen)
        ? met()
        : new Judgement.Violated(
            "the offering asks for " + permission + ", and the binding has no " + member,
            member,
            "none",
            Answers.pointer(member));
  }
}
