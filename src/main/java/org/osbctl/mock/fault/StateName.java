package org.osbctl.mock.fault;

import java.util.Locale;
import org.osbctl.lifecycle.Ended;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.lifecycle.ResourceState.*;
import org.osbctl.mock.MockRequest;
import org.osbctl.operation.Operation.OfBinding;
import org.osbctl.operation.Operation.OfInstance;
import org.osbctl.operation.OperationKind;

/** The states of a resource by name, as files say them. */
enum StateName {
  NEVER,
  DELETED,
  CREATING,
  READY,
  UPDATING,
  DELETING,
  FAILED,
  UNKNOWN;

  /** As it stands in files: {@code ready}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static StateName of(ResourceState state) {
    return switch (state) {
      case Absent absent -> absent.last() == null ? NEVER : DELETED;
      case Creating c -> CREATING;
      case Ready r -> READY;
      case Updating u -> UPDATING;
      case Deleting d -> DELETING;
      case Failed f -> FAILED;
      case Unknown u -> UNKNOWN;
    };
  }

  /** The operation that ended last on a resource; unrecognised when there is none. */
  static OperationKind last(ResourceState state) {
    return switch (state) {
      case Absent absent -> kind(absent.last());
      case Ready ready -> kind(ready.last());
      case Failed failed -> kind(failed.last());
      case Creating c -> OperationKind.UNRECOGNISED;
      case Updating u -> OperationKind.UNRECOGNISED;
      case Deleting d -> OperationKind.UNRECOGNISED;
      case Unknown u -> OperationKind.UNRECOGNISED;
    };
  }

  private static OperationKind kind(@org.jspecify.annotations.Nullable Ended last) {
    return last == null ? OperationKind.UNRECOGNISED : last.kind();
  }

  /** The resource a request speaks of, before it. */
  static ResourceState resource(MockRequest request) {
    return switch (request.operation()) {
      case OfBinding of -> request.mock().binding(of.instanceId(), of.bindingId());
      case OfInstance of -> request.mock().instance(of.instanceId());
      default -> ResourceState.never();
    };
  }
}
