package org.osbctl.rules;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.osbctl.spec.Requirements;

/** The rules a broker is judged by, besides those of the lifecycle. */
public final class RuleBook {
  private RuleBook() {}

  /**
   * All rules, each silent at versions in which its requirement does not stand: versions and levels
   * come from the requirement catalogue alone.
   */
  public static List<Rule> standard() {
    return Stream.of(
            List.of(new BodyRules()), CatalogRules.all(), ErrorBodyRules.all(), RelationRules.all())
        .flatMap(List::stream)
        .<Rule>map(WhereItStands::new)
        .toList();
  }

  /** A rule that is heard only at versions in which its requirements stand. */
  private record WhereItStands(Rule rule) implements Rule {
    @Override
    public Set<String> requirements() {
      return rule.requirements();
    }

    @Override
    public List<Ruling> judge(Observation seen) {
      var catalogue = Requirements.bundled();
      return rule.judge(seen).stream()
          .filter(
              ruling ->
                  catalogue
                      .find(ruling.requirement())
                      .map(requirement -> requirement.level(seen.version()).isPresent())
                      .orElse(true))
          .toList();
    }
  }
}
