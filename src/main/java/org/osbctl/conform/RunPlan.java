package org.osbctl.conform;

import java.util.List;

/**
 * What a run will do, known before it does anything.
 *
 * @param lanes the plans to create service instances of; empty in a quick run
 * @param instancesEach how many instances a lane creates on a conformant broker
 * @param bindingsEach how many bindings a lane creates of a bindable plan
 */
public record RunPlan(List<LanePlan> lanes, int instancesEach, int bindingsEach) {
  public RunPlan {
    lanes = List.copyOf(lanes);
  }

  /** The lanes whose plan says that instances cost money. */
  public List<LanePlan> costly() {
    return lanes.stream().filter(lane -> !lane.plan().free()).toList();
  }

  /** How many service instances will be created at most on a conformant broker. */
  public int instances() {
    return lanes.size() * instancesEach;
  }

  /** How many service bindings will be created at most on a conformant broker. */
  public int bindings() {
    return (int) lanes.stream().filter(lane -> lane.plan().bindable()).count() * bindingsEach;
  }
}
