package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.ObjectNode;

/** A catalog may be as large as a broker likes. */
class RuleBookTimeTest {
  @Test
  void catalog_of_ten_thousand_plans_is_judged_quickly() {
    var catalog = (ObjectNode) Dialogue.json(Samples.CATALOG).deepCopy();
    var offering = (ObjectNode) catalog.at("/services/0").deepCopy();
    var plan = (ObjectNode) offering.at("/plans/0").deepCopy();
    var plans = offering.putArray("plans");
    for (int i = 0; i < 10_000; i++) {
      plans.add(
          plan.deepCopy()
              .put("id", "d3031751-1111-4222-8333-%012d".formatted(i))
              .put("name", "plan-" + i));
    }
    catalog.withArray("services").removeAll().add(offering);
    var body = Json.text(catalog);
    var dialogue = Dialogue.at("2.17");
    dialogue.hears(Dialogue.CATALOG, 200, Samples.CATALOG);
    var clock = ManagementFactory.getThreadMXBean();
    var start = clock.getCurrentThreadCpuTime();
    var said = dialogue.hears(Dialogue.CATALOG, 200, body);
    var taken = Duration.ofNanos(clock.getCurrentThreadCpuTime() - start);
    assertEquals(List.of(), Dialogue.violations(said));
    assertTrue(
        taken.compareTo(Duration.ofSeconds(3)) < 0, () -> "took " + taken + " of a processor");
  }
}
