package org.osbctl.rules;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osbctl.operation.Operation.WithBody;
import org.osbctl.spec.ApiVersion;
import tools.jackson.databind.JsonNode;

/**
 * Rules of the spec sections "Vendor Extension Fields" and "Change Policy for Minor Versions": what
 * members make no difference.
 */
final class ExtensionRules {
  private static final Map<String, ApiVersion> NEWER =
      Map.of("context", ApiVersion.V2_12, "maintenance_info", ApiVersion.V2_15);

  private static final Twins FOREIGN =
      new Twins(
          body -> Twins.copyWithout(body, name -> !WithBody.MEMBERS.contains(name)),
          Set.of(),
          "members it may not know");

  private ExtensionRules() {}

  static final Rule NEWER_FIELDS_IGNORED =
      Hindsight.rule(
          "version.newer-fields-ignored",
          seen ->
              new Twins(
                      body -> withoutNewer(body, seen.version()),
                      Set.of(),
                      "members of a newer version")
                  .judge(seen));

  static final Rule UNKNOWN_MEMBERS_IGNORED =
      Hindsight.rule("extension.unknown-request-members-ignored", FOREIGN::judge);

  static final Rule UNKNOWN_MEMBERS_NO_FAILURE =
      Hindsight.rule("extension.unknown-members-no-failure", FOREIGN::judge);

  static List<Rule> all() {
    return List.of(NEWER_FIELDS_IGNORED, UNKNOWN_MEMBERS_IGNORED, UNKNOWN_MEMBERS_NO_FAILURE);
  }

  private static JsonNode withoutNewer(JsonNode body, ApiVersion version) {
    return Twins.copyWithout(
        body, name -> version.before(NEWER.getOrDefault(name, ApiVersion.V2_11)));
  }
}
