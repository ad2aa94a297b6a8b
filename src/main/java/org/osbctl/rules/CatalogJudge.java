package org.osbctl.rules;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osbctl.http.Body;
import org.osbctl.http.HttpResponseData;

/**
 * Applies rules to catalogs. What was said of a body is said again when the very same one comes
 * again: a run fetches the catalog dozens of times, and it can have thousands of plans.
 */
final class CatalogJudge {
  private final List<Rule> rules;
  private final IdentityHashMap<Rule, List<Ruling>> said = new IdentityHashMap<>();
  private @Nullable Look last;

  /** All that rules can see that look at the body alone. */
  private record Look(Body body, int status, boolean judged) {
    boolean isOf(Observation seen) {
      return seen.response().filter(response -> response.body().equals(body)).isPresent()
          && status == seen.status()
          && judged == Bodies.judged(seen);
    }
  }

  CatalogJudge(List<Rule> rules) {
    this.rules = rules;
  }

  List<Ruling> judge(Observation seen) {
    if (last == null || !last.isOf(seen)) {
      said.clear();
      last =
          seen.response()
              .map(HttpResponseData::body)
              .map(body -> new Look(body, seen.status(), Bodies.judged(seen)))
              .orElse(null);
    }
    var rulings = new ArrayList<Ruling>();
    rules.forEach(rule -> rulings.addAll(rulings(rule, seen)));
    return rulings;
  }

  private List<Ruling> rulings(Rule rule, Observation seen) {
    if (!rule.looksAtBodyAlone()) {
      return rule.judge(seen);
    }
    return said.computeIfAbsent(rule, each -> each.judge(seen)).stream()
        .map(ruling -> new Ruling(ruling.requirement(), ruling.judgement(), seen))
        .toList();
  }
}
