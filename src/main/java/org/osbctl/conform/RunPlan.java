package org.osbctl.conform;

import java.util.ArrayList;
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

  /**
   * The part of the plan that one of several runs takes: lanes in turn, in the order of the
   * catalog, so that every run that sees the same catalog divides it alike.
   *
   * @param index which of them, from 1
   * @param count how many there are
   */
  public RunPlan shard(int index, int count) {
    var mine = new ArrayList<LanePlan>();
    for (int i = index - 1; i < lanes.size(); i += count) {
      mine.add(lanes.get(i));
    }
    return new RunPlan(mine);
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
