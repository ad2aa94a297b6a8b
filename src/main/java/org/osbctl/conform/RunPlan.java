package org.osbctl.conform;

import java.util.List;

/**
 * What a run will do, known before it does anything.
 *
 * @param lanes the plans to create service instances of; empty in a quick run
 */
public record RunPlan(List<LanePlan> lanes) {
  public RunPlan {
    lanes = List.copyOf(lanes);
  }

  /** The lanes whose plan says that instances cost money. */
  public List<LanePlan> costly() {
    return lanes.stream().filter(lane -> !lane.plan().free()).toList();
  }

  /** How many service instances will be created at most on a conformant broker. */
  public int instances() {
    return lanes.stream().mapToInt(LanePlan::instances).sum();
  }

  /** How many service bindings will be created at most on a conformant broker. */
  public int bindings() {
    return lanes.stream().mapToInt(LanePlan::bindings).sum();
  }
}
