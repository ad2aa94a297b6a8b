package org.osbctl.lifecycle;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osbctl.operation.Operation.Update;
import org.osbctl.operation.OperationKind;

/** What is known of a service instance or service binding. */
public sealed interface ResourceState {
  /** Never made, or gone; {@code last} is the deletion that ended it, if there was one. */
  record Absent(@Nullable Ended last) implements ResourceState {}

  /** Being made asynchronously; {@code operation} is the broker's key. */
  record Creating(Attributes attributes, @Nullable String operation) implements ResourceState {}

  /** There and at rest; {@code last} is the operation before. */
  record Ready(Attributes attributes, Ended last) implements ResourceState {}

  /** Being updated asynchronously. */
  record Updating(Attributes before, Update update, @Nullable String operation)
      implements ResourceState {
    /** The attributes when the update succeeds. */
    public Attributes after() {
      return before.after(update);
    }
  }

  /** Being deleted asynchronously; {@code whileCreating} when the creation had not ended before. */
  record Deleting(Attributes attributes, @Nullable String operation, boolean whileCreating)
      implements ResourceState {}

  /** Its creation or deletion ended as failed: something may still be there. */
  record Failed(Attributes attributes, Ended last) implements ResourceState {}

  /** The broker's answer told us too little. */
  record Unknown(Attributes attributes, String why) implements ResourceState {}

  /** A resource nobody has asked for. */
  static ResourceState never() {
    return new Absent(null);
  }

  /** The attributes of what is or was asked for; unknown ones when it is absent. */
  default Attributes attributesNow() {
    return switch (this) {
      case Absent a -> Attributes.UNKNOWN;
      case Creating c -> c.attributes();
      case Ready r -> r.attributes();
      case Updating u -> u.before();
      case Deleting d -> d.attributes();
      case Failed f -> f.attributes();
      case Unknown u -> u.attributes();
    };
  }

  /** The key of the running operation, or of the last one; null when there is none. */
  default @Nullable String operationKey() {
    return switch (this) {
      case Absent a -> a.last() == null ? null : a.last().operation();
      case Creating c -> c.operation();
      case Ready r -> r.last().operation();
      case Updating u -> u.operation();
      case Deleting d -> d.operation();
      case Failed f -> f.last().operation();
      case Unknown u -> null;
    };
  }

  /** Whether an asynchronous operation was running when the broker was last heard of it. */
  default boolean isBusy() {
    return this instanceof Creating || this instanceof Updating || this instanceof Deleting;
  }

  /**
   * What may be true when this was last heard of some time ago: a running operation can have ended
   * since.
   *
   * @param kind names the resource: PROVISION or BIND
   */
  default List<ResourceState> sinceThen(OperationKind kind) {
    return isBusy()
        ? List.of(this, Transition.ended(this, kind, true), Transition.ended(this, kind, false))
        : List.of(this);
  }
}
