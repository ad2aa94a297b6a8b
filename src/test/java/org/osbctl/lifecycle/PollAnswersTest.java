package org.osbctl.lifecycle;

import static org.osbctl.lifecycle.Sentences.assertVerdict;
import static org.osbctl.lifecycle.Sentences.binding;
import static org.osbctl.lifecycle.Sentences.instance;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.lifecycle.Clause.Verdict;

/** The sentences on the last operation, one line each. */
class PollAnswersTest {
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
}
