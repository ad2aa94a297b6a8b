package org.osbctl.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.lifecycle.Clause.Verdict;
import org.osbctl.lifecycle.ResourceState.*;
import org.osbctl.operation.Operation;
import org.osbctl.operation.OperationKind;
import org.osbctl.spec.ApiVersion;

/**
 * The sentences of the specification, one line each: in this state, this answer, by this
 * requirement.
 */
class LifecycleTest {

  /** A state by name; {@code s} and {@code a} are made synchronously and asynchronously. */
  private static ResourceState instance(String name) {
    return switch (name) {
      case "never" -> States.NEVER;
      case "gone" -> new Absent(States.ended(OperationKind.DEPROVISION, true, false));
      case "gone-a" -> new Absent(States.ended(OperationKind.DEPROVISION, true, true));
      case "creating" -> new Creating(States.MADE, "key");
      case "ready", "ready-s" -> States.ready(OperationKind.PROVISION, true, false);
      case "ready-a" -> States.ready(OperationKind.PROVISION, true, true);
      case "updated" -> States.ready(OperationKind.UPDATE, true, true);
      case "updating" -> new Updating(States.MADE, States.UPDATE, "key");
      case "deleting" -> new Deleting(States.MADE, "key", false);
      case "failed" -> new Failed(States.MADE, States.ended(OperationKind.PROVISION, false, true));
      case "undeleted" ->
          new Failed(States.MADE, States.ended(OperationKind.DEPROVISION, false, true));
      case "unknown" -> new Unknown(States.MADE, "no answer");
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static ResourceState binding(String name) {
    return switch (name) {
      case "never" -> States.NEVER;
      case "gone-a" -> new Absent(States.ended(OperationKind.UNBIND, true, true));
      case "creating" -> new Creating(States.BOUND, "key");
      case "ready", "ready-s" -> States.ready(OperationKind.BIND, true, false);
      case "ready-a" -> States.ready(OperationKind.BIND, true, true);
      case "deleting" -> new Deleting(States.BOUND, "key", false);
      case "failed" -> new Failed(States.BOUND, States.ended(OperationKind.BIND, false, true));
      case "unknown" -> new Unknown(States.BOUND, "no answer");
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** A request by name: {@code +} other plan, {@code *} other parameters, {@code -} unasked. */
  private static Operation request(String name) {
    var plain = name.replaceAll("[-+*~]$", "");
    var request =
        switch (plain) {
          case "provision" -> States.PROVISION;
          case "update" -> States.UPDATE;
          case "deprovision" -> States.DEPROVISION;
          case "bind" -> States.BIND;
          case "unbind" -> States.UNBIND;
          case "fetch" -> States.FETCH;
          case "fetch binding" -> States.FETCH_BINDING;
          case "poll" -> States.POLL;
          case "poll binding" -> States.POLL_BINDING;
          default -> throw new IllegalArgumentException(name);
        };
    return switch (name.charAt(name.length() - 1)) {
      case '-' -> States.unasked((Operation.Mutation) request);
      case '+' -> States.otherPlan((Operation.WithBody) request);
      case '*' -> States.otherParameters((Operation.WithBody) request);
      case '~' -> States.otherContext((Operation.WithBody) request);
      default -> request;
    };
  }

  private static Answer answer(String text) {
    var words = text.split(" ", 2);
    int status = Integer.parseInt(words[0]);
    return words.length == 1
        ? Answer.of(status)
        : words[1].matches("[A-Z].*")
            ? Answer.error(status, words[1])
            : new Answer(status, null, words[1]);
  }

  private static ApiVersion version(String text) {
    return ApiVersion.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # "201 Created MUST be returned if the Service Instance was provisioned as a result"
          provision,  never,    2.17, 201,                  provision.created-is-201, ALLOWED
          provision,  never,    2.17, 202,                  provision.created-is-201, ALLOWED
          provision,  never,    2.17, 200,                  provision.created-is-201, FORBIDDEN
          provision,  never,    2.17, 204,                  sync.success-statuses, FORBIDDEN
          provision,  never,    2.17, 400,                  provision.created-is-201, SILENT
          provision,  never,    2.17, 500,                  sync.success-statuses, SILENT
          provision-, never,    2.17, 202,                  async.no-202-unasked, FORBIDDEN
          provision-, never,    2.17, 201,                  async.no-202-unasked, ALLOWED
          # "a re-sent PUT request MUST return a 202 Accepted, not a 200 OK"
          provision,  creating, 2.17, 202,                  provision.repeat-while-running-is-202, ALLOWED
          provision,  creating, 2.17, 200,                  provision.repeat-while-running-is-202, FORBIDDEN
          provision,  creating, 2.17, 201,                  provision.repeat-while-running-is-202, FORBIDDEN
          provision,  creating, 2.17, 409,                  provision.repeat-while-running-is-202, FORBIDDEN
          provision,  creating, 2.17, 422 ConcurrencyError, provision.repeat-while-running-is-202, TOLERATED
          provision,  creating, 2.12, 422,                  provision.repeat-while-running-is-202, TOLERATED
          # A-15: 409 and ConcurrencyError compete
          provision+, creating, 2.17, 409,                  provision.other-attributes-conflict, ALLOWED
          provision+, creating, 2.17, 422 ConcurrencyError, provision.other-attributes-conflict, ALLOWED
          provision+, creating, 2.17, 422,                  provision.other-attributes-conflict, FORBIDDEN
          provision+, creating, 2.17, 202,                  provision.other-attributes-conflict, FORBIDDEN
          provision+, creating, 2.14, 202,                  provision.other-attributes-conflict, SILENT
          # A-14: a broker need not compare parameters
          provision*, creating, 2.17, 202,                  provision.other-attributes-conflict, TOLERATED
          provision*, creating, 2.17, 201,                  provision.other-attributes-conflict, FORBIDDEN
          provision*, ready,    2.17, 200,                  provision.other-attributes-conflict, TOLERATED
          provision*, ready,    2.17, 201,                  provision.other-attributes-conflict, FORBIDDEN
          provision~, ready,    2.17, 200,                  provision.created-is-201, ALLOWED
          provision~, ready,    2.17, 409,                  provision.created-is-201, ALLOWED
          # "MUST be returned if an instance with the same id already exists ... different attributes"
          provision+, ready,    2.17, 409,                  provision.other-attributes-conflict, ALLOWED
          provision+, ready,    2.17, 200,                  provision.other-attributes-conflict, FORBIDDEN
          provision+, ready,    2.17, 400,                  provision.other-attributes-conflict, FORBIDDEN
          # A-12, A-13: "200 OK SHOULD be returned", 201 belongs to the request that created it
          provision,  ready,    2.17, 200,                  provision.repeat-is-200, ALLOWED
          provision,  ready-a,  2.17, 200,                  provision.repeat-is-200, ALLOWED
          provision,  ready-a,  2.17, 202,                  provision.repeat-is-200, FORBIDDEN
          provision,  ready-a,  2.17, 202,                  provision.created-is-201, ALLOWED
          provision,  ready-a,  2.17, 409,                  provision.repeat-is-200, FORBIDDEN
          provision,  ready-a,  2.17, 409,                  provision.created-is-201, ALLOWED
          provision,  ready,    2.12, 201,                  provision.created-is-201, FORBIDDEN
          provision,  updated,  2.17, 409,                  provision.repeat-is-200, SILENT
          # "the Service Broker MUST reject the request with 422 and ... ConcurrencyError"
          provision,  deleting, 2.17, 422 ConcurrencyError, concurrency.refusal-is-concurrency-error, ALLOWED
          provision,  deleting, 2.17, 422,                  concurrency.refusal-is-concurrency-error, FORBIDDEN
          provision,  deleting, 2.17, 423,                  concurrency.refusal-is-concurrency-error, FORBIDDEN
          provision,  deleting, 2.17, 429,                  concurrency.refusal-is-concurrency-error, SILENT
          provision,  deleting, 2.17, 409,                  concurrency.refusal-is-concurrency-error, SILENT
          provision,  deleting, 2.12, 422,                  concurrency.refusal-is-concurrency-error, ALLOWED
          provision,  deleting, 2.12, 423,                  concurrency.refusal-is-concurrency-error, FORBIDDEN
          provision-, deleting, 2.17, 422 AsyncRequired,    concurrency.refusal-is-concurrency-error, TOLERATED
          """)
  void provision(
      String request, String state, String version, String answer, String id, Verdict verdict) {
    assertVerdict(verdict, request, instance(state), States.NEVER, version, answer, id);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # A-16: no status is listed for an unknown instance
          update,  never,    2.17, 404,                  errors.failure-has-error-status, ALLOWED
          update,  never,    2.17, 422,                  errors.failure-has-error-status, ALLOWED
          update,  never,    2.17, 200,                  errors.failure-has-error-status, FORBIDDEN
          update,  never,    2.17, 202,                  errors.failure-has-error-status, FORBIDDEN
          update,  never,    2.17, 500,                  errors.failure-has-error-status, FORBIDDEN
          # "200 OK MUST be returned if the request's changes have been applied"
          update,  ready,    2.17, 200,                  update.applied-is-200, ALLOWED
          update,  ready,    2.17, 202,                  update.applied-is-200, ALLOWED
          update,  ready,    2.17, 201,                  update.applied-is-200, FORBIDDEN
          update,  ready,    2.17, 422,                  update.applied-is-200, SILENT
          update-, ready,    2.17, 202,                  async.no-202-unasked, FORBIDDEN
          # "a re-sent PATCH request MUST return a 202 Accepted, not a 200 OK"
          update,  updating, 2.17, 202,                  update.repeat-while-running-is-202, ALLOWED
          update,  updating, 2.17, 200,                  update.repeat-while-running-is-202, FORBIDDEN
          update,  updating, 2.17, 422 ConcurrencyError, update.repeat-while-running-is-202, TOLERATED
          update*, updating, 2.17, 422 ConcurrencyError, concurrency.refusal-is-concurrency-error, ALLOWED
          update*, updating, 2.17, 422,                  concurrency.refusal-is-concurrency-error, FORBIDDEN
          update,  creating, 2.17, 422 ConcurrencyError, concurrency.refusal-is-concurrency-error, ALLOWED
          update,  creating, 2.17, 423,                  concurrency.refusal-is-concurrency-error, FORBIDDEN
          update,  deleting, 2.17, 422,                  concurrency.refusal-is-concurrency-error, FORBIDDEN
          update-, creating, 2.17, 422 AsyncRequired,    concurrency.refusal-is-concurrency-error, TOLERATED
          """)
  void update(
      String request, String state, String version, String answer, String id, Verdict verdict) {
    assertVerdict(verdict, request, instance(state), States.NEVER, version, answer, id);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # "410 Gone MUST be returned if the Service Instance does not exist"
          deprovision,  never,    2.17, 410,                  deprovision.unknown-is-410, ALLOWED
          deprovision,  gone,     2.17, 410,                  deprovision.unknown-is-410, ALLOWED
          deprovision,  gone-a,   2.17, 404,                  deprovision.unknown-is-410, FORBIDDEN
          deprovision,  never,    2.17, 200,                  deprovision.unknown-is-410, FORBIDDEN
          # "200 OK MUST be returned if the Service Instance was deleted as a result of this request"
          deprovision,  ready,    2.17, 200,                  deprovision.deleted-is-200, ALLOWED
          deprovision,  ready,    2.17, 202,                  deprovision.deleted-is-200, ALLOWED
          deprovision,  ready,    2.17, 204,                  deprovision.deleted-is-200, FORBIDDEN
          deprovision,  ready,    2.17, 201,                  sync.success-statuses, FORBIDDEN
          deprovision,  ready,    2.17, 422,                  deprovision.deleted-is-200, SILENT
          deprovision-, ready,    2.17, 202,                  async.no-202-unasked, FORBIDDEN
          # "a re-sent DELETE request MUST return a 202 Accepted, not a 200 OK"
          deprovision,  deleting, 2.17, 202,                  deprovision.repeat-while-running-is-202, ALLOWED
          deprovision,  deleting, 2.17, 200,                  deprovision.repeat-while-running-is-202, FORBIDDEN
          deprovision,  deleting, 2.17, 410,                  deprovision.repeat-while-running-is-202, FORBIDDEN
          deprovision,  deleting, 2.17, 422 ConcurrencyError, deprovision.repeat-while-running-is-202, TOLERATED
          # "if the instance is being processed by some other operation and therefore cannot be deleted"
          deprovision,  creating, 2.17, 202,                  deprovision.busy-is-422, SILENT
          deprovision,  creating, 2.17, 422 ConcurrencyError, deprovision.busy-is-422, ALLOWED
          deprovision,  creating, 2.17, 422,                  deprovision.busy-has-code, FORBIDDEN
          deprovision,  creating, 2.17, 409,                  deprovision.busy-is-422, FORBIDDEN
          deprovision,  updating, 2.17, 423,                  deprovision.busy-is-422, FORBIDDEN
          """)
  void deprovision(
      String request, String state, String version, String answer, String id, Verdict verdict) {
    assertVerdict(verdict, request, instance(state), States.NEVER, version, answer, id);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # "201 Created MUST be returned if the Service Binding was created as a result"
          bind,  ready,    never,    2.17, 201,                  bind.created-is-201, ALLOWED
          bind,  ready,    never,    2.17, 200,                  bind.created-is-201, FORBIDDEN
          bind,  ready,    never,    2.17, 202,                  bind.created-is-201, ALLOWED
          bind-, ready,    never,    2.17, 202,                  async.no-202-unasked, FORBIDDEN
          # Before 2.14 binding is synchronous, whatever is asked for
          bind,  ready,    never,    2.13, 202,                  bind.synchronous-only, FORBIDDEN
          bind,  ready,    never,    2.13, 201,                  bind.synchronous-only, ALLOWED
          bind,  ready,    never,    2.14, 202,                  bind.synchronous-only, SILENT
          # "a re-sent PUT request MUST return a 202 Accepted, not a 200 OK"
          bind,  ready,    creating, 2.17, 202,                  bind.repeat-while-running-is-202, ALLOWED
          bind,  ready,    creating, 2.17, 200,                  bind.repeat-while-running-is-202, FORBIDDEN
          bind,  ready,    creating, 2.17, 422 ConcurrencyError, bind.repeat-while-running-is-202, TOLERATED
          bind*, ready,    creating, 2.17, 409,                  bind.other-parameters-conflict, ALLOWED
          bind*, ready,    creating, 2.17, 202,                  bind.other-parameters-conflict, TOLERATED
          bind*, ready,    creating, 2.17, 201,                  bind.other-parameters-conflict, FORBIDDEN
          bind*, ready,    creating, 2.14, 201,                  bind.other-parameters-conflict, SILENT
          # A-12, A-13, A-14 for bindings
          bind,  ready,    ready-a,  2.17, 200,                  bind.repeat-is-200, ALLOWED
          bind,  ready,    ready-a,  2.17, 409,                  bind.repeat-is-200, FORBIDDEN
          bind,  ready,    ready,    2.12, 201,                  bind.created-is-201, FORBIDDEN
          bind*, ready,    ready,    2.17, 409,                  bind.other-parameters-conflict, ALLOWED
          bind*, ready,    ready,    2.17, 200,                  bind.other-parameters-conflict, TOLERATED
          bind*, ready,    ready,    2.17, 201,                  bind.other-parameters-conflict, FORBIDDEN
          # A-16: no status is listed for an unknown instance
          bind,  never,    never,    2.17, 404,                  errors.failure-has-error-status, ALLOWED
          bind,  gone,     never,    2.17, 400,                  errors.failure-has-error-status, ALLOWED
          bind,  never,    never,    2.17, 201,                  errors.failure-has-error-status, FORBIDDEN
          bind,  never,    never,    2.17, 500,                  errors.failure-has-error-status, FORBIDDEN
          # "due to a concurrency issue ... MUST reject the request with 422 and ConcurrencyError"
          bind,  creating, never,    2.17, 422 ConcurrencyError, concurrency.refusal-is-concurrency-error, ALLOWED
          bind,  updating, never,    2.17, 422,                  concurrency.refusal-is-concurrency-error, FORBIDDEN
          bind,  updating, never,    2.17, 422 RequiresApp,      concurrency.refusal-is-concurrency-error, TOLERATED
          bind,  ready,    deleting, 2.17, 423,                  concurrency.refusal-is-concurrency-error, FORBIDDEN
          """)
  void bind(
      String request,
      String instance,
      String state,
      String version,
      String answer,
      String id,
      Verdict verdict) {
    assertVerdict(verdict, request, instance(instance), binding(state), version, answer, id);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # "410 Gone MUST be returned if the Service Binding does not exist"
          unbind,  ready,    never,    2.17, 410,                  unbind.unknown-is-410, ALLOWED
          unbind,  ready,    gone-a,   2.17, 404,                  unbind.unknown-is-410, FORBIDDEN
          unbind,  ready,    never,    2.17, 200,                  unbind.unknown-is-410, FORBIDDEN
          unbind,  updating, never,    2.17, 422 ConcurrencyError, unbind.unknown-is-410, TOLERATED
          # A-16
          unbind,  never,    never,    2.17, 404,                  errors.failure-has-error-status, ALLOWED
          unbind,  never,    never,    2.17, 410,                  errors.failure-has-error-status, ALLOWED
          unbind,  never,    never,    2.17, 200,                  errors.failure-has-error-status, FORBIDDEN
          unbind,  never,    never,    2.17, 500,                  errors.failure-has-error-status, FORBIDDEN
          # "200 OK MUST be returned if the Service Binding was deleted as a result of this request"
          unbind,  ready,    ready,    2.17, 200,                  unbind.deleted-is-200, ALLOWED
          unbind,  ready,    ready,    2.17, 202,                  unbind.deleted-is-200, ALLOWED
          unbind,  ready,    ready,    2.17, 204,                  unbind.deleted-is-200, FORBIDDEN
          unbind-, ready,    ready,    2.17, 202,                  async.no-202-unasked, FORBIDDEN
          # Before 2.14 unbinding is synchronous, whatever is asked for
          unbind,  ready,    ready,    2.13, 202,                  bind.synchronous-only, FORBIDDEN
          unbind,  ready,    ready,    2.13, 200,                  bind.synchronous-only, ALLOWED
          unbind,  ready,    ready,    2.14, 202,                  bind.synchronous-only, SILENT
          # "a re-sent DELETE request MUST return a 202 Accepted, not a 200 OK"
          unbind,  ready,    deleting, 2.17, 202,                  unbind.repeat-while-running-is-202, ALLOWED
          unbind,  ready,    deleting, 2.17, 200,                  unbind.repeat-while-running-is-202, FORBIDDEN
          # "if the Service Binding is being processed by some other operation"
          unbind,  ready,    creating, 2.17, 422 ConcurrencyError, unbind.busy-has-code, ALLOWED
          unbind,  ready,    creating, 2.17, 422,                  unbind.busy-has-code, FORBIDDEN
          unbind,  ready,    creating, 2.17, 404,                  unbind.busy-is-422, FORBIDDEN
          unbind,  ready,    creating, 2.17, 202,                  unbind.busy-is-422, SILENT
          """)
  void unbind(
      String request,
      String instance,
      String state,
      String version,
      String answer,
      String id,
      Verdict verdict) {
    assertVerdict(verdict, request, instance(instance), binding(state), version, answer, id);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # "404 MUST be returned if the instance does not exist or if a provisioning ... in progress"
          fetch,         never,    never,    2.17, 404,                  fetch-instance.unknown-is-404, ALLOWED
          fetch,         gone,     never,    2.17, 410,                  fetch-instance.unknown-is-404, FORBIDDEN
          fetch,         gone-a,   never,    2.17, 200,                  fetch-instance.unknown-is-404, FORBIDDEN
          fetch,         creating, never,    2.17, 404,                  fetch-instance.while-provisioning-is-404, ALLOWED
          fetch,         creating, never,    2.17, 200,                  fetch-instance.while-provisioning-is-404, FORBIDDEN
          fetch,         creating, never,    2.17, 422 ConcurrencyError, fetch-instance.while-provisioning-is-404, FORBIDDEN
          # "Service Brokers MUST support this endpoint ... available immediately after ... succeeded"
          fetch,         ready,    never,    2.17, 200,                  fetch-instance.offered-when-retrievable, ALLOWED
          fetch,         ready,    never,    2.17, 404,                  fetch-instance.offered-when-retrievable, FORBIDDEN
          fetch,         ready-a,  never,    2.17, 404,                  fetch-instance.works-after-provision, FORBIDDEN
          fetch,         ready-s,  never,    2.17, 404,                  fetch-instance.works-after-provision, SILENT
          fetch,         ready,    never,    2.17, 201,                  fetch-instance.success-is-200, FORBIDDEN
          # "422 MUST be returned if the Service Instance is being updated and ... cannot be fetched"
          fetch,         updating, never,    2.17, 200,                  fetch-instance.during-update-is-422, SILENT
          fetch,         updating, never,    2.17, 404,                  fetch-instance.during-update-is-422, FORBIDDEN
          fetch,         updating, never,    2.17, 422 ConcurrencyError, fetch-instance.during-update-has-code, ALLOWED
          fetch,         updating, never,    2.17, 422,                  fetch-instance.during-update-has-code, FORBIDDEN
          # "404 MUST be returned if the binding does not exist or if a binding operation is in progress"
          fetch binding, ready,    never,    2.17, 404,                  fetch-binding.unknown-is-404, ALLOWED
          fetch binding, ready,    gone-a,   2.17, 410,                  fetch-binding.unknown-is-404, FORBIDDEN
          fetch binding, never,    never,    2.17, 200,                  fetch-binding.unknown-is-404, FORBIDDEN
          fetch binding, ready,    creating, 2.17, 404,                  fetch-binding.while-binding-is-404, ALLOWED
          fetch binding, ready,    creating, 2.17, 200,                  fetch-binding.while-binding-is-404, FORBIDDEN
          # A-27: no concurrency answer is defined for the fetch of a binding
          fetch binding, ready,    creating, 2.17, 422 ConcurrencyError, fetch-binding.while-binding-is-404, TOLERATED
          fetch binding, ready,    creating, 2.17, 422,                  fetch-binding.while-binding-is-404, FORBIDDEN
          fetch binding, updating, ready,    2.17, 422 ConcurrencyError, fetch-binding.offered-when-retrievable, TOLERATED
          fetch binding, updating, ready,    2.17, 404,                  fetch-binding.offered-when-retrievable, FORBIDDEN
          fetch binding, ready,    ready,    2.17, 200,                  fetch-binding.offered-when-retrievable, ALLOWED
          fetch binding, ready,    ready,    2.17, 404,                  fetch-binding.offered-when-retrievable, FORBIDDEN
          fetch binding, ready,    ready-a,  2.17, 404,                  fetch-binding.works-after-bind, FORBIDDEN
          # What becomes of bindings when their instance is deleted is undefined
          fetch binding, deleting, ready-a,  2.17, 404,                  fetch-binding.offered-when-retrievable, SILENT
          fetch binding, unknown,  ready-a,  2.17, 404,                  fetch-binding.works-after-bind, SILENT
          """)
  void fetch(
      String request,
      String instance,
      String state,
      String version,
      String answer,
      String id,
      Verdict verdict) {
    assertVerdict(verdict, request, instance(instance), binding(state), version, answer, id);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # "404 Not Found MUST be returned if the Service Instance being polled does not exist"
          poll,         never,    never,    2.17, 404,               poll-instance.unknown-is-404, ALLOWED
          poll,         never,    never,    2.17, 410,               poll-instance.unknown-is-404, FORBIDDEN
          poll,         never,    never,    2.17, 200 succeeded,     poll-instance.unknown-is-404, FORBIDDEN
          # A-17: after a deletion 410, succeeded and 404 pass
          poll,         gone-a,   never,    2.17, 410,               poll-instance.unknown-is-404, SILENT
          poll,         gone-a,   never,    2.17, 404,               poll-instance.final-state-kept, SILENT
          poll,         gone,     never,    2.17, 404,               poll-instance.success-is-200, SILENT
          poll,         deleting, never,    2.17, 410,               poll-instance.success-is-200, SILENT
          poll,         deleting, never,    2.17, 404,               poll-instance.success-is-200, TOLERATED
          poll,         deleting, never,    2.17, 410,               poll-instance.no-410-for-create-or-update, SILENT
          # "200 OK MUST be returned upon successful processing of this request"
          poll,         creating, never,    2.17, 200 in progress,   poll-instance.success-is-200, ALLOWED
          poll,         creating, never,    2.17, 200 failed,        poll-instance.success-is-200, ALLOWED
          poll,         creating, never,    2.17, 404,               poll-instance.success-is-200, FORBIDDEN
          poll,         creating, never,    2.17, 202 in progress,   poll-instance.success-is-200, FORBIDDEN
          poll,         updating, never,    2.17, 404,               poll-instance.success-is-200, FORBIDDEN
          # "410 Gone: Appropriate only for asynchronous delete operations"
          poll,         creating, never,    2.17, 410,               poll-instance.no-410-for-create-or-update, FORBIDDEN
          poll,         updating, never,    2.17, 410,               poll-instance.no-410-for-create-or-update, FORBIDDEN
          poll,         ready-a,  never,    2.17, 410,               poll-instance.no-410-for-create-or-update, FORBIDDEN
          poll,         failed,   never,    2.17, 410,               poll-instance.no-410-for-create-or-update, FORBIDDEN
          poll,         undeleted, never,   2.17, 410,               poll-instance.no-410-for-create-or-update, SILENT
          # "SHOULD NOT forget the state of an operation immediately after returning"
          poll,         ready-a,  never,    2.17, 200 succeeded,     poll-instance.final-state-kept, ALLOWED
          poll,         ready-a,  never,    2.17, 404,               poll-instance.final-state-kept, FORBIDDEN
          poll,         failed,   never,    2.17, 404,               poll-instance.final-state-kept, FORBIDDEN
          poll,         creating, never,    2.17, 404,               poll-instance.final-state-kept, FORBIDDEN
          # A-18: polling what was made synchronously is undefined
          poll,         ready-s,  never,    2.17, 404,               poll-instance.final-state-kept, SILENT
          poll,         ready-s,  never,    2.17, 404,               poll-instance.success-is-200, SILENT
          poll,         ready-s,  never,    2.17, 200 succeeded,     poll-instance.success-is-200, SILENT
          # The same for bindings
          poll binding, never,    never,    2.17, 404,               poll-binding.unknown-is-404, ALLOWED
          poll binding, ready,    never,    2.17, 200 succeeded,     poll-binding.unknown-is-404, FORBIDDEN
          poll binding, ready,    creating, 2.17, 404,               poll-binding.success-is-200, FORBIDDEN
          poll binding, ready,    creating, 2.17, 410,               poll-binding.no-410-for-bind, FORBIDDEN
          poll binding, ready,    ready-a,  2.17, 410,               poll-binding.no-410-for-bind, FORBIDDEN
          poll binding, ready,    deleting, 2.17, 404,               poll-binding.success-is-200, TOLERATED
          poll binding, ready,    ready-a,  2.17, 404,               poll-binding.final-state-kept, FORBIDDEN
          poll binding, ready,    ready-s,  2.17, 404,               poll-binding.final-state-kept, SILENT
          poll binding, gone,     ready-a,  2.17, 404,               poll-binding.final-state-kept, SILENT
          poll binding, deleting, ready-a,  2.17, 404,               poll-binding.final-state-kept, SILENT
          """)
  void poll(
      String request,
      String instance,
      String state,
      String version,
      String answer,
      String id,
      Verdict verdict) {
    assertVerdict(verdict, request, instance(instance), binding(state), version, answer, id);
  }

  private static void assertVerdict(
      Verdict verdict,
      String request,
      ResourceState instance,
      ResourceState binding,
      String version,
      String answer,
      String id) {
    var situation = States.at(version(version), instance, binding, false);
    var expectation = Lifecycle.expect(situation, request(request));
    assertEquals(verdict, States.verdict(expectation, id, answer(answer)));
  }

  /** "If this parameter is not included ... MUST reject the request with a 422". */
  @ParameterizedTest
  @CsvSource({
    "provision-, never, never, provision, 201",
    "update-, ready, never, update, 200",
    "deprovision-, ready, never, deprovision, 200",
    "bind-, ready, never, bind, 201",
    "unbind-, ready, ready, unbind, 200",
  })
  void asynchronous_plan_asks_for_accepts_incomplete(
      String request, String instance, String binding, String area, int done) {
    var situation = States.at(ApiVersion.LATEST, instance(instance), binding(binding), true);
    var expectation = Lifecycle.expect(situation, request(request));
    var due = Answer.error(422, "AsyncRequired");
    assertEquals(List.of(due), expectation.preferred());
    assertEquals(Verdict.ALLOWED, States.verdict(expectation, area + ".async-required", due));
    for (var wrong : List.of(Answer.of(202), Answer.of(400), Answer.of(500))) {
      assertEquals(Verdict.FORBIDDEN, States.verdict(expectation, area + ".async-required", wrong));
    }
    assertEquals(
        Verdict.FORBIDDEN,
        States.verdict(expectation, area + ".async-required-has-code", Answer.of(422)));
    assertTrue(expectation.allows(Answer.of(done)), "perhaps it is quick this time");
    var asked = Lifecycle.expect(situation, request(request.replace("-", "")));
    assertEquals(Answer.of(202), asked.favourite());
  }

  @Test
  void work_nearby_is_another_reason_to_refuse() {
    var busy = Answer.error(422, "ConcurrencyError");
    var updating = States.at(ApiVersion.LATEST, instance("updating"), binding("ready"), true);
    assertTrue(Lifecycle.expect(updating, request("unbind-")).allows(busy));
    var idle = States.at(ApiVersion.LATEST, instance("ready"), binding("ready"), true);
    assertEquals(
        Verdict.FORBIDDEN,
        States.verdict(
            Lifecycle.expect(idle, request("unbind-")), "unbind.async-required-has-code", busy));
    var beside =
        new Situation(
            ApiVersion.LATEST,
            States.CATALOG,
            List.of(),
            instance("ready"),
            States.NEVER,
            true,
            true);
    for (var request : List.of("bind-", "update-", "deprovision-")) {
      assertTrue(Lifecycle.expect(beside, request(request)).allows(busy), request);
    }
  }

  @Test
  void a23_bind_beside_a_running_bind_is_refused_with_422() {
    var beside =
        new Situation(
            ApiVersion.LATEST,
            States.CATALOG,
            List.of(),
            instance("ready"),
            States.NEVER,
            false,
            true);
    var expectation = Lifecycle.expect(beside, States.BIND);
    var id = "bind.concurrent-bind-is-422";
    assertEquals(Verdict.ALLOWED, States.verdict(expectation, id, Answer.of(422)));
    assertEquals(Verdict.FORBIDDEN, States.verdict(expectation, id, Answer.of(409)));
    assertEquals(Verdict.SILENT, States.verdict(expectation, id, Answer.of(201)));
  }

  @Test
  void operations_on_bindings_never_take_their_time_before_2_14() {
    var situation = States.at(ApiVersion.V2_13, instance("ready"), States.NEVER, true);
    assertEquals(Answer.of(201), Lifecycle.expect(situation, States.BIND).favourite());
    var bound = States.at(ApiVersion.V2_13, instance("ready"), binding("ready"), true);
    assertEquals(Answer.of(200), Lifecycle.expect(bound, request("unbind-")).favourite());
  }

  @Test
  void busy_broker_names_the_code_since_2_14() {
    for (var version : ApiVersion.values()) {
      var situation = States.at(version, instance("deleting"), States.NEVER, false);
      var code = version.atLeast(ApiVersion.V2_14) ? "ConcurrencyError" : null;
      assertEquals(code, Lifecycle.expect(situation, States.UPDATE).favourite().error());
    }
  }

  @Test
  void fetch_is_judged_only_where_the_catalog_offers_it() {
    var situation =
        new Situation(
            ApiVersion.LATEST,
            new org.osbctl.spec.Catalog(
                org.osbctl.spec.Json.parse(
                        "{\"services\": [{\"id\": \"s\"}]}"
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .node()),
            List.of(),
            instance("ready"),
            binding("ready"),
            false,
            false);
    for (var request : List.of(States.FETCH, States.FETCH_BINDING)) {
      var expectation = Lifecycle.expect(situation, request);
      assertEquals(List.of(), expectation.clauses());
      assertEquals(Answer.of(404), expectation.favourite());
    }
  }

  @Test
  void catalog_is_answered_200_or_not_modified() {
    var expectation =
        Lifecycle.expect(States.at(States.NEVER, States.NEVER), new Operation.GetCatalog());
    assertEquals(Answer.of(200), expectation.favourite());
    assertTrue(expectation.allows(Answer.of(304)));
    assertEquals(
        Verdict.FORBIDDEN, States.verdict(expectation, "catalog.success-is-200", Answer.of(204)));
  }

  @Test
  void expectations_read_well() {
    var expectation = Lifecycle.expect(States.at(States.NEVER, States.NEVER), States.PROVISION);
    assertEquals("201 or 202", expectation.clauses().getFirst().expected());
    assertEquals(
        "200, 422 ConcurrencyError or any 4xx",
        AnswerPattern.words(
            List.of(
                AnswerPattern.status(200),
                AnswerPattern.error(422, "ConcurrencyError"),
                AnswerPattern.CLIENT_ERROR)));
    assertEquals("a refusal", AnswerPattern.NO_SUCCESS.toString());
    assertEquals("200 \"in progress\"", AnswerPattern.state("in progress").toString());
    assertEquals("200 failed", Answer.state("failed").toString());
  }
}
