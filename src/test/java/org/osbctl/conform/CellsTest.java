package org.osbctl.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.osbctl.http.Exchange;
import org.osbctl.lifecycle.Tracker;
import org.osbctl.mock.MockOptions;
import org.osbctl.operation.Operation.OfBinding;
import org.osbctl.operation.Operation.OfInstance;
import org.osbctl.operation.OperationKind;
import org.osbctl.operation.Wire;

/** Every operation meets every state that a broker without failures can have. */
class CellsTest {
  private static final List<OperationKind> ON_BINDINGS =
      List.of(
          OperationKind.BIND,
          OperationKind.FETCH_BINDING,
          OperationKind.UNBIND,
          OperationKind.POLL_BINDING);
  private static final List<OperationKind> ON_INSTANCES =
      List.of(
          OperationKind.PROVISION,
          OperationKind.UPDATE,
          OperationKind.FETCH_INSTANCE,
          OperationKind.DEPROVISION,
          OperationKind.POLL_INSTANCE,
          OperationKind.BIND,
          OperationKind.FETCH_BINDING,
          OperationKind.UNBIND,
          OperationKind.POLL_BINDING);

  /** Takes down in which state each request met its resource. */
  private static final class Recording {
    private final Tracker tracker = new Tracker();
    private final Set<String> cells = new TreeSet<>();

    void add(Exchange exchange) {
      var request = exchange.request();
      var operation = Wire.parse(request.method(), request.target(), request.body());
      if (operation instanceof OfInstance of) {
        cells.add("instance " + name(tracker.instance(of.instanceId())) + " " + of.kind());
      }
      if (operation instanceof OfBinding of) {
        var state = tracker.binding(of.instanceId(), of.bindingId());
        cells.add("binding " + name(state) + " " + of.kind());
      }
      tracker.note(exchange, operation);
    }

    private static String name(Object state) {
      return state.getClass().getSimpleName();
    }
  }

  private static Set<String> cells(List<String> ofInstances, List<String> ofBindings) {
    var cells = new TreeSet<String>();
    for (var state : ofInstances) {
      ON_INSTANCES.forEach(kind -> cells.add("instance " + state + " " + kind));
    }
    for (var state : ofBindings) {
      ON_BINDINGS.forEach(kind -> cells.add("binding " + state + " " + kind));
    }
    return cells;
  }

  private static Set<String> missed(MockOptions.Mode mode, Set<String> wanted) {
    var recording = new Recording();
    var rig = new Rig().listening(recording::add);
    try (var broker = rig.mock(mode)) {
      rig.run(broker.target());
    }
    var missed = new TreeSet<>(wanted);
    missed.removeAll(recording.cells);
    return missed;
  }

  @Test
  void all_states_are_met_by_all_operations_on_an_asynchronous_broker() {
    var wanted =
        cells(
            List.of("Absent", "Creating", "Ready", "Updating", "Deleting"),
            List.of("Absent", "Creating", "Ready", "Deleting"));
    assertEquals(Set.of(), missed(MockOptions.Mode.ASYNC, wanted));
  }

  @Test
  void both_states_are_met_by_all_operations_on_a_synchronous_broker() {
    var wanted = cells(List.of("Absent", "Ready"), List.of("Absent", "Ready"));
    assertEquals(Set.of(), missed(MockOptions.Mode.SYNC, wanted));
  }
}
