package org.osbctl.lifecycle;

import static org.osbctl.lifecycle.Sentences.assertVerdict;
import static org.osbctl.lifecycle.Sentences.binding;
import static org.osbctl.lifecycle.Sentences.instance;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.lifecycle.Clause.Verdict;

/** The sentences on bind and unbind, one line each. */
class BindingAnswersTest {
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
  void answer_is_judged_by_the_sentence(
      String request,
      String instance,
      String state,
      String version,
      String answer,
      String id,
      Verdict verdict) {
    assertVerdict(verdict, request, instance(instance), binding(state), version, answer, id);
  }
}
