package org.osbctl.conform;

import java.util.List;

/**
 * A sequence of requests that visits situations which ordinary traffic does not. It asserts
 * nothing: whatever comes back, the rules judge it.
 *
 * @param name words, for reports of what was blocked
 * @param aims patterns of the requirements it sends something for, besides those that any exchange
 *     may be about
 * @param carries patterns of the requirements that other scenarios can send something for only
 *     after this one
 * @param part what it is for its lane
 * @param instances how many service instances it creates at most on a conformant broker
 * @param bindings how many service bindings it creates at most on a conformant broker
 * @param script what it sends
 */
record Scenario(
    String name,
    List<String> aims,
    List<String> carries,
    Part part,
    int instances,
    int bindings,
    Script script) {
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
    carries = List.copyOf(carries);
  }

  /** A scenario that creates nothing and on which nothing depends. */
  Scenario(String name, List<String> aims, Script script) {
    this(name, aims, List.of(), Part.OWN, 0, 0, script);
  }

  /** The same as a part of the frame of its lane. */
  Scenario framing() {
    return new Scenario(name, aims, carries, Part.FRAME, instances, bindings, script);
  }

  /** The same, which creates something. */
  Scenario creating(int newInstances, int newBindings) {
    return new Scenario(name, aims, carries, part, newInstances, newBindings, script);
  }

  /** The same, on which scenarios for these requirements depend. */
  Scenario carrying(String... patterns) {
    return new Scenario(name, aims, List.of(patterns), part, instances, bindings, script);
  }

  /** Whether a requirement stays unjudged when this is blocked. */
  boolean bears(String requirement) {
    return aimsAt(requirement)
        || carries.stream().anyMatch(pattern -> Selection.matches(pattern, requirement));
  }

  /** Whether it sends something for a requirement in particular. */
  boolean aimsAt(String requirement) {
    return aims.stream().anyMatch(pattern -> Selection.matches(pattern, requirement));
  }
}
