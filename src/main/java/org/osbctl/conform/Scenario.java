package org.osbctl.conform;

import java.util.List;

/**
 * A sequence of requests that visits situations which ordinary traffic does not. It asserts
 * nothing: whatever comes back, the rules judge it.
 *
 * @param name words, for reports of what was blocked
 * @param areas the areas of requirements that stay unjudged when it is blocked
 * @param script what it sends
 */
record Scenario(String name, List<String> areas, Script script) {
  /** What a scenario sends. */
  @FunctionalInterface
  interface Script {
    void drive(Drive drive) throws Blocked;
  }

  Scenario {
    areas = List.copyOf(areas);
  }
}
