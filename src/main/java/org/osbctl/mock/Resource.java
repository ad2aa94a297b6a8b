package org.osbctl.mock;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.lifecycle.Transition;
import org.osbctl.operation.OperationKind;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * A service instance or service binding in the mock's memory.
 *
 * @param state its state by the model
 * @param due when the running operation ends; null when none runs
 * @param failure why the running operation will fail, or the last one has failed; null if not
 * @param members what answers show of it beside what it was made from; not to be changed
 */
record Resource(
    ResourceState state, @Nullable Instant due, @Nullable String failure, ObjectNode members) {
  static final Resource NONE = new Resource(ResourceState.never(), null, null, Json.object());

  boolean isAbsent() {
    return state instanceof ResourceState.Absent;
  }

  /** Whether the running operation has ended by now. */
  boolean isOver(Instant now) {
    return due != null && !now.isBefore(due);
  }

  /**
   * The resource when its operation has ended.
   *
   * @param kind names the resource: PROVISION or BIND
   */
  Resource ended(OperationKind kind) {
    return new Resource(Transition.ended(state, kind, failure == null), null, failure, members);
  }
}
