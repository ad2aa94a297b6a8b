package org.osbctl.cli.conform;

import java.util.List;
import org.osbctl.cli.io.Output.Table;
import org.osbctl.conform.LanePlan;
import org.osbctl.conform.RunPlan;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** What a conformance run will create, told before it does. */
record RunPreview(RunPlan plan, boolean quick) {
  private static final int MOST_NAMED = 3;

  /** In one line. */
  String line() {
    if (quick) {
      return "quick run: nothing will be created";
    }
    if (plan.lanes().isEmpty()) {
      return "no plan is selected: nothing will be created";
    }
    return "will create and delete up to "
        + plan.instances()
        + " service instances and "
        + plan.bindings()
        + " service bindings of "
        + plans();
  }

  private String plans() {
    return plan.lanes().size() <= MOST_NAMED
        ? String.join(", ", names())
        : plan.lanes().size() + " plans; --dry-run lists them";
  }

  /** The plans as {@code SERVICE/PLAN}. */
  List<String> names() {
    return plan.lanes().stream().map(LanePlan::name).toList();
  }

  Table table() {
    var table = Table.of("SERVICE", "PLAN", "FREE");
    for (var lane : plan.lanes()) {
      var free = lane.plan().free() ? "yes" : "no";
      table.row(lane.plan().offering().name(), lane.plan().name(), free);
    }
    return table;
  }

  JsonNode document() {
    var document =
        Json.object()
            .put("apiVersion", "osbctl/v1")
            .put("kind", "ConformancePlan")
            .put("instances", plan.instances())
            .put("bindings", plan.bindings());
    var plans = document.putArray("plans");
    for (var lane : plan.lanes()) {
      plans
          .addObject()
          .put("service", lane.plan().offering().name())
          .put("plan", lane.plan().name())
          .put("free", lane.plan().free());
    }
    return document;
  }
}
