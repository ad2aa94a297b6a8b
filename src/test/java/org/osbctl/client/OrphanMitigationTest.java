package org.osbctl.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.osbctl.http.Exchange;
import org.osbctl.http.TransportFailure;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.OperationKind;
import org.osbctl.operation.Query;
import org.osbctl.operation.Requests;
import org.osbctl.samples.Exchanges;
import org.osbctl.spec.ApiVersion;

/**
 * The tables of "Orphans" (2.11 to 2.14) and "Orphan Mitigation" (since 2.15). The older ones name
 * no operations; their text speaks of resources one cannot be sure were created, so an update never
 * calls for a delete.
 */
class OrphanMitigationTest {
  private static final Operation ANY = Requests.deprovision("i", "s", "p");

  /** Which operations call for a clean-up: {@code none}, {@code creates}, {@code all}. */
  private static Set<OperationKind> kinds(String words) {
    return switch (words) {
      case "none" -> EnumSet.noneOf(OperationKind.class);
      case "creates" -> EnumSet.of(OperationKind.PROVISION, OperationKind.BIND);
      case "all" ->
          EnumSet.of(
              OperationKind.PROVISION,
              OperationKind.BIND,
              OperationKind.DEPROVISION,
              OperationKind.UNBIND);
      case "updates, too" ->
          EnumSet.of(
              OperationKind.PROVISION,
              OperationKind.UPDATE,
              OperationKind.BIND,
              OperationKind.DEPROVISION,
              OperationKind.UNBIND);
      default -> throw new IllegalArgumentException(words);
    };
  }

  private static Set<OperationKind> due(ApiVersion version, Exchange exchange) {
    var due = EnumSet.noneOf(OperationKind.class);
    for (var kind : OperationKind.values()) {
      if (OrphanMitigation.isDue(version, kind, exchange)) {
        due.add(kind);
      }
    }
    return due;
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # status, body,      2.11,    2.12,    2.13,    2.14,    2.15,    2.16,    2.17
          200,      {},        none,    none,    none,    none,    none,    none,    none
          200,      garbage,   none,    none,    none,    none,    none,    none,    none
          201,      {},        none,    none,    none,    none,    none,    none,    none
          201,      garbage,   creates, creates, creates, creates, creates, creates, creates
          201,      [],        creates, creates, creates, creates, creates, creates, creates
          202,      {},        none,    none,    none,    none,    none,    none,    none
          202,      garbage,   none,    none,    none,    none,    none,    none,    creates
          202,      '',        none,    none,    none,    none,    none,    none,    creates
          203,      {},        all,     all,     all,     all,     all,     all,     all
          204,      '',        all,     all,     all,     all,     all,     all,     all
          299,      garbage,   all,     all,     all,     all,     all,     all,     all
          302,      '',        none,    none,    none,    none,    none,    none,    none
          400,      {},        none,    none,    none,    none,    none,    none,    none
          401,      garbage,   none,    none,    none,    none,    none,    none,    none
          404,      {},        none,    none,    none,    none,    none,    none,    none
          408,      '',        all,     all,     all,     none,    none,    none,    none
          409,      {},        none,    none,    none,    none,    none,    none,    none
          410,      {},        none,    none,    none,    none,    none,    none,    none
          422,      {},        none,    none,    none,    none,    none,    none,    none
          429,      '',        none,    none,    none,    none,    none,    none,    none
          500,      {},        all,     all,     all,     all,     all,     all,     all
          503,      garbage,   all,     all,     all,     all,     all,     all,     all
          599,      '',        all,     all,     all,     all,     all,     all,     all
          """)
  void answers(
      int status,
      String body,
      String v11,
      String v12,
      String v13,
      String v14,
      String v15,
      String v16,
      String v17) {
    var exchange = Exchanges.answered(ANY, status, body);
    var expected = List.of(v11, v12, v13, v14, v15, v16, v17).iterator();
    for (var version : ApiVersion.values()) {
      assertEquals(kinds(expected.next()), due(version, exchange), () -> status + " at " + version);
    }
  }

  @ParameterizedTest
  @EnumSource(ApiVersion.class)
  void timeout_calls_for_a_clean_up(ApiVersion version) {
    var expected = version.before(ApiVersion.V2_15) ? "all" : "creates";
    for (var kind :
        EnumSet.of(
            TransportFailure.Kind.TIMEOUT,
            TransportFailure.Kind.DISCONNECTED,
            TransportFailure.Kind.NOT_HTTP,
            TransportFailure.Kind.TOO_LARGE,
            TransportFailure.Kind.ENDLESS_HEAD,
            TransportFailure.Kind.OUT_OF_MEMORY,
            TransportFailure.Kind.INTERRUPTED)) {
      assertEquals(kinds(expected), due(version, Exchanges.failed(ANY, kind)), kind::toString);
    }
  }

  @ParameterizedTest
  @EnumSource(ApiVersion.class)
  void request_that_reached_nobody_leaves_nothing(ApiVersion version) {
    for (var kind :
        EnumSet.of(
            TransportFailure.Kind.UNKNOWN_HOST,
            TransportFailure.Kind.REFUSED,
            TransportFailure.Kind.UNREACHABLE,
            TransportFailure.Kind.TLS)) {
      assertEquals(kinds("none"), due(version, Exchanges.failed(ANY, kind)), kind::toString);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "V2_11, none",
    "V2_12, none",
    "V2_13, none",
    "V2_14, 'updates, too'",
    "V2_15, all",
    "V2_16, all",
    "V2_17, all"
  })
  void failed_operation_calls_for_a_clean_up(ApiVersion version, String expected) {
    var due = EnumSet.noneOf(OperationKind.class);
    for (var kind : OperationKind.values()) {
      if (OrphanMitigation.isDueAfterFailed(version, kind)) {
        due.add(kind);
      }
    }
    assertEquals(kinds(expected), due);
  }

  @Test
  void concurrency_error_never_calls_for_a_clean_up() {
    var exchange = Exchanges.answered(ANY, 422, "{\"error\": \"ConcurrencyError\"}");
    for (var version : ApiVersion.values()) {
      assertEquals(kinds("none"), due(version, exchange));
    }
  }

  @Test
  void broken_poll_never_calls_for_a_clean_up() {
    var poll = new PollInstance("i", Query.NONE);
    var exchange = Exchanges.failed(poll, TransportFailure.Kind.TIMEOUT);
    for (var version : ApiVersion.values()) {
      assertFalse(OrphanMitigation.isDue(version, poll.kind(), exchange));
    }
  }
}
