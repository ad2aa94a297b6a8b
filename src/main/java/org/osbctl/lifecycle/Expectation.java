package org.osbctl.lifecycle;

import java.util.ArrayList;
import java.util.List;

/**
 * What the specification says about the answer to a request in a situation.
 *
 * @param preferred the answers a broker may choose from, the one we would give first
 * @param clauses what the requirements say of any answer
 */
public record Expectation(List<Answer> preferred, List<Clause> clauses) {
  public Expectation {
    preferred = List.copyOf(preferred);
    clauses = List.copyOf(clauses);
  }

  static Expectation prefer(Answer... answers) {
    return new Expectation(List.of(answers), List.of());
  }

  Expectation and(Clause... more) {
    var all = new ArrayList<>(clauses);
    all.addAll(List.of(more));
    return new Expectation(preferred, all);
  }

  /** The answer we would give. */
  public Answer favourite() {
    return preferred.getFirst();
  }

  /** Whether no requirement forbids an answer. */
  public boolean allows(Answer answer) {
    return clauses.stream().noneMatch(clause -> clause.judge(answer) == Clause.Verdict.FORBIDDEN);
  }
}
