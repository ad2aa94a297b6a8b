package org.osbctl.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.osbctl.operation.Operation.GetCatalog;
import tools.jackson.databind.JsonNode;

/**
 * Rules of the spec section "Catalog Management" that a shape cannot say: what relates parts of a
 * catalog, and several catalogs.
 */
public final class CatalogRules {
  private static final int LONGEST = 255;

  private CatalogRules() {}

  static final Rule IDS_STABLE =
      Rule.of(
          "catalog.ids-stable",
          seen -> {
            var earlier =
                seen.soFar().catalogs().reversed().stream()
                    .filter(CatalogRules::isCatalog)
                    .findFirst();
            return isCatalog(seen) && earlier.isPresent()
                ? CatalogChange.of(earlier.get().json(), seen.json())
                : Judgement.notApplicable("not a second fetch of the catalog");
          });

  static final Rule STRINGS_AT_MOST_255 =
      of("catalog.strings-at-most-255", catalog -> new LongStrings(LONGEST).judge(catalog));

  static final Rule SERVICES_MAY_BE_EMPTY =
      of(
          "catalog.services-may-be-empty",
          catalog ->
              catalog.path("services").isArray() && catalog.path("services").isEmpty()
                  ? Judgement.met()
                  : Judgement.notApplicable("the catalog is not empty"));

  /** All rules of the catalog, in the order of the specification. */
  public static List<Rule> all() {
    var rules = new ArrayList<Rule>();
    rules.add(IDS_STABLE);
    rules.add(STRINGS_AT_MOST_255);
    rules.add(SERVICES_MAY_BE_EMPTY);
    rules.addAll(OfferingRules.all());
    rules.addAll(PlanRules.all());
    rules.addAll(ParameterSchemaRules.all());
    rules.addAll(MaintenanceInfoRules.all());
    return List.copyOf(rules);
  }

  /** A rule about the catalog in the body. */
  static Rule of(String requirement, Function<JsonNode, Judgement> judge) {
    return new OfCatalog(requirement, judge);
  }

  /** A rule that looks at one catalog and at nothing else. */
  private record OfCatalog(String requirement, Function<JsonNode, Judgement> judge)
      implements Rule {
    @Override
    public Set<String> requirements() {
      return Set.of(requirement);
    }

    @Override
    public boolean looksAtBodyAlone() {
      return true;
    }

    @Override
    public List<Ruling> judge(Observation seen) {
      var judgement =
          isCatalog(seen) ? judge.apply(seen.json()) : Judgement.notApplicable("not a catalog");
      return List.of(new Ruling(requirement, judgement, seen));
    }
  }

  private static boolean isCatalog(Observation seen) {
    return seen.operation() instanceof GetCatalog
        && seen.status() == 200
        && seen.json().isObject()
        && Bodies.judged(seen);
  }
}
