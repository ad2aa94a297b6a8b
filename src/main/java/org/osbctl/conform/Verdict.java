package org.osbctl.conform;

import java.util.Locale;

/** What a run says of a requirement. */
public enum Verdict {
  /** A MUST or MUST NOT is violated. */
  FAILED,
  /** It could not be judged: the broker failed a request it should be able to serve. */
  BLOCKED,
  /** A SHOULD or SHOULD NOT is violated. */
  WARNED,
  /** Violated, but a waiver says why that is accepted for now. */
  WAIVED,
  /** A permission was not used, or a choice was made that the text leaves open. */
  INFO,
  /** Seen at least once, and met every time. */
  PASSED,
  /** Nothing in this run was about it. */
  SKIPPED;

  /** As it stands in reports: {@code failed}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
