package org.osbctl.rules.platform;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;
import static org.osbctl.rules.Judgement.violated;

import java.util.List;
import java.util.Optional;
import org.osbctl.operation.Operation.Bind;
import org.osbctl.operation.Operation.Mutation;
import org.osbctl.operation.Operation.OfBinding;
import org.osbctl.operation.Operation.Provision;
import org.osbctl.operation.Operation.Update;
import org.osbctl.operation.Operation.WithBody;
import org.osbctl.rules.Judgement;
import org.osbctl.rules.Observation;
import org.osbctl.rules.Rule;
import org.osbctl.rules.platform.Duty.Ending;
import org.osbctl.rules.platform.Duty.Left;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.ErrorCode;

/**
 * Rules of the spec sections "Error Codes", "Asynchronous Operations" and "Blocking Operations":
 * how a refused request is tried again.
 */
final class PlatformRetryRules {
  private static final String FLAG = "accepts_incomplete";

  private PlatformRetryRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.of("async.flag-added-after-refusal", PlatformRetryRules::flagAdded),
        Rule.of("concurrency.platform-waits", PlatformRetryRules::waits),
        Rule.of("bind.app-guid-added-after-refusal", PlatformRetryRules::appGuidAdded),
        Rule.of(
            "maintenance-info.catalog-fetched-after-conflict", PlatformRetryRules::catalogFetched),
        Rule.of("async.flag-sent-as-query", PlatformRetryRules::flagInQuery),
        Rule.of("concurrency.no-orphan-mitigation", PlatformRetryRules::noCleanUp),
        Rule.of("concurrency.platform-blocks-requests", PlatformRetryRules::blocks),
        Rule.of("concurrency.resent-later", PlatformRetryRules::resent));
  }

  static List<Duty> duties() {
    return List.of(new Duty("concurrency.resent-later", PlatformRetryRules::neverResent));
  }

  private static Optional<Observation> refusedBefore(Observation seen, String code) {
    return seen.operation() instanceof Mutation
        ? Course.before(seen).lastLike(seen).filter(each -> Sent.refusedWith(each, code))
        : Optional.empty();
  }

  private static Judgement flagAdded(Observation seen) {
    var refused = refusedBefore(seen, ErrorCode.ASYNC_REQUIRED);
    if (!(seen.operation() instanceof Mutation again)
        || refused.isEmpty()
        || (seen.operation() instanceof OfBinding && seen.version().before(ApiVersion.V2_14))
        || !samePlan(again, refused.get())) {
      return notApplicable("the request was not refused with AsyncRequired before");
    }
    return again.acceptsIncomplete()
        ? met()
        : violated(
            "the request is sent again without accepts_incomplete=true after AsyncRequired",
            "accepts_incomplete=true in the query",
            again.query().first(FLAG).map(Sent::quoted).orElse("no such parameter"));
  }

  private static boolean samePlan(Mutation again, Observation refused) {
    return refused.operation() instanceof Mutation before
        && before.serviceId().equals(again.serviceId())
        && before.planId().equals(again.planId());
  }

  /** A platform that cannot know of the end of the work is not blamed: it was refused for it. */
  private static Judgement waits(Observation seen) {
    if (refusedBefore(seen, ErrorCode.CONCURRENCY_ERROR).isEmpty()) {
      return notApplicable("the request was not refused with ConcurrencyError before");
    }
    var busy = seen.instance().isBusy() || seen.binding().isBusy() || seen.situation().othersBusy();
    if (!busy) {
      return met();
    }
    return Sent.refusedWith(seen, ErrorCode.CONCURRENCY_ERROR)
        ? violated(
            "the request is sent again after ConcurrencyError while the other operation runs",
            "a pause until the other operation has ended",
            "the same request, refused again")
        : notApplicable("the other operation may have ended");
  }

  private static Judgement appGuidAdded(Observation seen) {
    if (!(seen.operation() instanceof Bind again)
        || refusedBefore(seen, ErrorCode.REQUIRES_APP).isEmpty()) {
      return notApplicable("the bind was not refused with RequiresApp before");
    }
    return namesApp(again)
        ? met()
        : new Judgement.Violated(
            "the bind is sent again without app_guid after RequiresApp",
            "bind_resource.app_guid",
            "no app_guid",
            "/bind_resource");
  }

  static boolean namesApp(Bind bind) {
    return Sent.text(bind.body(), "app_guid").isPresent()
        || Sent.text(bind.body().path("bind_resource"), "app_guid").isPresent();
  }

  private static Judgement catalogFetched(Observation seen) {
    var refused = refusedBefore(seen, ErrorCode.MAINTENANCE_INFO_CONFLICT);
    if (!(seen.operation() instanceof Provision || seen.operation() instanceof Update)
        || refused.isEmpty()
        || !(seen.operation() instanceof WithBody again)
        || !again.body().has("maintenance_info")) {
      return notApplicable("the request was not refused with MaintenanceInfoConflict before");
    }
    var fetched =
        seen.soFar().catalogs().stream().anyMatch(each -> each.number() > refused.get().number());
    return fetched
        ? met()
        : violated(
            "the request is sent again after MaintenanceInfoConflict without a new catalog",
            "GET /v2/catalog before the request",
            "no request for the catalog");
  }

  /** Version 2.11 also lists the flag among the members of the body. */
  private static Judgement flagInQuery(Observation seen) {
    if (!(seen.operation() instanceof Mutation mutation)
        || (mutation instanceof OfBinding && seen.version().before(ApiVersion.V2_14))) {
      return notApplicable("a request that is never asynchronous");
    }
    var flag = mutation.query().first(FLAG);
    if (flag.isPresent()) {
      return flag.get().equalsIgnoreCase("true") || flag.get().equalsIgnoreCase("false")
          ? met()
          : violated(
              "the query parameter accepts_incomplete is neither true nor false",
              "accepts_incomplete=true",
              Sent.quoted(flag.get()));
    }
    var inBody = seen.exchange().request().body().json().path(FLAG).booleanValue(false);
    return inBody && seen.version().atLeast(ApiVersion.V2_12)
        ? new Judgement.Violated(
            "accepts_incomplete is sent in the body",
            "accepts_incomplete=true in the query",
            "a member of the body",
            "/" + FLAG)
        : notApplicable("no asynchronous handling is asked for");
  }

  /** Only of a resource that was not there before: another one a user may have had deleted. */
  private static Judgement noCleanUp(Observation seen) {
    if (!Sent.deletes(seen)) {
      return notApplicable("no deletion");
    }
    return PlatformOrphanRules.refusedCreation(seen)
        .filter(each -> Sent.refusedWith(each, ErrorCode.CONCURRENCY_ERROR))
        .map(
            each ->
                violated(
                    "the resource is deleted after ConcurrencyError to the request that makes it",
                    "the same request later",
                    "a deletion"))
        .orElseGet(() -> notApplicable("no deletion after ConcurrencyError"));
  }

  /** A deletion is let pass: it may be the end of polling. */
  private static Judgement blocks(Observation seen) {
    if (!(seen.operation() instanceof Mutation) || Sent.deletes(seen)) {
      return notApplicable("no request that changes something");
    }
    var running = Course.ofInstance(seen).running();
    if (!seen.instance().isBusy()
        || running.isEmpty()
        || running.get().accepted().operation().kind() == seen.operation().kind()) {
      return running.flatMap(Running::end).isPresent()
          ? met()
          : notApplicable("no operation is running on the service instance");
    }
    return violated(
        "the request is sent while an asynchronous operation runs on the service instance",
        "the end of the operation first",
        seen.operation().kind().words()
            + " during "
            + running.get().accepted().operation().kind().words());
  }

  private static Judgement resent(Observation seen) {
    return refusedBefore(seen, ErrorCode.CONCURRENCY_ERROR).isPresent()
        ? met()
        : notApplicable("the request was not refused with ConcurrencyError before");
  }

  private static Optional<Left> neverResent(Ending ending) {
    var last = ending.course().lastMutation();
    if (last.isEmpty()
        || !Sent.refusedWith(last.get(), ErrorCode.CONCURRENCY_ERROR)
        || !ending.longAfter(last.get())) {
      return Optional.empty();
    }
    return Left.undone(
        last.get(),
        "a request refused with ConcurrencyError is never sent again",
        "the same request later",
        "no further request of the kind");
  }
}
