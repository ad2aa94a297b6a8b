package org.osbctl.conform;

import java.util.List;

/**
 * A sequence of requests that visits situations which ordinary traffic does not. It asserts
 * nothing: whatever comes back, the rules judge it.
 *
 * @param name words, for reports of what was blocked
 * @param aims patterns of the requirements it sends something for, besides those that any exchange
 *     may be about; they stay unjudged when it is blocked
 * @param part what it is for its lane
 * @param instances how many service instances it creates at most on a conformant broker
 * @param bindings how many service bindings it creates at most on a conformant broker
 * @param script what it sends
 */
record Scenario(
    String name, List<String> aims, Part part, int instances, int bindings, Script script) {
  /** What a scenario sends. */
  @FunctionalInterface
  interface Script {
    void drive(Drive drive) throws Blocked;
  }

  /** Whether others need what it does. */
  enum Part {
    /** It makes, or takes away, what all others of its lane work on. */
    FRAME,
    /** Nothing depends on it. */
    OWN
  }

  Scenario {
    aims = List.copyOf(aims);
  }

  /** A scenario that creates nothing and on which nothing depends. */
  Scenario(String name, List<String> aims, Script script) {
    this(name, aims, Part.OWN, 0, 0, script);
  }

  /** The same as a part of the frame of its lane. */
  Scenario framing() {
    return new Scenario(name, aims, Part.FRAME, instances, bindings, script);
  }

  /** The same, which creates something. */
  Scenario creating(int newInstances, int newBindings) {
    return new Scenario(name, aims, part, newInstances, newBindings, script);
  }

  /** Whether it sends something for a requirement in particular. */
  boolean aimsAt(String requirement) {
    return aims.stream().anyMatch(pattern -> Selection.matches(pattern, requirement));
  }
}
