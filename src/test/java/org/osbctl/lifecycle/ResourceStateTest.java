package org.osbctl.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.osbctl.lifecycle.ResourceState.*;
import org.osbctl.operation.OperationKind;

class ResourceStateTest {

  private static Ended end(OperationKind kind, boolean succeeded) {
    return new Ended(kind, succeeded, true, "key");
  }

  @Test
  void creation_can_have_ended_either_way() {
    var creating = new Creating(States.MADE, "key");
    assertEquals(
        List.of(
            creating,
            new Ready(States.MADE, end(OperationKind.PROVISION, true)),
            new Failed(States.MADE, end(OperationKind.PROVISION, false))),
        creating.sinceThen(OperationKind.PROVISION));
  }

  @Test
  void operation_on_a_binding_ends_as_one_on_a_binding() {
    var creating = new Creating(States.BOUND, "key");
    assertEquals(
        List.of(
            creating,
            new Ready(States.BOUND, end(OperationKind.BIND, true)),
            new Failed(States.BOUND, end(OperationKind.BIND, false))),
        creating.sinceThen(OperationKind.BIND));
    var deleting = new Deleting(States.BOUND, "key", false);
    assertEquals(
        List.of(
            deleting,
            new Absent(end(OperationKind.UNBIND, true)),
            new Failed(States.BOUND, end(OperationKind.UNBIND, false))),
        deleting.sinceThen(OperationKind.BIND));
  }

  @Test
  void update_can_have_changed_the_instance_or_not() {
    var updating = new Updating(States.MADE, States.UPDATE, "key");
    var since = updating.sinceThen(OperationKind.PROVISION);
    assertEquals(3, since.size());
    assertEquals("q", since.get(1).attributesNow().planId());
    assertEquals("p", since.get(2).attributesNow().planId());
  }

  @Test
  void state_at_rest_stays() {
    for (var state : States.ofInstance()) {
      if (!state.isBusy()) {
        assertEquals(List.of(state), state.sinceThen(OperationKind.PROVISION));
      }
    }
  }

  @Test
  void only_running_operations_are_busy() {
    assertTrue(new Creating(States.MADE, null).isBusy());
    assertTrue(new Updating(States.MADE, States.UPDATE, null).isBusy());
    assertTrue(new Deleting(States.MADE, null, false).isBusy());
    assertFalse(new Unknown(States.MADE, "").isBusy());
    assertFalse(States.NEVER.isBusy());
  }

  @Test
  void key_is_that_of_the_running_operation_or_of_the_last() {
    for (var state : States.ofInstance()) {
      var expected = state instanceof Unknown ? null : "key";
      if (state.isBusy() || state instanceof Failed || state instanceof Unknown) {
        assertEquals(expected, state.operationKey());
      }
    }
    assertNull(States.NEVER.operationKey());
    assertEquals("key", States.ready(OperationKind.PROVISION, true, true).operationKey());
  }

  @Test
  void what_is_not_there_has_no_attributes() {
    assertEquals(Attributes.UNKNOWN, States.NEVER.attributesNow());
    assertEquals(States.MADE, new Deleting(States.MADE, null, false).attributesNow());
  }
}
