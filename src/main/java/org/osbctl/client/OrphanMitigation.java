package org.osbctl.client;

import org.osbctl.http.Exchange;
import org.osbctl.http.Outcome;
import org.osbctl.http.TransportFailure;
import org.osbctl.operation.OperationKind;
import org.osbctl.spec.ApiVersion;

/**
 * Whether an unclear answer calls for a clean-up, by the table of the chosen version (spec 2.17,
 * "Orphan Mitigation", and its older forms).
 */
public final class OrphanMitigation {
  private OrphanMitigation() {}

  /** Whether the resource should be deleted after this outcome of an operation. */
  public static boolean isDue(ApiVersion version, OperationKind kind, Exchange exchange) {
    return switch (exchange.outcome()) {
      case Outcome.Failed failed -> isDueAfter(version, kind, failed.failure());
      case Outcome.Answered answered -> {
        var response = answered.response();
        yield isDueAfter(version, kind, response.status(), response.body().json().isObject());
      }
    };
  }

  private static boolean isDueAfter(
      ApiVersion version, OperationKind kind, TransportFailure failure) {
    return switch (failure.kind()) {
      // Nothing reached the broker.
      case UNKNOWN_HOST, REFUSED, UNREACHABLE, TLS, PROXY -> false;
      case TIMEOUT,
          DISCONNECTED,
          NOT_HTTP,
          TOO_LARGE,
          ENDLESS_HEAD,
          OUT_OF_MEMORY,
          INTERRUPTED,
          OTHER ->
          version.before(ApiVersion.V2_15) ? cleansUp(kind) : creates(kind);
    };
  }

  private static boolean isDueAfter(
      ApiVersion version, OperationKind kind, int status, boolean wellFormed) {
    return switch (status) {
      case 200 -> false;
      case 201 -> !wellFormed && creates(kind);
      case 202 -> !wellFormed && creates(kind) && version.atLeast(ApiVersion.V2_17);
      case 408 -> cleansUp(kind) && version.before(ApiVersion.V2_14);
      default -> cleansUp(kind) && ((status > 202 && status < 300) || status >= 500);
    };
  }

  private static boolean creates(OperationKind kind) {
    return kind == OperationKind.PROVISION || kind == OperationKind.BIND;
  }

  /**
   * Updates never leave orphans: the older tables name no operations, but their text speaks of
   * "resources it cannot be sure were successfully created".
   */
  private static boolean cleansUp(OperationKind kind) {
    return kind.mutates() && kind != OperationKind.UPDATE;
  }

  /** Whether the resource should be deleted after its last operation ended as failed. */
  public static boolean isDueAfterFailed(ApiVersion version, OperationKind kind) {
    if (version.before(ApiVersion.V2_14)) {
      return false;
    }
    return version == ApiVersion.V2_14
        ? kind.mutates()
        : kind.mutates() && kind != OperationKind.UPDATE;
  }
}
