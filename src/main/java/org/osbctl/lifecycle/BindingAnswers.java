package org.osbctl.lifecycle;

import static org.osbctl.lifecycle.AnswerPattern.CLIENT_ERROR;
import static org.osbctl.lifecycle.AnswerPattern.NO_SUCCESS;
import static org.osbctl.lifecycle.AnswerPattern.SUCCESS;
import static org.osbctl.lifecycle.AnswerPattern.error;
import static org.osbctl.lifecycle.AnswerPattern.status;
import static org.osbctl.lifecycle.Expectation.prefer;
import static org.osbctl.lifecycle.Lifecycle.OTHER_REASON;
import static org.osbctl.lifecycle.Lifecycle.busy;
import static org.osbctl.lifecycle.Lifecycle.busyClauses;
import static org.osbctl.lifecycle.Lifecycle.busyToo;
import static org.osbctl.lifecycle.Lifecycle.repeat;
import static org.osbctl.lifecycle.Lifecycle.start;
import static org.osbctl.lifecycle.Lifecycle.startClauses;
import static org.osbctl.lifecycle.Lifecycle.with;

import org.osbctl.lifecycle.ResourceState.*;
import org.osbctl.operation.Operation.*;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.ErrorCode;
import org.osbctl.spec.ServiceOffering;

/** Answers to bind, fetch and unbind, in the order of the specification. */
final class BindingAnswers {
  private static final String BLOCKING = "the broker refuses requests while an operation runs";

  private static final String UNCOMPARED = "the broker does not compare parameters";

  private BindingAnswers() {}

  /** Spec 2.17, "Binding", response. */
  static Expectation bind(Situation situation, Bind request) {
    return switch (situation.instance()) {
      case Absent absent ->
          prefer(Answer.of(404)).and(Clause.of("errors.failure-has-error-status", CLIENT_ERROR));
      case Ready ready -> bindToReady(situation, request);
      case Creating creating -> with(prefer(busy(situation)), busyClauses(situation, request));
      case Updating updating -> with(prefer(busy(situation)), busyClauses(situation, request));
      case Deleting deleting -> with(prefer(busy(situation)), busyClauses(situation, request));
      case Failed failed -> prefer(Answer.of(422));
      case Unknown unknown -> prefer(Answer.of(422));
    };
  }

  private static Expectation bindToReady(Situation situation, Bind request) {
    return switch (situation.binding()) {
      case Absent absent -> startBind(situation, request);
      case Creating running -> bindAgain(situation, request, running);
      case Ready ready -> bindExisting(situation, request, ready);
      case Deleting deleting ->
          with(prefer(busy(situation), Answer.of(409)), busyClauses(situation, request));
      case Updating updating -> prefer(busy(situation));
      case Failed failed -> prefer(Answer.of(409));
      case Unknown unknown -> prefer(Answer.of(409));
    };
  }

  private static Expectation startBind(Situation situation, Bind request) {
    var expectation =
        with(prefer(start(situation, request, 201)), startClauses(situation, request, "bind", 201))
            .and(Clause.of("bind.created-is-201", status(201), status(202)).within(SUCCESS));
    return situation.othersBusy()
        ? expectation.and(
            Clause.of("bind.concurrent-bind-is-422", status(422))
                .within(status(409), status(422), status(423)))
        : expectation;
  }

  private static Expectation bindAgain(Situation situation, Bind request, Creating running) {
    return switch (running.attributes().compare(request)) {
      case SAME ->
          request.acceptsIncomplete()
              ? prefer(Answer.of(202))
                  .and(
                      Clause.of("bind.repeat-while-running-is-202", status(202))
                          .tolerating(BLOCKING, busyToo(situation)))
              : prefer(Answer.error(422, ErrorCode.ASYNC_REQUIRED));
      case DIFFERENT_PLAN -> prefer(Answer.of(409), busy(situation));
      case DIFFERENT_PARAMETERS -> conflictWhileRunning(situation, request);
      case UNCLEAR -> prefer(Answer.of(202));
    };
  }

  private static Expectation conflictWhileRunning(Situation situation, Bind request) {
    var expectation = prefer(Answer.of(409), busy(situation));
    if (situation.version().before(ApiVersion.V2_15)) {
      return expectation;
    }
    var conflict =
        Clause.of("bind.other-parameters-conflict", status(409), busyToo(situation))
            .tolerating(UNCOMPARED, status(202));
    return expectation.and(
        request.acceptsIncomplete()
            ? conflict
            : conflict.tolerating(OTHER_REASON, error(422, ErrorCode.ASYNC_REQUIRED)));
  }

  private static Expectation bindExisting(Situation situation, Bind request, Ready ready) {
    var again = Clause.of("bind.created-is-201", status(200), status(202), NO_SUCCESS);
    return switch (ready.attributes().compare(request)) {
      case SAME ->
          prefer(Answer.of(200)).and(again, repeat(situation, request, "bind.repeat-is-200"));
      case DIFFERENT_PLAN -> prefer(Answer.of(409), Answer.of(400));
      case DIFFERENT_PARAMETERS ->
          prefer(Answer.of(409))
              .and(
                  Clause.of("bind.other-parameters-conflict", status(409))
                      .tolerating(UNCOMPARED, status(200)));
      case UNCLEAR -> prefer(Answer.of(200), Answer.of(409)).and(again);
    };
  }

  /**
   * Spec 2.17, "Fetching a Service Binding", response; only offerings that declare it are judged.
   */
  static Expectation fetch(Situation situation, FetchBinding request) {
    var attributes = situation.instance().attributesNow();
    var retrievable =
        situation
            .catalog()
            .offering(
                attributes.serviceId().isEmpty()
                    ? request.serviceId().orElse("")
                    : attributes.serviceId())
            .map(ServiceOffering::bindingsRetrievable)
            .orElse(
                situation.catalog().offerings().stream()
                    .allMatch(ServiceOffering::bindingsRetrievable));
    if (!retrievable) {
      return prefer(Answer.of(404));
    }
    if (situation.instance() instanceof Absent) {
      return prefer(Answer.of(404)).and(Clause.of("fetch-binding.unknown-is-404", status(404)));
    }
    var found = Clause.of("fetch-binding.success-is-200", status(200)).within(SUCCESS);
    if (isUncertain(situation.instance()) && !(situation.binding() instanceof Absent)) {
      return prefer(Answer.of(200), Answer.of(404), busy(situation)).and(found);
    }
    return switch (situation.binding()) {
      case Absent absent ->
          prefer(Answer.of(404)).and(Clause.of("fetch-binding.unknown-is-404", status(404)));
      case Creating creating ->
          prefer(Answer.of(404))
              .and(
                  Clause.of("fetch-binding.while-binding-is-404", status(404))
                      .tolerating(BLOCKING, busyToo(situation)));
      case Ready ready -> {
        var offered = Clause.of("fetch-binding.offered-when-retrievable", status(200), status(429));
        var works = Clause.of("fetch-binding.works-after-bind", status(200), status(429));
        if (situation.instance().isBusy() || situation.othersBusy()) {
          offered = offered.tolerating(BLOCKING, busyToo(situation));
          works = works.tolerating(BLOCKING, busyToo(situation));
        }
        var expectation = prefer(Answer.of(200)).and(found, offered);
        yield ready.last().asynchronous() ? expectation.and(works) : expectation;
      }
      case Deleting deleting -> prefer(Answer.of(200), Answer.of(404), busy(situation)).and(found);
      case Updating updating -> prefer(Answer.of(200)).and(found);
      case Failed failed -> prefer(Answer.of(404));
      case Unknown unknown -> prefer(Answer.of(404));
    };
  }

  /** Whether it is undefined what becomes of the binding, as its instance may be going or gone. */
  static boolean isUncertain(ResourceState instance) {
    return instance instanceof Deleting
        || instance instanceof Failed
        || instance instanceof Unknown;
  }

  /** Spec 2.17, "Unbinding", response. */
  static Expectation unbind(Situation situation, Unbind request) {
    if (situation.instance() instanceof Absent) {
      return prefer(Answer.of(410), Answer.of(404))
          .and(Clause.of("errors.failure-has-error-status", CLIENT_ERROR));
    }
    return switch (situation.binding()) {
      case Absent absent -> {
        var gone = Clause.of("unbind.unknown-is-410", status(410));
        if (situation.instance().isBusy()) {
          gone = gone.tolerating(BLOCKING, busyToo(situation));
        }
        if (situation.instance() instanceof Updating) {
          gone = gone.tolerating("the instance may have left that plan by now", status(400));
        }
        yield prefer(Answer.of(410)).and(gone);
      }
      case Creating creating -> unbindBusy(situation, request);
      case Ready ready -> startUnbind(situation, request);
      case Updating updating -> prefer(busy(situation));
      case Deleting deleting ->
          request.acceptsIncomplete()
              ? prefer(Answer.of(202))
                  .and(
                      Clause.of("unbind.repeat-while-running-is-202", status(202))
                          .tolerating(BLOCKING, busyToo(situation)))
              : prefer(Answer.error(422, ErrorCode.ASYNC_REQUIRED));
      case Failed failed -> prefer(start(situation, request, 200));
      case Unknown unknown -> prefer(start(situation, request, 200), Answer.of(410));
    };
  }

  private static Expectation startUnbind(Situation situation, Unbind request) {
    return with(
            prefer(start(situation, request, 200)), startClauses(situation, request, "unbind", 200))
        .and(Clause.of("unbind.deleted-is-200", status(200), status(202)).within(SUCCESS));
  }

  private static Expectation unbindBusy(Situation situation, Unbind request) {
    var expectation = prefer(start(situation, request, 200), busy(situation));
    return request.acceptsIncomplete()
        ? expectation.and(
            Clause.of("unbind.busy-is-422", status(422)).within(CLIENT_ERROR),
            Clause.of("unbind.busy-has-code", busyToo(situation)).within(status(422)))
        : expectation;
  }
}
