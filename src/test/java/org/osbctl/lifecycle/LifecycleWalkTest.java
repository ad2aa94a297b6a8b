package org.osbctl.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.osbctl.lifecycle.Defect.Kind;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Requirements;

/** Every request in every state at every version. */
class LifecycleWalkTest {
  private static final Requirements REQUIREMENTS = Requirements.bundled();

  private static void walk(BiConsumer<Situation, Operation> visit) {
    for (var version : ApiVersion.values()) {
      for (var instance : States.ofInstance()) {
        for (var binding : States.ofBinding()) {
          for (int flags = 0; flags < 4; flags++) {
            var situation =
                new Situation(
                    version,
                    States.CATALOG,
                    List.of(),
                    instance,
                    binding,
                    (flags & 1) != 0,
                    (flags & 2) != 0);
            for (var request : States.requests()) {
              visit.accept(situation, request);
            }
          }
        }
      }
    }
  }

  private static void walkDefects(BiConsumer<Situation, Operation> visit) {
    for (var version : ApiVersion.values()) {
      for (var instance : States.ofInstance()) {
        for (var request : States.requests()) {
          for (var defect : defects(request)) {
            var situation =
                new Situation(
                    version,
                    States.CATALOG,
                    List.of(new Defect(defect, "what is wrong")),
                    instance,
                    States.ready(org.osbctl.operation.OperationKind.BIND, true, false),
                    true,
                    false);
            visit.accept(situation, request);
          }
        }
      }
    }
  }

  /** What can be wrong with a request. */
  private static List<Kind> defects(Operation request) {
    var kinds =
        new ArrayList<>(
            List.of(Kind.CREDENTIALS_WRONG, Kind.VERSION_MISSING, Kind.VERSION_UNSUPPORTED));
    if (request instanceof WithBody) {
      kinds.addAll(
          List.of(
              Kind.CONTENT_TYPE_WRONG,
              Kind.BODY_MALFORMED,
              Kind.MEMBER_MISSING,
              Kind.MEMBER_INVALID,
              Kind.SERVICE_UNKNOWN,
              Kind.PLAN_UNKNOWN,
              Kind.PARAMETERS_INVALID));
    }
    switch (request) {
      case Provision p -> kinds.add(Kind.MAINTENANCE_STALE);
      case Update u ->
          kinds.addAll(
              List.of(Kind.MAINTENANCE_STALE, Kind.PLAN_CHANGE_UNSUPPORTED, Kind.HINT_MISMATCH));
      case Bind b -> kinds.addAll(List.of(Kind.NOT_BINDABLE, Kind.HINT_MISMATCH));
      case Deprovision d -> kinds.addAll(List.of(Kind.MEMBER_MISSING, Kind.HINT_MISMATCH));
      case Unbind u -> kinds.addAll(List.of(Kind.MEMBER_MISSING, Kind.HINT_MISMATCH));
      default -> {}
    }
    return kinds;
  }

  private static void assertPreferredMeetsEveryMust(Situation situation, Operation request) {
    var expectation = Lifecycle.expect(situation, request);
    assertFalse(expectation.preferred().isEmpty());
    for (var answer : expectation.preferred()) {
      for (var clause : expectation.clauses()) {
        var level = REQUIREMENTS.get(clause.requirement()).level(situation.version());
        var favourite = answer.equals(expectation.favourite());
        if (level.filter(l -> l.isMust() || (favourite && l.isShould())).isPresent()) {
          assertNotEquals(
              Clause.Verdict.FORBIDDEN,
              clause.judge(answer),
              () -> clause.requirement() + " of " + answer + " to " + request + " in " + situation);
        }
      }
    }
  }

  @Test
  void preferred_answers_meet_every_must_of_their_own_expectation() {
    walk(LifecycleWalkTest::assertPreferredMeetsEveryMust);
    walkDefects(LifecycleWalkTest::assertPreferredMeetsEveryMust);
  }

  @Test
  void clauses_name_the_requirements_of_the_model_and_all_of_them() {
    var reached = new TreeSet<String>();
    BiConsumer<Situation, Operation> note =
        (situation, request) ->
            Lifecycle.expect(situation, request).clauses().stream()
                .filter(
                    c -> REQUIREMENTS.get(c.requirement()).level(situation.version()).isPresent())
                .forEach(clause -> reached.add(clause.requirement()));
    walk(note);
    walkDefects(note);
    assertEquals(new TreeSet<>(Lifecycle.requirements()), reached);
  }

  @Test
  void every_clause_can_forbid_something_and_says_what_it_expects() {
    var statuses = new ArrayList<Answer>();
    for (int status = 200; status < 600; status++) {
      statuses.add(Answer.of(status));
    }
    var forbidding = new TreeSet<String>();
    BiConsumer<Situation, Operation> visit =
        (situation, request) -> {
          for (var clause : Lifecycle.expect(situation, request).clauses()) {
            assertFalse(clause.expected().isBlank());
            if (!forbidding.contains(clause.requirement())
                && statuses.stream().anyMatch(a -> clause.judge(a) == Clause.Verdict.FORBIDDEN)) {
              forbidding.add(clause.requirement());
            }
          }
        };
    walk(visit);
    walkDefects(visit);
    assertEquals(new TreeSet<>(Lifecycle.requirements()), forbidding);
  }

  @Test
  void later_expectations_begin_with_that_of_the_state_last_heard_of() {
    walk(
        (situation, request) -> {
          var later = Lifecycle.expectLater(situation, request);
          assertEquals(Lifecycle.expect(situation, request), later.getFirst());
          int instances = situation.instance().isBusy() ? 3 : 1;
          int bindings = situation.binding().isBusy() ? 3 : 1;
          assertEquals(instances * bindings, later.size());
        });
  }

  @Test
  void several_defects_are_refused_like_the_first_and_not_judged() {
    var defects =
        List.of(new Defect(Kind.BODY_MALFORMED, "a"), new Defect(Kind.CREDENTIALS_WRONG, "b"));
    var situation =
        new Situation(
            ApiVersion.LATEST, Catalog.EMPTY, defects, States.NEVER, States.NEVER, false, false);
    var expectation = Lifecycle.expect(situation, States.PROVISION);
    assertEquals(Answer.of(400), expectation.favourite());
    assertEquals(List.of(), expectation.clauses());
    assertTrue(expectation.allows(Answer.of(401)));
  }
}
