package org.osbctl.lifecycle;

import static org.osbctl.lifecycle.Sentences.assertVerdict;
import static org.osbctl.lifecycle.Sentences.instance;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.lifecycle.Clause.Verdict;

/** The sentences on provision, update and deprovision, one line each. */
class InstanceAnswersTest {
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
  void answer_is_judged_by_the_sentence(
      String request, String state, String version, String answer, String id, Verdict verdict) {
    assertVerdict(verdict, request, instance(state), States.NEVER, version, answer, id);
  }
}
