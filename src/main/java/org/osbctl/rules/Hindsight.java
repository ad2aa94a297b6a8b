package org.osbctl.rules;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Makes rules by which one exchange tells something of an earlier one. */
final class Hindsight {
  private Hindsight() {}

  /** What turned out about an exchange. */
  record Finding(Observation about, Judgement judgement) {}

  /** A rule of one requirement whose findings may be about earlier exchanges. */
  static Rule rule(String requirement, Function<Observation, List<Finding>> judge) {
    return new Rule() {
      @Override
      public Set<String> requirements() {
        return Set.of(requirement);
      }

      @Override
      public List<Ruling> judge(Observation seen) {
        return judge.apply(seen).stream()
            .map(finding -> new Ruling(requirement, finding.judgement(), finding.about()))
            .toList();
      }
    };
  }
}
