package org.osbctl.lifecycle;

/**
 * Something wrong with a request, seen from the request and the catalog alone.
 *
 * @param kind what is wrong
 * @param what the member, header or parameter it is about, in words
 */
public record Defect(Kind kind, String what) {
  /** What can be wrong with a request. */
  public enum Kind {
    CREDENTIALS_WRONG,
    VERSION_MISSING,
    VERSION_UNSUPPORTED,
    CONTENT_TYPE_WRONG,
    BODY_MALFORMED,
    MEMBER_MISSING,
    MEMBER_INVALID,
    SERVICE_UNKNOWN,
    PLAN_UNKNOWN,
    PARAMETERS_INVALID,
    MAINTENANCE_STALE,
    HINT_MISMATCH,
    NOT_BINDABLE,
    PLAN_CHANGE_UNSUPPORTED
  }

  @Override
  public String toString() {
    return what;
  }
}
