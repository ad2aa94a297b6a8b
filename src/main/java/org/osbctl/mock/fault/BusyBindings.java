package org.osbctl.mock.fault;

import java.util.HashSet;
import java.util.Set;
import org.osbctl.mock.MockRequest;
import org.osbctl.operation.Operation.OfBinding;

/** Remembers which bindings of an instance were asked for lately, to know whether one is busy. */
final class BusyBindings {
  private final Memory<Set<String>> asked = new Memory<>();

  /** Whether an operation on another binding of the instance is running; remembers the binding. */
  synchronized boolean hasOther(MockRequest request) {
    if (!(request.operation() instanceof OfBinding of)) {
      return false;
    }
    var bindings = asked.get(of.instanceId(), HashSet::new);
    bindings.removeIf(id -> !request.mock().binding(of.instanceId(), id).isBusy());
    var busy = bindings.stream().anyMatch(id -> !id.equals(of.bindingId()));
    bindings.add(of.bindingId());
    return busy;
  }
}
