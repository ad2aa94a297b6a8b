package org.osbctl.lifecycle;

import static org.osbctl.lifecycle.AnswerPattern.SUCCESS;
import static org.osbctl.lifecycle.AnswerPattern.error;
import static org.osbctl.lifecycle.AnswerPattern.range;
import static org.osbctl.lifecycle.AnswerPattern.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.OperationKind;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.ErrorCode;

/** Which answers the specification allows to a request in a situation. */
public final class Lifecycle {
  private static final Expectation CATALOG =
      Expectation.prefer(Answer.of(200))
          .and(
              Clause.of("catalog.success-is-200", status(200), status(304))
                  .within(range(200, 399)));

  private Lifecycle() {}

  /** The ids of all requirements that a clause can name. */
  public static Set<String> requirements() {
    return ModelRequirements.ALL;
  }

  /**
   * What may be answered. A request with several defects is not judged: the text does not say which
   * one is to be reported; the preferred answer is that to the first.
   */
  public static Expectation expect(Situation situation, Operation operation) {
    var defects = situation.defects();
    if (!defects.isEmpty()) {
      var first = DefectAnswers.expect(situation, operation, defects.getFirst());
      return defects.size() == 1
          ? DefectAnswers.orOtherwise(
              first, defects.getFirst(), expect(situation.withoutDefects(), operation))
          : new Expectation(first.preferred(), List.of());
    }
    return switch (operation) {
      case GetCatalog g -> CATALOG;
      case Provision p -> InstanceAnswers.provision(situation, p);
      case Update u -> InstanceAnswers.update(situation, u);
      case FetchInstance f -> InstanceAnswers.fetch(situation, f);
      case Deprovision d -> InstanceAnswers.deprovision(situation, d);
      case PollInstance p -> PollAnswers.instance(situation, p);
      case Bind b -> BindingAnswers.bind(situation, b);
      case FetchBinding f -> BindingAnswers.fetch(situation, f);
      case Unbind u -> BindingAnswers.unbind(situation, u);
      case PollBinding p -> PollAnswers.binding(situation, p);
      case Unrecognised u -> Expectation.prefer(Answer.of(404));
    };
  }

  /**
   * What may be answered when the broker was last heard of the resource some time ago: one
   * expectation for each state it may be in by now.
   */
  public static List<Expectation> expectLater(Situation situation, Operation operation) {
    var result = new ArrayList<Expectation>();
    for (var instance : situation.instance().sinceThen(OperationKind.PROVISION)) {
      for (var binding : situation.binding().sinceThen(OperationKind.BIND)) {
        result.add(expect(situation.withInstance(instance).withBinding(binding), operation));
      }
    }
    return result;
  }

  /** The answer that starts an operation: at once, or later, or only if later is allowed. */
  static Answer start(Situation situation, Mutation request, int done) {
    if (!canTakeTime(situation, request)) {
      return Answer.of(done);
    }
    return request.acceptsIncomplete()
        ? Answer.of(202)
        : Answer.error(422, ErrorCode.ASYNC_REQUIRED);
  }

  /** Operations on bindings are synchronous before 2.14, whatever a broker was seen to do. */
  private static boolean canTakeTime(Situation situation, Mutation request) {
    return situation.asynchronous()
        && (situation.version().atLeast(ApiVersion.V2_14) || !request.kind().ofBinding());
  }

  /**
   * The clauses on starting an operation.
   *
   * @param area the area of the operation's requirements: {@code provision}
   * @param done the status of synchronous success
   */
  static List<Clause> startClauses(Situation situation, Mutation request, String area, int done) {
    var clauses = new ArrayList<Clause>();
    clauses.add(Clause.of("sync.success-statuses", status(done), status(202)).within(SUCCESS));
    if (!request.acceptsIncomplete()) {
      clauses.add(
          Clause.of("async.no-202-unasked", range(200, 201), range(203, 299)).within(SUCCESS));
      if (canTakeTime(situation, request)) {
        var first = otherReasons(situation, request);
        clauses.add(
            Clause.of(area + ".async-required", status(done), status(422))
                .tolerating(OTHER_REASON, first));
        clauses.add(
            Clause.of("async.required-is-422", status(done), error(422, ErrorCode.ASYNC_REQUIRED))
                .tolerating(OTHER_REASON, first));
        clauses.add(
            Clause.of(area + ".async-required-has-code", error(422, ErrorCode.ASYNC_REQUIRED))
                .within(status(422))
                .tolerating(OTHER_REASON, first));
      }
    } else if (canTakeTime(situation, request)) {
      clauses.add(Clause.of("async.accepted-is-202", status(202), status(done)).within(SUCCESS));
    }
    if (request.kind().ofBinding() && situation.version().before(ApiVersion.V2_14)) {
      clauses.add(
          Clause.of("bind.synchronous-only", range(200, 201), range(203, 299)).within(SUCCESS));
    }
    return clauses;
  }

  /**
   * The clause on the repeat of a request for something that is there. A plan that works
   * asynchronously only may refuse what does not allow it, whatever there is (spec 2.17,
   * "Provisioning" and "Binding", response 422).
   */
  static Clause repeat(Situation situation, Mutation request, String requirement) {
    var clause = Clause.of(requirement, status(200));
    return situation.asynchronous() && !request.acceptsIncomplete()
        ? clause.tolerating(
            "the broker asks for accepts_incomplete before it looks what is there",
            error(422, ErrorCode.ASYNC_REQUIRED))
        : clause;
  }

  /** The text does not say which of several reasons for a refusal comes first. */
  static final String OTHER_REASON = "the request could be refused for another reason, too";

  private static AnswerPattern[] otherReasons(Situation situation, Mutation request) {
    var reasons = new ArrayList<AnswerPattern>();
    if (situation.othersBusy() || (request.kind().ofBinding() && situation.instance().isBusy())) {
      reasons.add(busyToo(situation));
    }
    if (request instanceof Bind) {
      reasons.add(error(422, ErrorCode.REQUIRES_APP));
    }
    if (request instanceof WithBody body && body.body().has("maintenance_info")) {
      reasons.add(error(422, ErrorCode.MAINTENANCE_INFO_CONFLICT));
    }
    return reasons.toArray(AnswerPattern[]::new);
  }

  /** The refusal because of other work on the resource; its code is defined since 2.14. */
  static Answer busy(Situation situation) {
    return situation.version().atLeast(ApiVersion.V2_14)
        ? Answer.error(422, ErrorCode.CONCURRENCY_ERROR)
        : Answer.of(422);
  }

  static AnswerPattern busyToo(Situation situation) {
    return situation.version().atLeast(ApiVersion.V2_14)
        ? error(422, ErrorCode.CONCURRENCY_ERROR)
        : status(422);
  }

  /** How a refusal because of other work on the resource has to look. */
  static List<Clause> busyClauses(Situation situation, Mutation request) {
    var first = new ArrayList<AnswerPattern>(List.of(otherReasons(situation, request)));
    if (!request.acceptsIncomplete()) {
      first.add(error(422, ErrorCode.ASYNC_REQUIRED));
    }
    return List.of(
        Clause.of("concurrency.refusal-is-concurrency-error", busyToo(situation))
            .within(status(422), status(423))
            .tolerating(OTHER_REASON, first.toArray(AnswerPattern[]::new)));
  }

  static Expectation with(Expectation expectation, List<Clause> clauses) {
    return expectation.and(clauses.toArray(Clause[]::new));
  }
}
