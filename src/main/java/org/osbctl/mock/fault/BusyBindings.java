package org.osbctl.mock.fault;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osbctl.mock.MockRequest;
import org.osbctl.operation.Operation.OfBinding;

/** Remembers which bindings of an instance were asked for lately, to know whether one is busy. */
final class BusyBindings {
  private final Map<String, Set<String>> asked = new ConcurrentHashMap<>();

  /** Whether an operation on another binding of the instance is running; remembers the binding. */
  boolean hasOther(MockRequest request) {
    if (!(request.operation() instanceof OfBinding of)) {
      return false;
    }
    var bindings = asked.computeIfAbsent(of.instanceId(), id -> ConcurrentHashMap.newKeySet());
    bindings.removeIf(id -> !request.mock().binding(of.instanceId(), id).isBusy());
    var busy = bindings.stream().anyMatch(id -> !id.equals(of.bindingId()));
    bindings.add(of.bindingId());
    return busy;
  }
}
