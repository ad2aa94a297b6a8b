package org.osbctl.selftest;

import java.util.Map;

/** Requirements with a rule that no fault makes a conformance run report, each with the reason. */
final class Unreached {
  /** What no fault can violate. */
  static final Map<String, String> BY_ITS_NATURE =
      Map.of(
          "auth.tls-and-authentication",
          "how the mock listens, not what it answers; WithoutTlsTest shows it",
          "auth.tls-required",
          "how the mock listens, not what it answers; WithoutTlsTest shows it",
          "bind.bindable-declared",
          "A-29: the rule tells of it, and blames nobody");

  /** What a fault violates, and no scenario visits yet. */
  static final Map<String, String> BY_SCENARIOS = Map.of();

  private Unreached() {}
}
