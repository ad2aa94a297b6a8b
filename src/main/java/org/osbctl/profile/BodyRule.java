package org.osbctl.profile;

import java.util.List;
import java.util.Locale;
import org.osbctl.http.HttpResponseData;
import org.osbctl.operation.OperationKind;
import org.osbctl.profile.CatalogRule.Severity;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/**
 * Something a platform asks of the bodies of answers with which a broker says that all is well.
 *
 * @param id its name: {@code CF-BIND-1}
 * @param says what is asked, in our words
 * @param severity what becomes of an answer that does not have it
 * @param source where one can read that it is so
 * @param remedy what the author of the broker does about it
 * @param operations of answers to these
 * @param at where to look, a JSON pointer into the body; what is not there is not looked at
 * @param check what has to be so there
 */
public record BodyRule(
    String id,
    String says,
    Severity severity,
    String source,
    String remedy,
    List<String> operations,
    String at,
    JsonNode check) {
  static BodyRule of(JsonNode rule) {
    return new BodyRule(
        rule.path("id").asString(),
        rule.path("says").asString(),
        Severity.valueOf(rule.path("severity").asString("rejects").toUpperCase(Locale.ROOT)),
        rule.path("source").asString(),
        rule.path("remedy").asString(""),
        rule.path("operations").valueStream().map(JsonNode::asString).toList(),
        rule.path("at").asString(),
        rule.path("check"));
  }

  /**
   * Whether an answer breaks it.
   *
   * @param offering the service offering of the request; missing when it is not known
   */
  boolean isBrokenBy(OperationKind kind, HttpResponseData answer, JsonNode offering) {
    if (answer.status() / 100 != 2 || !operations.contains(Profile.word(kind))) {
      return false;
    }
    var node = answer.body().json().at(at);
    return !node.isMissingNode() && !node.isNull() && !fits(node, offering);
  }

  private boolean fits(JsonNode node, JsonNode offering) {
    return check.properties().stream()
        .allMatch(
            each ->
                switch (each.getKey()) {
                  case "absent" -> false;
                  case "object" -> node.isObject();
                  case "pattern" -> node.asString("").matches(each.getValue().asString());
                  case "longest" -> length(node) <= each.getValue().asInt();
                  case "requires" -> requires(offering, each.getValue().asString());
                  case "eachHas" -> eachHas(node, each.getValue());
                  default ->
                      throw new IllegalStateException("the schema knows no " + each.getKey());
                });
  }

  /** Characters, as Ruby counts them; of what is no text, those of its JSON. */
  private static int length(JsonNode node) {
    var text = node.isString() ? node.stringValue() : Json.text(node);
    return text.codePointCount(0, text.length());
  }

  /** What an unknown offering requires is not known either. */
  private static boolean requires(JsonNode offering, String permission) {
    return offering.isMissingNode()
        || offering
            .path("requires")
            .valueStream()
            .anyMatch(each -> each.asString("").equals(permission));
  }

  private static boolean eachHas(JsonNode list, JsonNode pointers) {
    return list.isArray()
        && list.valueStream()
            .allMatch(
                entry ->
                    pointers
                        .valueStream()
                        .allMatch(pointer -> isThere(entry.at(pointer.asString()))));
  }

  private static boolean isThere(JsonNode node) {
    return !node.isMissingNode()
        && !node.isNull()
        && !(node.isString() && node.stringValue().isEmpty());
  }
}
