package org.osbctl.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Holds a catalog against the rules of a platform. */
public final class CatalogLint {
  /** A rule that is broken everywhere says enough when it has been told so often. */
  private static final int LONGEST_VALUE = 200;

  private static final int MOST_FINDINGS = 100;

  private final JsonNode catalog;
  private final List<CatalogFinding> findings = new ArrayList<>();

  private CatalogLint(JsonNode catalog) {
    this.catalog = catalog;
  }

  /**
   * What a platform has to say of a catalog, in the order of its rules and of the catalog.
   *
   * @param catalog the body of {@code GET /v2/catalog}, right or wrong
   * @return at most 100 findings of each rule
   */
  public static List<CatalogFinding> findings(List<CatalogRule> rules, JsonNode catalog) {
    var lint = new CatalogLint(catalog);
    rules.stream().filter(CatalogRule::isChecked).forEach(lint::judge);
    return List.copyOf(lint.findings);
  }

  /** A node, and the objects on the way to it. */
  record Place(JsonNode node, String path, JsonNode offering, JsonNode plan) {}

  private void judge(CatalogRule rule) {
    var check = new CatalogCheck(rule.check());
    int before = findings.size();
    for (var path : rule.at()) {
      visit(
          new Place(catalog, "", Json.missing(), Json.missing()),
          path.isEmpty() ? new String[0] : path.split("\\.", -1),
          0,
          place -> {
            if (findings.size() - before < MOST_FINDINGS
                && (rule.when().isEmpty() || below(place.node(), rule.when()).asBoolean(false))) {
              check.offence(place, catalog).ifPresent(value -> add(rule, place, value));
            }
          });
    }
  }

  private static JsonNode below(JsonNode node, String path) {
    var found = node;
    for (var name : path.split("\\.", -1)) {
      found = found.path(name);
    }
    return found;
  }

  private static void visit(Place at, String[] path, int step, Consumer<Place> visitor) {
    if (step == path.length) {
      visitor.accept(at);
      return;
    }
    if (!at.node().isObject()) {
      // What is wrong with that is said by the rule of its type.
      return;
    }
    var word = path[step];
    boolean each = word.endsWith("[]");
    var name = each ? word.substring(0, word.length() - 2) : word;
    var child = at.node().path(name);
    var place = at.path().isEmpty() ? name : at.path() + "." + name;
    if (!each) {
      visit(new Place(child, place, at.offering(), at.plan()), path, step + 1, visitor);
      return;
    }
    for (int i = 0; child.isArray() && i < child.size(); i++) {
      var element = child.get(i);
      var offering = step == 0 && name.equals("services") ? element : at.offering();
      var plan = step == 1 && name.equals("plans") ? element : at.plan();
      visit(new Place(element, place + "[" + i + "]", offering, plan), path, step + 1, visitor);
    }
  }

  private void add(CatalogRule rule, Place place, String value) {
    var message = rule.message().isEmpty() ? rule.says() : rule.message();
    int schemas = place.path().indexOf(".schemas.");
    var schema = schemas < 0 ? "" : place.path().substring(schemas + ".schemas.".length());
    findings.add(
        new CatalogFinding(
            rule,
            place.path(),
            message
                .replace("{service}", name(place.offering()))
                .replace("{plan}", name(place.plan()))
                .replace("{member}", place.path().substring(place.path().lastIndexOf('.') + 1))
                .replace("{value}", value)
                .replace("{schema} ", schema.isEmpty() ? "" : schema + " ")
                .replace("{ruby}", message.contains("{ruby}") ? ruby(place.node()) : "")));
  }

  /** A value as a platform in Ruby shows it, its beginning. */
  private static String ruby(JsonNode value) {
    var text = inspected(value);
    return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
  }

  private static String inspected(JsonNode value) {
    return switch (value) {
      case ObjectNode object ->
          object
              .propertyStream()
              .map(
                  each ->
                      Json.text(StringNode.valueOf(each.getKey()))
                          + "=>"
                          + inspected(each.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case ArrayNode array ->
          array
              .valueStream()
              .map(CatalogLint::inspected)
              .collect(Collectors.joining(", ", "[", "]"));
      default -> value.isNull() || value.isMissingNode() ? "nil" : Json.text(value);
    };
  }

  private static String name(JsonNode object) {
    return object.path("name").asString(object.path("id").asString("?"));
  }
}
