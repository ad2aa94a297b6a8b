package org.osbctl.mock;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.osbctl.operation.OperationKind;

/** A service instance with its service bindings; not for two threads at a time. */
final class Instance {
  private static final int REMEMBERED_DELETIONS = 100;

  private Resource own = Resource.NONE;
  private final Map<String, Resource> bindings = new LinkedHashMap<>();
  private final Set<String> running = new LinkedHashSet<>();
  private final Set<String> deleted = new LinkedHashSet<>();

  Resource own() {
    return own;
  }

  void own(Resource changed) {
    own = changed;
    if (changed.isAbsent()) {
      bindings.clear();
      running.clear();
      deleted.clear();
    }
  }

  Resource binding(String id) {
    return bindings.getOrDefault(id, Resource.NONE);
  }

  Map<String, Resource> bindings() {
    return bindings;
  }

  void binding(String id, Resource changed) {
    bindings.put(id, changed);
    running.remove(id);
    deleted.remove(id);
    if (changed.due() != null) {
      running.add(id);
    }
    if (changed.isAbsent()) {
      deleted.add(id);
    }
    if (deleted.size() > REMEMBERED_DELETIONS) {
      var oldest = deleted.iterator().next();
      deleted.remove(oldest);
      bindings.remove(oldest);
    }
  }

  /** Ends the operations whose time has come. */
  void settle(Instant now) {
    if (own.isOver(now)) {
      own(own.ended(OperationKind.PROVISION));
    }
    for (var id : running.toArray(new String[0])) {
      if (binding(id).isOver(now)) {
        binding(id, binding(id).ended(OperationKind.BIND));
      }
    }
  }

  /** Whether nobody has asked for it yet. */
  boolean isNew() {
    return own.equals(Resource.NONE);
  }
}
