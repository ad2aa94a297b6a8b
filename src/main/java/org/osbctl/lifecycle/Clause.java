package org.osbctl.lifecycle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One sentence of the specification applied to one situation.
 *
 * @param requirement the requirement that says it
 * @param scope the answers it speaks of; it has nothing to say about others
 * @param allowed the answers it allows
 * @param tolerated answers that another reading of the text allows
 * @param note what to tell about a tolerated answer
 */
public record Clause(
    String requirement,
    List<AnswerPattern> scope,
    List<AnswerPattern> allowed,
    List<AnswerPattern> tolerated,
    @Nullable String note) {

  /** What a clause says of an answer. */
  public enum Verdict {
    SILENT,
    ALLOWED,
    TOLERATED,
    FORBIDDEN
  }

  static Clause of(String requirement, AnswerPattern... allowed) {
    return new Clause(requirement, List.of(AnswerPattern.ANY), List.of(allowed), List.of(), null);
  }

  /** The clause restricted to some answers. */
  Clause within(AnswerPattern... answers) {
    return new Clause(requirement, List.of(answers), allowed, tolerated, note);
  }

  /** The clause with answers that pass with a remark; the same when there are none. */
  Clause tolerating(String remark, AnswerPattern... answers) {
    if (answers.length == 0) {
      return this;
    }
    var all = new ArrayList<>(tolerated);
    all.addAll(List.of(answers));
    return new Clause(requirement, scope, allowed, all, remark);
  }

  /** What the clause says of an answer. */
  public Verdict judge(Answer answer) {
    if (!AnswerPattern.anyMatches(scope, answer)) {
      return Verdict.SILENT;
    }
    if (AnswerPattern.anyMatches(allowed, answer)) {
      return Verdict.ALLOWED;
    }
    return AnswerPattern.anyMatches(tolerated, answer) ? Verdict.TOLERATED : Verdict.FORBIDDEN;
  }

  /** The answers it speaks of, in words. */
  public String within() {
    return scope.equals(List.of(AnswerPattern.ANY)) ? "any answer" : AnswerPattern.words(scope);
  }

  /** The allowed answers in words. */
  public String expected() {
    return AnswerPattern.words(allowed);
  }
}
