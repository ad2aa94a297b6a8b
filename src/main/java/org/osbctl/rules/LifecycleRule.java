package org.osbctl.rules;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osbctl.lifecycle.Answer;
import org.osbctl.lifecycle.Clause;
import org.osbctl.lifecycle.Clause.Verdict;
import org.osbctl.lifecycle.Expectation;
import org.osbctl.lifecycle.Lifecycle;

/** The adapter that makes the model a judge: every clause of an expectation is a judgement. */
final class LifecycleRule implements Rule {
  @Override
  public Set<String> requirements() {
    return Lifecycle.requirements();
  }

  /** Judges by every state the resource may be in by now. */
  @Override
  public List<Ruling> judge(Observation seen) {
    return judge(seen, Lifecycle.expectLater(seen.situation(), seen.operation()));
  }

  /** Judges by the state that was known, when it turned out that nothing had ended meanwhile. */
  List<Ruling> judgeInHindsight(Observation seen) {
    return judge(seen, List.of(Lifecycle.expect(seen.situation(), seen.operation())));
  }

  private static List<Ruling> judge(Observation seen, List<Expectation> expectations) {
    var answer = seen.answer();
    if (answer.isEmpty() || isRefusedForItsForm(seen)) {
      return List.of();
    }
    var byRequirement = new LinkedHashMap<String, Said>();
    for (var expectation : expectations) {
      for (var clause : expectation.clauses()) {
        byRequirement
            .computeIfAbsent(clause.requirement(), id -> new Said())
            .hear(clause, answer.get());
      }
    }
    var rulings = new ArrayList<Ruling>();
    for (Map.Entry<String, Said> entry : byRequirement.entrySet()) {
      var judgement = entry.getValue().judgement(answer.get(), expectations.size());
      rulings.add(new Ruling(entry.getKey(), judgement, seen));
    }
    return rulings;
  }

  /** A body without Content-Type may be processed, and need not be (spec 2.17, "Content Type"). */
  private static boolean isRefusedForItsForm(Observation seen) {
    var request = seen.exchange().request();
    return seen.status() == 400
        && !request.body().isEmpty()
        && request.headers().first("Content-Type").isEmpty();
  }

  /** What the clauses of one requirement said, over all possible states. */
  private static final class Said {
    private final Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    private int clauses;
    private @Nullable Clause forbidding;
    private @Nullable String note;

    void hear(Clause clause, Answer answer) {
      var verdict = clause.judge(answer);
      verdicts.add(verdict);
      clauses++;
      if (verdict == Verdict.FORBIDDEN && forbidding == null) {
        forbidding = clause;
      }
      if (verdict == Verdict.TOLERATED) {
        note = clause.note();
      }
    }

    Judgement judgement(Answer answer, int states) {
      if (verdicts.contains(Verdict.ALLOWED)) {
        return Judgement.met();
      }
      if (verdicts.contains(Verdict.TOLERATED)) {
        return new Judgement.Met(note);
      }
      var forbidden = forbidding;
      if (forbidden == null || clauses < states || verdicts.contains(Verdict.SILENT)) {
        return Judgement.notApplicable("the answer is none the requirement speaks of");
      }
      var expected = forbidden.expected();
      return Judgement.violated(
          "the answer is " + answer + ", " + expected + " is due", expected, answer.toString());
    }
  }
}
