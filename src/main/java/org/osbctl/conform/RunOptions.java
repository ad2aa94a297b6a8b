package org.osbctl.conform;

import java.util.List;
import java.util.Map;
import org.osbctl.client.WaitLimits;
import tools.jackson.databind.JsonNode;

/**
 * What to run.
 *
 * @param quick whether to send only what creates nothing
 * @param offerings names or ids of the offerings to take; empty takes all
 * @param plans names, ids or OFFERING/PLAN of the plans to take; empty takes one of each offering
 * @param allPlans whether to take every plan
 * @param parameters provision parameters by plan name, plan id or OFFERING/PLAN
 * @param jobs how many plans to work on at the same time
 * @param waiting how to wait for last operations
 * @param selection which requirements to judge
 * @param maxFailures after how many failed requirements to stop; 0 for never
 * @param keepOnFailure whether a lane stops at its first failure and leaves what it has created
 * @param seed what ids and generated values are made from
 */
public record RunOptions(
    boolean quick,
    List<String> offerings,
    List<String> plans,
    boolean allPlans,
    Map<String, JsonNode> parameters,
    int jobs,
    WaitLimits waiting,
    Selection selection,
    int maxFailures,
    boolean keepOnFailure,
    long seed) {
  public RunOptions {
    offerings = List.copyOf(offerings);
    plans = List.copyOf(plans);
    parameters = Map.copyOf(parameters);
  }

  /** Options that judge everything, stop at nothing, and make ids that no other run has made. */
  public RunOptions(
      boolean quick,
      List<String> offerings,
      List<String> plans,
      boolean allPlans,
      Map<String, JsonNode> parameters,
      int jobs,
      WaitLimits waiting) {
    this(
        quick,
        offerings,
        plans,
        allPlans,
        parameters,
        jobs,
        waiting,
        Selection.ALL,
        0,
        false,
        new java.util.Random().nextLong());
  }

  /** These options with another selection. */
  public RunOptions withSelection(Selection other) {
    return new RunOptions(
        quick,
        offerings,
        plans,
        allPlans,
        parameters,
        jobs,
        waiting,
        other,
        maxFailures,
        keepOnFailure,
        seed);
  }

  /** These options with another end at failures. */
  public RunOptions withFailures(int most, boolean keep) {
    return new RunOptions(
        quick, offerings, plans, allPlans, parameters, jobs, waiting, selection, most, keep, seed);
  }

  /** These options with another seed. */
  public RunOptions withSeed(long other) {
    return new RunOptions(
        quick,
        offerings,
        plans,
        allPlans,
        parameters,
        jobs,
        waiting,
        selection,
        maxFailures,
        keepOnFailure,
        other);
  }
}
