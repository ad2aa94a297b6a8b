package org.osbctl.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.osbctl.lifecycle.Attributes.Likeness;
import org.osbctl.operation.Requests;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.StringNode;

class AttributesTest {

  @Test
  void same_body_is_the_same_request_whatever_it_accepts() {
    assertEquals(Likeness.SAME, States.MADE.compare(States.PROVISION));
    assertEquals(
        Likeness.SAME,
        States.MADE.compare(
            (org.osbctl.operation.Operation.WithBody) States.unasked(States.PROVISION)));
  }

  @Test
  void other_plan_and_other_parameters_count() {
    assertEquals(Likeness.DIFFERENT_PLAN, States.MADE.compare(States.otherPlan(States.PROVISION)));
    assertEquals(
        Likeness.DIFFERENT_PLAN,
        States.MADE.compare(States.PROVISION.with("service_id", StringNode.valueOf("t"))));
    assertEquals(
        Likeness.DIFFERENT_PARAMETERS,
        States.MADE.compare(States.otherParameters(States.PROVISION)));
  }

  @Test
  void a14_other_context_may_count_or_not() {
    assertEquals(Likeness.UNCLEAR, States.MADE.compare(States.otherContext(States.PROVISION)));
  }

  @Test
  void no_parameters_are_like_empty_ones() {
    assertEquals(
        Likeness.UNCLEAR, States.MADE.compare(States.PROVISION.with("parameters", Json.object())));
  }

  @Test
  void nothing_is_said_of_what_is_not_known() {
    assertEquals(Likeness.UNCLEAR, Attributes.UNKNOWN.compare(States.PROVISION));
    var remembered = new Attributes("s", "p", Json.missing(), Json.missing());
    assertEquals(Likeness.UNCLEAR, remembered.compare(States.PROVISION));
    assertEquals(Likeness.UNCLEAR, remembered.compare(States.otherParameters(States.PROVISION)));
    assertEquals(Likeness.DIFFERENT_PLAN, remembered.compare(States.otherPlan(States.PROVISION)));
  }

  @Test
  void update_changes_what_it_names() {
    var made =
        Attributes.of(States.PROVISION.with("parameters", Json.object().put("a", 1).put("b", 1)));
    var update =
        Requests.update("i", "s").with("parameters", Json.object().put("b", 2).put("c", 3));
    var after = made.after(update);
    assertEquals("p", after.planId());
    assertEquals("{\"a\":1,\"b\":2,\"c\":3}", Json.text(after.parameters()));
    assertEquals("q", made.after(States.UPDATE).planId());
    assertEquals(made.parameters(), made.after(States.UPDATE).parameters());
  }

  @Test
  void update_without_parameters_that_make_sense_leaves_them() {
    var update = Requests.update("i", "s").with("parameters", StringNode.valueOf("x"));
    assertEquals(States.MADE.parameters(), States.MADE.after(update).parameters());
  }
}
