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

import java.util.List;
import org.osbctl.lifecycle.ResourceState.*;
import org.osbctl.operation.Operation.*;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.ErrorCode;
import org.osbctl.spec.ServiceOffering;

/** Answers to provision, update, fetch and deprovision, in the order of the specification. */
final class InstanceAnswers {
  private static final String BLOCKING = "the broker refuses requests while an operation runs";

  private static final String UNCOMPARED = "the broker does not compare parameters";

  private InstanceAnswers() {}

  /** Spec 2.17, "Provisioning", response. */
  static Expectation provision(Situation situation, Provision request) {
    return switch (situation.instance()) {
      case Absent absent ->
          with(
                  prefer(start(situation, request, 201)),
                  startClauses(situation, request, "provision", 201))
              .and(Clause.of("provision.created-is-201", status(201), status(202)).within(SUCCESS));
      case Creating running -> provisionAgain(situation, request, running);
      case Ready ready -> provisionExisting(situation, request, ready);
      case Updating updating ->
          with(prefer(busy(situation), Answer.of(409)), busyClauses(situation, request));
      case Deleting deleting ->
          with(prefer(busy(situation), Answer.of(409)), busyClauses(situation, request));
      case Failed failed -> prefer(Answer.of(409));
      case Unknown unknown -> prefer(Answer.of(409));
    };
  }

  private static Expectation provisionAgain(
      Situation situation, Provision request, Creating running) {
    return switch (running.attributes().compare(request)) {
      case SAME ->
          request.acceptsIncomplete()
              ? prefer(Answer.of(202))
                  .and(
                      Clause.of("provision.repeat-while-running-is-202", status(202))
                          .tolerating(BLOCKING, busyToo(situation)))
              : prefer(Answer.error(422, ErrorCode.ASYNC_REQUIRED));
      case DIFFERENT_PLAN -> conflictWhileRunning(situation, request);
      case DIFFERENT_PARAMETERS -> conflictWhileRunning(situation, request, status(202));
      case UNCLEAR -> prefer(Answer.of(202));
    };
  }

  private static Expectation conflictWhileRunning(
      Situation situation, Provision request, AnswerPattern... uncompared) {
    var expectation = prefer(Answer.of(409), busy(situation));
    if (situation.version().before(ApiVersion.V2_15)) {
      return expectation;
    }
    var conflict =
        Clause.of("provision.other-attributes-conflict", status(409), busyToo(situation))
            .tolerating(UNCOMPARED, uncompared);
    return expectation.and(
        request.acceptsIncomplete()
            ? conflict
            : conflict.tolerating(OTHER_REASON, error(422, ErrorCode.ASYNC_REQUIRED)));
  }

  private static Expectation provisionExisting(
      Situation situation, Provision request, Ready ready) {
    var again = Clause.of("provision.created-is-201", status(200), status(202), NO_SUCCESS);
    return switch (ready.attributes().compare(request)) {
      case SAME ->
          ready.last().kind().equals(org.osbctl.operation.OperationKind.UPDATE)
              ? prefer(Answer.of(200)).and(again)
              : prefer(Answer.of(200))
                  .and(again, repeat(situation, request, "provision.repeat-is-200"));
      case DIFFERENT_PLAN ->
          prefer(Answer.of(409)).and(Clause.of("provision.other-attributes-conflict", status(409)));
      case DIFFERENT_PARAMETERS ->
          prefer(Answer.of(409))
              .and(
                  Clause.of("provision.other-attributes-conflict", status(409))
                      .tolerating(UNCOMPARED, status(200)));
      case UNCLEAR -> prefer(Answer.of(200), Answer.of(409)).and(again);
    };
  }

  /** Spec 2.17, "Updating a Service Instance", response. */
  static Expectation update(Situation situation, Update request) {
    return switch (situation.instance()) {
      case Absent absent ->
          prefer(Answer.of(404)).and(Clause.of("errors.failure-has-error-status", CLIENT_ERROR));
      case Creating creating -> with(prefer(busy(situation)), busyClauses(situation, request));
      case Ready ready -> startUpdate(situation, request);
      case Updating running -> updateAgain(situation, request, running);
      case Deleting deleting -> with(prefer(busy(situation)), busyClauses(situation, request));
      case Failed failed -> prefer(Answer.of(422));
      case Unknown unknown -> prefer(Answer.of(422));
    };
  }

  private static Expectation startUpdate(Situation situation, Update request) {
    return with(
            prefer(start(situation, request, 200)), startClauses(situation, request, "update", 200))
        .and(Clause.of("update.applied-is-200", status(200), status(202)).within(SUCCESS));
  }

  private static Expectation updateAgain(Situation situation, Update request, Updating running) {
    if (!running.update().body().equals(request.body())) {
      return with(prefer(busy(situation)), busyClauses(situation, request));
    }
    return request.acceptsIncomplete()
        ? prefer(Answer.of(202))
            .and(
                Clause.of("update.repeat-while-running-is-202", status(202))
                    .tolerating(BLOCKING, busyToo(situation)))
        : prefer(Answer.error(422, ErrorCode.ASYNC_REQUIRED));
  }

  /**
   * Spec 2.17, "Fetching a Service Instance", response; only offerings that declare it are judged.
   */
  static Expectation fetch(Situation situation, FetchInstance request) {
    var attributes = situation.instance().attributesNow();
    var retrievable =
        situation
            .catalog()
            .offering(
                attributes.serviceId().isEmpty()
                    ? request.serviceId().orElse("")
                    : attributes.serviceId())
            .map(ServiceOffering::instancesRetrievable)
            .orElse(
                situation.catalog().offerings().stream()
                    .allMatch(ServiceOffering::instancesRetrievable));
    if (!retrievable) {
      return prefer(Answer.of(404));
    }
    var found = Clause.of("fetch-instance.success-is-200", status(200)).within(SUCCESS);
    return switch (situation.instance()) {
      case Absent absent ->
          prefer(Answer.of(404)).and(Clause.of("fetch-instance.unknown-is-404", status(404)));
      case Creating creating ->
          prefer(Answer.of(404))
              .and(Clause.of("fetch-instance.while-provisioning-is-404", status(404)));
      case Ready ready -> {
        var offered =
            prefer(Answer.of(200))
                .and(
                    found,
                    Clause.of("fetch-instance.offered-when-retrievable", status(200), status(429)));
        yield ready.last().asynchronous()
            ? offered.and(
                Clause.of("fetch-instance.works-after-provision", status(200), status(429)))
            : offered;
      }
      case Updating updating ->
          prefer(Answer.of(200), busy(situation))
              .and(
                  found,
                  Clause.of("fetch-instance.during-update-is-422", status(422)).within(NO_SUCCESS),
                  Clause.of("fetch-instance.during-update-has-code", busyToo(situation))
                      .within(status(422)));
      case Deleting deleting -> prefer(Answer.of(200), Answer.of(404), busy(situation)).and(found);
      case Failed failed -> prefer(Answer.of(404));
      case Unknown unknown -> prefer(Answer.of(404));
    };
  }

  /** Spec 2.17, "Deprovisioning", response. */
  static Expectation deprovision(Situation situation, Deprovision request) {
    return switch (situation.instance()) {
      case Absent absent ->
          prefer(Answer.of(410)).and(Clause.of("deprovision.unknown-is-410", status(410)));
      case Creating creating -> deprovisionBusy(situation, request, true);
      case Ready ready -> startDeprovision(situation, request);
      case Updating updating -> deprovisionBusy(situation, request, false);
      case Deleting deleting ->
          request.acceptsIncomplete()
              ? prefer(Answer.of(202))
                  .and(
                      Clause.of("deprovision.repeat-while-running-is-202", status(202))
                          .tolerating(BLOCKING, busyToo(situation)))
              : prefer(Answer.error(422, ErrorCode.ASYNC_REQUIRED));
      case Failed failed -> prefer(start(situation, request, 200));
      case Unknown unknown -> prefer(start(situation, request, 200), Answer.of(410));
    };
  }

  private static Expectation startDeprovision(Situation situation, Deprovision request) {
    return with(
            prefer(start(situation, request, 200)),
            startClauses(situation, request, "deprovision", 200))
        .and(Clause.of("deprovision.deleted-is-200", status(200), status(202)).within(SUCCESS));
  }

  /** A delete while another operation runs is accepted, or refused as a matter of concurrency. */
  private static Expectation deprovisionBusy(
      Situation situation, Deprovision request, boolean acceptable) {
    var accepted = start(situation, request, 200);
    var preferred =
        acceptable ? List.of(accepted, busy(situation)) : List.of(busy(situation), accepted);
    var expectation = new Expectation(preferred, List.of());
    return request.acceptsIncomplete()
        ? expectation.and(
            Clause.of("deprovision.busy-is-422", status(422)).within(CLIENT_ERROR),
            Clause.of("deprovision.busy-has-code", busyToo(situation)).within(status(422)))
        : expectation;
  }
}
