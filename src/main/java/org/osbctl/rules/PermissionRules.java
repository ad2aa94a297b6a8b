package org.osbctl.rules;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.lifecycle.ResourceState.Ready;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.OperationKind;
import org.osbctl.spec.ErrorCode;
import tools.jackson.databind.JsonNode;

/** What a broker may do and was seen to do: nothing here can be violated. */
final class PermissionRules {
  /** The members of a service offering, in any version. */
  private static final Set<String> OFFERING =
      Set.of(
          "allow_context_updates",
          "bindable",
          "bindings_retrievable",
          "dashboard_client",
          "description",
          "id",
          "instances_retrievable",
          "metadata",
          "name",
          "plan_updateable",
          "plans",
          "requires",
          "tags");

  /** The members of a service plan, in any version. */
  private static final Set<String> PLAN =
      Set.of(
          "bindable",
          "binding_rotatable",
          "description",
          "free",
          "id",
          "maintenance_info",
          "maximum_polling_duration",
          "metadata",
          "name",
          "plan_updateable",
          "schemas");

  private PermissionRules() {}

  static List<Rule> all() {
    return List.of(
        permission(
            "content-type.absent-accepted",
            seen ->
                seen.operation() instanceof WithBody body
                    && body.body().isObject()
                    && Answers.accepted(seen)
                    && seen.exchange().request().headers().first("Content-Type").isEmpty()),
        permission(
            "catalog.caching",
            seen ->
                seen.operation() instanceof GetCatalog
                    && ((seen.status() == 304 && isConditional(seen))
                        || (seen.status() == 200
                            && (hasHeader(seen, "ETag") || hasHeader(seen, "Last-Modified"))))),
        permission(
            "sync.repeat-provision-may-be-200",
            seen ->
                seen.operation() instanceof Provision
                    && seen.status() == 200
                    && seen.instance() instanceof Ready),
        permission(
            "sync.accepts-incomplete-may-be-ignored",
            seen ->
                seen.operation() instanceof Mutation mutation
                    && mutation.acceptsIncomplete()
                    && (seen.status() == 200 || seen.status() == 201)),
        permission(
            "async.poll-may-have-description",
            seen ->
                Answers.state(seen).isPresent()
                    && Answers.text(seen.json(), "description").isPresent()),
        permission(
            "poll-instance.may-have-retry-after",
            seen ->
                seen.operation() instanceof PollInstance
                    && seen.status() == 200
                    && hasHeader(seen, "Retry-After")),
        permission(
            "poll-binding.may-have-retry-after",
            seen ->
                seen.operation() instanceof PollBinding
                    && seen.status() == 200
                    && hasHeader(seen, "Retry-After")),
        permission(
            "update.no-effect-may-be-200",
            seen ->
                seen.operation() instanceof Update update
                    && seen.status() == 200
                    && hasNoEffect(seen, update)),
        permission("bind.data-may-be-returned-once", PermissionRules::isReturnedOnce),
        permission(
            "fetch-instance.parameters-may-be-omitted",
            seen -> seen.operation() instanceof FetchInstance && omits(seen, seen.instance())),
        permission(
            "fetch-binding.parameters-may-be-omitted",
            seen -> seen.operation() instanceof FetchBinding && omits(seen, seen.binding())),
        permission(
            "concurrency.bind-may-count-as-update",
            seen ->
                seen.operation() instanceof Mutation
                    && !(seen.operation() instanceof OfBinding)
                    && !seen.instance().isBusy()
                    && seen.situation().othersBusy()
                    && Answers.code(seen).equals(Optional.of(ErrorCode.CONCURRENCY_ERROR))),
        use("auth.other-mechanism-agreed", PermissionRules::isLetInOtherwise),
        use("extension.members-allowed", PermissionRules::hasForeignMembers),
        use("catalog.may-change-between-fetches", PermissionRules::isAnotherCatalog),
        explained("provision.refusal-may-have-description", OperationKind.PROVISION),
        explained("update.refusal-may-have-description", OperationKind.UPDATE),
        explained("bind.refusal-may-have-description", OperationKind.BIND),
        explained("unbind.refusal-may-have-description", OperationKind.UNBIND),
        explained("deprovision.refusal-may-have-description", OperationKind.DEPROVISION),
        explained("async.required-may-have-description", ErrorCode.ASYNC_REQUIRED),
        explained("concurrency.refusal-may-have-description", ErrorCode.CONCURRENCY_ERROR));
  }

  private static Rule explained(String requirement, OperationKind kind) {
    return use(requirement, seen -> seen.operation().kind() == kind && isExplained(seen));
  }

  private static Rule explained(String requirement, String code) {
    return use(
        requirement, seen -> Answers.code(seen).equals(Optional.of(code)) && isExplained(seen));
  }

  private static boolean isExplained(Observation seen) {
    return seen.status() == 422 && Answers.text(seen.json(), "description").isPresent();
  }

  private static Rule permission(String requirement, Predicate<Observation> made) {
    return use(requirement, seen -> seen.honest() && made.test(seen));
  }

  /** A permission that may be used whatever was asked for. */
  private static Rule use(String requirement, Predicate<Observation> made) {
    return Rule.of(
        requirement,
        seen -> made.test(seen) ? met() : notApplicable("no use was made of the permission"));
  }

  /** Whether a resource is shown without parameters that it was given. */
  private static boolean omits(Observation seen, ResourceState state) {
    var shown = seen.json().path("parameters");
    return seen.status() == 200
        && seen.json().isObject()
        && state instanceof Ready ready
        && ready.attributes().parameters().propertyNames().stream()
            .anyMatch(name -> !shown.has(name));
  }

  /** Whether credentials other than a user's name and password opened the door. */
  private static boolean isLetInOtherwise(Observation seen) {
    var credentials = seen.known().credentials();
    return seen.succeeded() && seen.honest() && credentials.required() && !credentials.isBasic();
  }

  private static boolean hasForeignMembers(Observation seen) {
    return seen.operation() instanceof GetCatalog
        && seen.status() == 200
        && seen.json().path("services").valueStream().anyMatch(PermissionRules::isExtended);
  }

  private static boolean isExtended(JsonNode offering) {
    return !OFFERING.containsAll(offering.propertyNames())
        || offering
            .path("plans")
            .valueStream()
            .anyMatch(plan -> !PLAN.containsAll(plan.propertyNames()));
  }

  private static boolean isAnotherCatalog(Observation seen) {
    var earlier = seen.soFar().catalogs();
    return seen.operation() instanceof GetCatalog
        && isCatalog(seen)
        && !earlier.isEmpty()
        && isCatalog(earlier.getLast())
        && !earlier.getLast().json().equals(seen.json());
  }

  private static boolean isCatalog(Observation seen) {
    return seen.status() == 200 && seen.honest() && seen.json().path("services").isArray();
  }

  private static boolean hasHeader(Observation seen, String name) {
    return seen.response().flatMap(response -> response.headers().first(name)).isPresent();
  }

  private static boolean isConditional(Observation seen) {
    var headers = seen.exchange().request().headers();
    return headers.first("If-None-Match").isPresent()
        || headers.first("If-Modified-Since").isPresent();
  }

  private static boolean hasNoEffect(Observation seen, Update update) {
    if (!(seen.instance() instanceof Ready ready) || update.body().has("maintenance_info")) {
      return false;
    }
    var after = ready.attributes().after(update);
    return after.planId().equals(ready.attributes().planId())
        && after.parameters().equals(ready.attributes().parameters());
  }

  private static boolean isReturnedOnce(Observation seen) {
    return Answers.showsBinding(seen)
        && Answers.credentials(seen).isEmpty()
        && seen.soFar().ofResource(seen.operation()).stream()
            .anyMatch(each -> Answers.showsBinding(each) && Answers.credentials(each).isPresent());
  }
}
