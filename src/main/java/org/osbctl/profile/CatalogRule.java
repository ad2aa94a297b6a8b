package org.osbctl.profile;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Something a platform asks of catalogs, or does with what it finds in them.
 *
 * @param id its name, as the documents of this project have it: {@code CF-SVC-2}
 * @param says what is asked, in our words
 * @param severity what becomes of a catalog that does not have it
 * @param verified whether a source says so; if not, a finding informs and nothing more
 * @param source where the source is
 * @param message the platform's own words, with places for names; empty when they are not known
 * @param remedy what the author of the broker does about it
 * @param at where to look, paths such as {@code services[].plans[].name}
 * @param when looked at only where this has the value true, a path below the place
 * @param check what has to be so there; missing when a catalog alone does not tell
 * @param why why a catalog alone does not tell; empty otherwise
 */
public record CatalogRule(
    String id,
    String says,
    Severity severity,
    boolean verified,
    String source,
    String message,
    String remedy,
    List<String> at,
    String when,
    JsonNode check,
    String why) {

  /** What becomes of a catalog. */
  public enum Severity {
    /** The platform refuses it. */
    REJECTS,
    /** The platform takes it, and something of it is not as it was meant. */
    WARNS,
    /** Good to know. */
    INFORMS;

    /** In the data and in documents. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  static CatalogRule of(JsonNode rule) {
    var verified = rule.path("verified").asBoolean(true);
    var severity =
        Severity.valueOf(
            rule.path("severity").asString("rejects").toUpperCase(java.util.Locale.ROOT));
    var at = rule.path("at");
    return new CatalogRule(
        rule.path("id").asString(),
        rule.path("says").asString(),
        verified ? severity : Severity.INFORMS,
        verified,
        rule.path("source").asString(""),
        rule.path("message").asString(""),
        rule.path("remedy").asString(""),
        at.isArray()
            ? at.valueStream().map(JsonNode::asString).toList()
            : at.isMissingNode() ? List.of() : List.of(at.asString()),
        rule.path("when").asString(""),
        rule.path("check"),
        rule.path("why").asString(""));
  }

  /** Whether a catalog alone tells. */
  public boolean isChecked() {
    return !check.isMissingNode();
  }
}
