package org.osbctl.spec;

/**
 * The values of the member {@code error} that the specification defines (spec 2.17, "Error Codes").
 */
public final class ErrorCode {
  /** The plan works asynchronously only and the request did not allow it. */
  public static final String ASYNC_REQUIRED = "AsyncRequired";

  /** Another operation on the resource is running; since 2.14. */
  public static final String CONCURRENCY_ERROR = "ConcurrencyError";

  /** The binding needs an application. */
  public static final String REQUIRES_APP = "RequiresApp";

  /** The maintenance info sent is not the catalog's; since 2.15. */
  public static final String MAINTENANCE_INFO_CONFLICT = "MaintenanceInfoConflict";

  private ErrorCode() {}
}
