package org.osbctl.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Requirements;

/** The rules a broker is judged by, besides those of the lifecycle. */
public final class RuleBook {
  private static final List<Rule> STANDARD =
      Stream.of(
              List.of(new BodyRules()),
              CatalogRules.all(),
              ErrorBodyRules.all(),
              RelationRules.all())
          .flatMap(List::stream)
          .<Rule>map(WhereItStands::new)
          .toList();

  private RuleBook() {}

  /**
   * All rules, each silent at versions in which its requirement does not stand: versions and levels
   * come from the requirement catalogue alone.
   */
  public static List<Rule> standard() {
    return STANDARD;
  }

  /** A rule that is heard only at versions in which its requirements stand. */
  private static final class WhereItStands implements Rule {
    private final Rule rule;
    private volatile @Nullable Heard heard;

    WhereItStands(Rule rule) {
      this.rule = rule;
    }

    @Override
    public Set<String> requirements() {
      return rule.requirements();
    }

    @Override
    public boolean looksAtBodyAlone() {
      return rule.looksAtBodyAlone();
    }

    @Override
    public List<Ruling> judge(Observation seen) {
      var now = heard(seen.version());
      if (now.requirements().isEmpty()) {
        return List.of();
      }
      var rulings = rule.judge(seen);
      return now.isAll()
          ? rulings
          : rulings.stream().filter(r -> now.requirements().contains(r.requirement())).toList();
    }

    /** Runs stay at one version. */
    private Heard heard(ApiVersion version) {
      var known = heard;
      if (known != null && known.version() == version) {
        return known;
      }
      var fresh = Heard.of(rule, version);
      heard = fresh;
      return fresh;
    }
  }

  /** The requirements of a rule that stand at a version. */
  private record Heard(ApiVersion version, Set<String> requirements, boolean isAll) {
    static Heard of(Rule rule, ApiVersion version) {
      var all = rule.requirements();
      var standing = new HashSet<>(all);
      standing.removeIf(
          id ->
              Requirements.bundled()
                  .find(id)
                  .filter(requirement -> requirement.level(version).isEmpty())
                  .isPresent());
      return new Heard(version, standing, standing.size() == all.size());
    }
  }
}
