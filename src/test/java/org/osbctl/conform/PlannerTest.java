package org.osbctl.conform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osbctl.client.WaitLimits;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

class PlannerTest {
  private static final Catalog CATALOG =
      new Catalog(
          Json.parse(
                  """
                  {"services": [
                    {"id": "s1", "name": "db", "bindable": true, "plans": [
                      {"id": "p1", "name": "large", "free": false},
                      {"id": "p2", "name": "small"},
                      {"id": "p3", "name": "tiny"}]},
                    {"id": "s2", "name": "mail", "plans": [
                      {"id": "p4", "name": "large", "free": false}]},
                    {"id": "s3", "name": "empty", "plans": []}]}\
                  """
                      .getBytes(UTF_8))
              .node());

  private static RunOptions options(
      List<String> offerings, List<String> plans, boolean all, Map<String, JsonNode> parameters) {
    return new RunOptions(false, offerings, plans, all, parameters, 1, WaitLimits.DEFAULT);
  }

  private static List<String> chosen(List<String> offerings, List<String> plans, boolean all) {
    return Planner.plan(CATALOG, options(offerings, plans, all, Map.of())).lanes().stream()
        .map(LanePlan::name)
        .toList();
  }

  @Test
  void one_plan_of_each_offering_and_a_free_one_if_there_is() {
    assertEquals(List.of("db/small", "mail/large"), chosen(List.of(), List.of(), false));
  }

  @Test
  void offering_is_chosen_by_name_or_id() {
    assertEquals(List.of("mail/large"), chosen(List.of("mail"), List.of(), false));
    assertEquals(List.of("db/small"), chosen(List.of("s1"), List.of(), false));
    assertEquals(List.of(), chosen(List.of("nobody"), List.of(), false));
  }

  @Test
  void plan_is_chosen_by_name_id_or_both_names() {
    assertEquals(List.of("db/large", "mail/large"), chosen(List.of(), List.of("large"), false));
    assertEquals(List.of("db/large"), chosen(List.of(), List.of("p1"), false));
    assertEquals(List.of("mail/large"), chosen(List.of(), List.of("mail/large"), false));
    assertEquals(List.of("db/large"), chosen(List.of("db"), List.of("large"), false));
    assertEquals(
        List.of("db/large", "db/tiny"), chosen(List.of(), List.of("p3", "db/large"), false));
  }

  @Test
  void all_plans_are_all() {
    assertEquals(
        List.of("db/large", "db/small", "db/tiny", "mail/large"),
        chosen(List.of(), List.of(), true));
  }

  @Test
  void quick_run_has_no_lanes() {
    var quick = new RunOptions(true, List.of(), List.of(), true, Map.of(), 1, WaitLimits.DEFAULT);
    var plan = Planner.plan(CATALOG, quick);
    assertEquals(List.of(), plan.lanes());
    assertEquals(0, plan.instances());
    assertEquals(0, plan.bindings());
  }

  @Test
  void costly_plans_and_bindings_are_counted() {
    var plan = Planner.plan(CATALOG, options(List.of(), List.of(), true, Map.of()));
    assertEquals(
        List.of("db/large", "mail/large"), plan.costly().stream().map(LanePlan::name).toList());
    assertTrue(plan.instances() >= 4, "one of each plan at least");
    assertTrue(plan.bindings() >= 3, "one of each bindable plan at least");
    var mail = Planner.plan(CATALOG, options(List.of("mail"), List.of(), true, Map.of()));
    assertEquals(0, mail.bindings());
  }

  @Test
  void other_plan_is_another_one_of_the_offering() {
    var plan = Planner.plan(CATALOG, options(List.of(), List.of("p1", "p4"), false, Map.of()));
    assertEquals("p2", plan.lanes().getFirst().other().orElseThrow().id());
    assertTrue(plan.lanes().getLast().other().isEmpty());
  }

  @Test
  void parameters_belong_to_the_plan_they_name() {
    var size = Json.object().put("size", 3);
    for (var name : List.of("small", "p2", "db/small")) {
      var plan = Planner.plan(CATALOG, options(List.of(), List.of(), false, Map.of(name, size)));
      assertEquals(size, plan.lanes().getFirst().parameters().provision().first());
      assertTrue(plan.lanes().getLast().parameters().provision().first().isMissingNode());
    }
  }

  @Test
  void unknown_names_are_told() {
    var options =
        options(List.of("db", "nobody"), List.of("small", "db/p2", "mail/small"), false, Map.of());
    assertEquals(List.of("nobody", "db/p2", "mail/small"), Planner.unknown(CATALOG, options));
  }
}
