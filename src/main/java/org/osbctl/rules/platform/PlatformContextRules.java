package org.osbctl.rules.platform;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.osbctl.operation.Operation.Bind;
import org.osbctl.operation.Operation.WithBody;
import org.osbctl.operation.OperationKind;
import org.osbctl.rules.Judgement;
import org.osbctl.rules.Observation;
import org.osbctl.rules.Rule;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/**
 * Rules of the profile's sections "Context Object" and "Bind Resource Object".
 *
 * <p>The profile binds those who claim it, and context.platform says who does.
 */
final class PlatformContextRules {
  private static final List<String> TELL_TALES =
      List.of("organization_guid", "space_guid", "namespace", "clusterid");

  private PlatformContextRules() {}

  static List<Rule> all() {
    var rules = new ArrayList<Rule>();
    rules.add(ofContext("context.platform-present", PlatformContextRules::platformPresent));
    rules.add(
        ofContext(
            "context.platform-is-string",
            (seen, context) ->
                context.has("platform")
                    ? context.path("platform").isString()
                        ? met()
                        : wrong("context.platform is no string", "a string", context, "platform")
                    : notApplicable("no platform is named")));
    rules.add(
        ofContext(
            "context.platform-name-exact",
            (seen, context) ->
                Platforms.nameExact(
                    context.path("platform").stringValue(""),
                    "context.platform",
                    "/context/platform")));
    for (var name : List.of("organization", "space")) {
      rules.add(text(Platforms.CLOUD_FOUNDRY, name + "_guid"));
      rules.add(text(Platforms.CLOUD_FOUNDRY, name + "_name"));
      rules.add(object(Platforms.CLOUD_FOUNDRY, name + "_annotations"));
    }
    rules.add(text(Platforms.CLOUD_FOUNDRY, "instance_name"));
    rules.add(members(Platforms.CLOUD_FOUNDRY, OperationKind.PROVISION));
    rules.add(members(Platforms.CLOUD_FOUNDRY, OperationKind.UPDATE));
    rules.add(members(Platforms.CLOUD_FOUNDRY, OperationKind.BIND));
    rules.add(object(Platforms.CLOUD_FOUNDRY, "instance_annotations"));
    rules.add(text(Platforms.KUBERNETES, "namespace"));
    rules.add(object(Platforms.KUBERNETES, "namespace_annotations"));
    rules.add(object(Platforms.KUBERNETES, "instance_annotations"));
    rules.add(text(Platforms.KUBERNETES, "clusterid"));
    rules.add(text(Platforms.KUBERNETES, "instance_name"));
    rules.add(members(Platforms.KUBERNETES, OperationKind.PROVISION));
    rules.add(members(Platforms.KUBERNETES, OperationKind.UPDATE));
    rules.add(members(Platforms.KUBERNETES, OperationKind.BIND));
    rules.add(
        ofBindResource(
            "bind.cloudfoundry-space-guid",
            resource ->
                Sent.nonEmptyWhereSent(resource, "space_guid", "/bind_resource/space_guid")));
    rules.add(
        ofBindResource(
            "bind.cloudfoundry-app-annotations",
            resource ->
                Sent.objectWhereSent(
                    resource, "app_annotations", "/bind_resource/app_annotations")));
    rules.add(
        ofBindResource(
            "bind.cloudfoundry-credential-client-id",
            resource ->
                Sent.nonEmptyWhereSent(
                    resource, "credential_client_id", "/bind_resource/credential_client_id")));
    return List.copyOf(rules);
  }

  /** The context of a request that has one at its version; missing when there is none. */
  static JsonNode context(Observation seen) {
    var since = seen.operation() instanceof Bind ? ApiVersion.V2_13 : ApiVersion.V2_12;
    return seen.operation() instanceof WithBody request && seen.version().atLeast(since)
        ? request.context()
        : Json.missing();
  }

  private static Rule ofContext(String requirement, PlatformProvisionRules.OfBody judge) {
    return Rule.of(
        requirement,
        seen -> {
          var context = context(seen);
          return context.isObject()
              ? judge.judge(seen, context)
              : notApplicable("no context is sent");
        });
  }

  private static Judgement wrong(String because, String expected, JsonNode context, String member) {
    return new Judgement.Violated(
        because, expected, Sent.shown(context.path(member)), "/context/" + member);
  }

  /** A context without a platform is wrong only if it is one of the profile by all appearances. */
  private static Judgement platformPresent(Observation seen, JsonNode context) {
    if (context.has("platform")) {
      return met();
    }
    var identity = Sent.header(seen, PlatformIdentityRules.HEADER).orElse("").strip();
    var claims =
        Platforms.meant(identity.split("\\s+", 2)[0]).isPresent()
            || TELL_TALES.stream().anyMatch(context::has);
    return claims
        ? wrong("the context does not name its platform", "context.platform", context, "platform")
        : notApplicable("nothing says that the platform follows the profile");
  }

  private static Rule ofPlatform(
      String platform, String words, Function<JsonNode, Judgement> judge) {
    return ofContext(
        "context." + platform + "-" + words,
        (seen, context) ->
            context.path("platform").stringValue("").equals(platform)
                ? judge.apply(context)
                : notApplicable("another platform"));
  }

  private static Rule text(String platform, String member) {
    return ofPlatform(
        platform,
        member.replace('_', '-'),
        context -> Sent.nonEmptyWhereSent(context, member, "/context/" + member));
  }

  private static Rule object(String platform, String member) {
    return ofPlatform(
        platform,
        member.replace('_', '-'),
        context -> Sent.objectWhereSent(context, member, "/context/" + member));
  }

  private static Rule members(String platform, OperationKind kind) {
    return ofContext(
        "context." + platform + "-members-on-" + kind.words(),
        (seen, context) -> {
          if (seen.operation().kind() != kind
              || !context.path("platform").stringValue("").equals(platform)) {
            return notApplicable("another platform or another request");
          }
          var missing =
              demanded(platform, kind, seen.version()).stream()
                  .filter(member -> !context.has(member))
                  .toList();
          return missing.isEmpty()
              ? met()
              : new Judgement.Violated(
                  "the context lacks " + String.join(", ", missing),
                  "the members of the profile",
                  "no " + String.join(", no ", missing),
                  "/context");
        });
  }

  private static List<String> demanded(String platform, OperationKind kind, ApiVersion version) {
    var members = new ArrayList<String>();
    if (platform.equals(Platforms.CLOUD_FOUNDRY)) {
      members.addAll(List.of("organization_guid", "space_guid"));
      if (version.atLeast(ApiVersion.V2_15)) {
        members.addAll(List.of("organization_name", "space_name"));
      }
    } else {
      members.add("namespace");
      if (version.atLeast(ApiVersion.V2_14)) {
        members.add("clusterid");
      }
    }
    var named = platform.equals(Platforms.CLOUD_FOUNDRY) ? ApiVersion.V2_15 : ApiVersion.V2_16;
    if (kind != OperationKind.BIND && version.atLeast(named)) {
      members.add("instance_name");
    }
    return members;
  }

  private static Rule ofBindResource(String requirement, Function<JsonNode, Judgement> judge) {
    return Rule.of(
        requirement,
        seen ->
            seen.operation() instanceof Bind bind
                    && context(seen)
                        .path("platform")
                        .stringValue("")
                        .equals(Platforms.CLOUD_FOUNDRY)
                ? judge.apply(bind.body().path("bind_resource"))
                : notApplicable("no bind of Cloud Foundry"));
  }
}
