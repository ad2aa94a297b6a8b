package org.osbctl.rules.platform;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.osbctl.lifecycle.ResourceState.Updating;
import org.osbctl.operation.Operation.Bind;
import org.osbctl.operation.Operation.FetchInstance;
import org.osbctl.operation.Operation.GetCatalog;
import org.osbctl.operation.Operation.Provision;
import org.osbctl.operation.Operation.Update;
import org.osbctl.operation.Operation.WithBody;
import org.osbctl.rules.Observation;
import org.osbctl.rules.Rule;
import tools.jackson.databind.JsonNode;

/** What a platform may do and was seen to do: nothing here can be violated. */
final class PlatformPermissionRules {
  private static final Set<String> CONTEXT_MEMBERS =
      Set.of(
          "platform",
          "organization_guid",
          "organization_name",
          "organization_annotations",
          "space_guid",
          "space_name",
          "space_annotations",
          "instance_name",
          "instance_annotations",
          "namespace",
          "namespace_annotations",
          "clusterid");
  private static final Set<String> BIND_RESOURCE_MEMBERS = Set.of("app_guid", "route");

  private PlatformPermissionRules() {}

  static List<Rule> all() {
    return List.of(
        permission(
            "identity.support-is-optional",
            seen ->
                Sent.toApi(seen) && Sent.header(seen, PlatformIdentityRules.HEADER).isPresent()),
        extendedIdentity(
            "identity.cloudfoundry-may-be-extended", Platforms.CLOUD_FOUNDRY, Set.of("user_id")),
        extendedIdentity(
            "identity.kubernetes-may-be-extended",
            Platforms.KUBERNETES,
            Set.of("username", "uid", "groups", "extra")),
        permission(
            "request-identity.support-is-optional",
            seen ->
                Sent.toApi(seen)
                    && Sent.header(seen, PlatformHeaderRules.REQUEST_IDENTITY).isPresent()),
        permission("request-identity.may-be-unique", PlatformPermissionRules::isNewIdentity),
        permission(
            "catalog.may-be-refetched",
            seen -> seen.operation() instanceof GetCatalog && !seen.soFar().catalogs().isEmpty()),
        ofUpdate("update.repeatable-may-be-repeated", PlatformPermissionRules::isRepeated),
        permission("maintenance-info.may-be-sent", PlatformPermissionRules::sendsMaintenance),
        permission(
            "provision.may-send-maintenance-info",
            seen -> seen.operation() instanceof Provision && sendsMaintenance(seen)),
        permission(
            "fetch-instance.may-be-repeated",
            seen ->
                seen.operation() instanceof FetchInstance
                    && Course.before(seen).lastLike(seen).isPresent()),
        ofUpdate("update.plan-change-may-be-requested", PlatformUpdateRules::changesPlan),
        ofUpdate(
            "update.parameters-may-change-always",
            (seen, update) ->
                update.parameters().isObject()
                    && Sent.currentPlan(seen).filter(plan -> !plan.planUpdateable()).isPresent()),
        permission(
            "update.may-send-maintenance-info",
            seen -> seen.operation() instanceof Update && sendsMaintenance(seen)),
        ofUpdate("update.may-repair-instance", (seen, update) -> told(seen, "instance_usable")),
        ofUpdate(
            "update.others-remain-possible", (seen, update) -> told(seen, "update_repeatable")),
        permission(
            "bind.may-be-requested-when-bindable",
            seen ->
                seen.operation() instanceof Bind
                    && Sent.plan(seen).filter(plan -> plan.bindable()).isPresent()),
        ofBind("bind.resource-may-be-absent", resource -> resource.isMissingNode()),
        ofBind(
            "bind.resource-may-have-common-members",
            resource -> BIND_RESOURCE_MEMBERS.stream().anyMatch(resource::has)),
        ofBind(
            "bind.resource-may-be-extended", resource -> hasOther(resource, BIND_RESOURCE_MEMBERS)),
        permission("bind.expiry-may-trigger-renewal", PlatformPermissionRules::renews),
        permission(
            "context.may-be-extended",
            seen -> hasOther(PlatformContextRules.context(seen), CONTEXT_MEMBERS)),
        ofCloudFoundry("bind.cloudfoundry-space-guid-optional", "space_guid"),
        ofCloudFoundry("bind.cloudfoundry-app-annotations-may-change", "app_annotations"),
        ofCloudFoundry("bind.cloudfoundry-credential-client-id-optional", "credential_client_id"));
  }

  private static Rule permission(String requirement, Predicate<Observation> made) {
    return Rule.of(
        requirement,
        seen -> made.test(seen) ? met() : notApplicable("no use was made of the permission"));
  }

  /** Looks at an update. */
  @FunctionalInterface
  private interface OfUpdate {
    boolean test(Observation seen, Update update);
  }

  private static Rule ofUpdate(String requirement, OfUpdate made) {
    return permission(
        requirement,
        seen ->
            seen.operation() instanceof Update update
                && !(seen.instance() instanceof Updating)
                && made.test(seen, update));
  }

  private static Rule ofBind(String requirement, Predicate<JsonNode> made) {
    return permission(
        requirement,
        seen ->
            seen.operation() instanceof Bind bind
                && bind.body().isObject()
                && made.test(bind.body().path("bind_resource")));
  }

  private static Rule ofCloudFoundry(String requirement, String member) {
    return permission(
        requirement,
        seen ->
            seen.operation() instanceof Bind bind
                && Platforms.CLOUD_FOUNDRY.equals(
                    PlatformContextRules.context(seen).path("platform").stringValue(""))
                && bind.body().path("bind_resource").has(member));
  }

  private static boolean isNewIdentity(Observation seen) {
    var identity = Sent.header(seen, PlatformHeaderRules.REQUEST_IDENTITY);
    return identity.isPresent()
        && seen.soFar().all().stream()
            .map(each -> Sent.header(each, PlatformHeaderRules.REQUEST_IDENTITY))
            .anyMatch(earlier -> earlier.isPresent() && !earlier.equals(identity));
  }

  private static boolean sendsMaintenance(Observation seen) {
    return (seen.operation() instanceof Provision || seen.operation() instanceof Update)
        && seen.operation() instanceof WithBody request
        && Sent.text(request.body().path("maintenance_info"), "version").isPresent();
  }

  private static Rule extendedIdentity(String requirement, String platform, Set<String> known) {
    return permission(
        requirement,
        seen ->
            PlatformIdentityRules.identity(seen, platform)
                .filter(identity -> hasOther(identity, known))
                .isPresent());
  }

  /** Whether the update before failed and was the same. */
  private static boolean isRepeated(Observation seen, Update update) {
    return !told(seen, "update_repeatable")
        && Course.before(seen)
            .lastMutation()
            .filter(each -> each.status() >= 400)
            .filter(
                each ->
                    each.operation() instanceof Update before
                        && before.body().equals(update.body()))
            .isPresent();
  }

  /** Whether a binding that expires gets a successor. */
  private static boolean renews(Observation seen) {
    return seen.operation() instanceof Bind bind
        && seen
            .soFar()
            .ofBinding(
                bind.instanceId(), Sent.text(bind.body(), "predecessor_binding_id").orElse(""))
            .stream()
            .anyMatch(each -> each.json().path("metadata").has("expires_at"));
  }

  /** Whether the last failure said of something that it is not so. */
  private static boolean told(Observation seen, String member) {
    return Course.before(seen)
        .last(each -> each.json().path(member).isBoolean())
        .filter(each -> !each.json().path(member).booleanValue(true))
        .isPresent();
  }

  private static boolean hasOther(JsonNode object, Set<String> known) {
    return object.isObject() && object.propertyStream().anyMatch(e -> !known.contains(e.getKey()));
  }
}
