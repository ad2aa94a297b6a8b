package org.osbctl.lifecycle;

import static org.osbctl.lifecycle.Sentences.assertVerdict;
import static org.osbctl.lifecycle.Sentences.binding;
import static org.osbctl.lifecycle.Sentences.instance;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.lifecycle.Clause.Verdict;

/** The sentences on the fetch of service instances and service bindings, one line each. */
class FetchAnswersTest {
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
}
