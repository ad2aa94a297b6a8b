package org.osbctl.rules;

import java.util.List;

/** All rules besides those of the lifecycle. */
public final class RuleBook {
  private RuleBook() {}

  /** The rules of the specification. */
  public static List<Rule> standard() {
    return List.of();
  }
}
