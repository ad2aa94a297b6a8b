package org.osbctl.rules;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Judges exchanges by one requirement, or by a family of requirements that share one mechanism. */
public interface Rule {
  /** The ids of the requirements it can judge. */
  Set<String> requirements();

  /** What it says of an exchange; nothing for requirements that do not speak of it. */
  List<Ruling> judge(Observation seen);

  /**
   * Whether it says the same of two answers to one kind of request that have one status and one
   * body, both of them the broker's own: large catalogs come again and again.
   */
  default boolean looksAtBodyAlone() {
    return false;
  }

  /** A rule of one requirement. */
  static Rule of(String requirement, Function<Observation, Judgement> judge) {
    return new Rule() {
      @Override
      public Set<String> requirements() {
        return Set.of(requirement);
      }

      @Override
      public List<Ruling> judge(Observation seen) {
        return List.of(new Ruling(requirement, judge.apply(seen), seen));
      }
    };
  }
}
