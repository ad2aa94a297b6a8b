package org.osbctl.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.osbctl.operation.Operation.Provision;
import org.osbctl.operation.Operation.Update;
import org.osbctl.operation.OperationKind;
import org.osbctl.operation.Query;
import org.osbctl.spec.Json;

class UpdateTransitionTest {
  private static final Attributes MADE =
      new Attributes("offering", "plan", Json.missing(), Json.object());
  private static final Update UPDATE =
      new Update(
          "i", Query.NONE, Json.object().put("service_id", "offering").put("plan_id", "other"));
  private static final ResourceState FAILED =
      new ResourceState.Failed(MADE, new Ended(OperationKind.DEPROVISION, false, true, null));

  @Test
  void an_accepted_update_of_a_failed_instance_runs() {
    var after = Transition.updated(FAILED, UPDATE, Answer.of(202), "key");
    assertEquals(new ResourceState.Updating(MADE, UPDATE, "key"), after);
  }

  @Test
  void an_update_can_repair_a_failed_instance() {
    var after = Transition.updated(FAILED, UPDATE, Answer.of(200), null);
    assertEquals("other", assertInstanceOf(ResourceState.Ready.class, after).attributes().planId());
  }

  @Test
  void a_refused_update_repairs_nothing() {
    assertEquals(FAILED, Transition.updated(FAILED, UPDATE, Answer.of(422), null));
  }

  @Test
  void an_update_goes_on_when_the_provision_is_repeated() {
    var running = new ResourceState.Updating(MADE, UPDATE, "key");
    var again = new Provision("i", Query.NONE, Json.object().put("service_id", "offering"));
    assertEquals(running, Transition.created(running, again, Answer.of(200), null));
  }

  @Test
  void another_update_that_is_accepted_follows_the_one_before() {
    var running = new ResourceState.Updating(MADE, UPDATE, "key");
    var next = new Update("i", Query.NONE, Json.object().put("service_id", "offering"));
    assertEquals(
        new ResourceState.Updating(MADE.after(UPDATE), next, "next"),
        Transition.updated(running, next, Answer.of(202), "next"));
    assertEquals(running, Transition.updated(running, UPDATE, Answer.of(202), "other"));
  }
}
