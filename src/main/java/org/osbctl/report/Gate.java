package org.osbctl.report;

import java.util.Locale;
import org.osbctl.conform.Verdict;

/** What fails a run. */
public enum Gate {
  /** Violations of MUST and MUST NOT. */
  MUST,
  /** Those, and violations of SHOULD and SHOULD NOT. */
  SHOULD;

  /** Whether a requirement with this verdict is violated as far as the gate goes. */
  public boolean fails(Verdict verdict) {
    return verdict == Verdict.FAILED || (this == SHOULD && verdict == Verdict.WARNED);
  }

  /** As it is written on a command line: {@code must}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
