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
 */
public record RunOptions(
    boolean quick,
    List<String> offerings,
    List<String> plans,
    boolean allPlans,
    Map<String, JsonNode> parameters,
    int jobs,
    WaitLimits waiting) {
  public RunOptions {
    offerings = List.copyOf(offerings);
    plans = List.copyOf(plans);
    parameters = Map.copyOf(parameters);
  }
}
