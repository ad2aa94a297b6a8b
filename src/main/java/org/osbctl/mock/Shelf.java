package org.osbctl.mock;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All service instances. Who works on one works alone on it; ids nobody has asked for leave nothing
 * behind, and of the deleted ones only the latest are remembered.
 */
final class Shelf {
  private static final int REMEMBERED_DELETIONS = 1_000;

  private final Map<String, Instance> instances = new ConcurrentHashMap<>();
  private final Set<String> deleted = new LinkedHashSet<>();
  private final Queue<End> ends = new ConcurrentLinkedQueue<>();

  /** When an operation ends; nobody may ever ask how. */
  private record End(String id, Instant due) {}

  /** A value that leaves a function. */
  private static final class Result<T> {
    private @Nullable T value;
  }

  /** Works on an instance as it is at a time. */
  <T> T with(String id, Instant now, Function<Instance, T> work) {
    var result = new Result<T>();
    var kept =
        instances.compute(
            id,
            (key, known) -> {
              var instance = known == null ? new Instance() : known;
              instance.settle(now);
              var before = instance.own().due();
              result.value = work.apply(instance);
              var due = instance.own().due();
              if (due != null && !due.equals(before)) {
                ends.add(new End(id, due));
              }
              return instance.isNew() ? null : instance;
            });
    remember(id, kept != null && kept.own().isAbsent());
    var value = result.value;
    if (value == null) {
      throw new IllegalStateException("no work was done on " + id);
    }
    return value;
  }

  private void remember(String id, boolean isDeleted) {
    String oldest = null;
    synchronized (deleted) {
      if (!isDeleted) {
        if (!deleted.isEmpty()) {
          deleted.remove(id);
        }
        return;
      }
      deleted.add(id);
      if (deleted.size() > REMEMBERED_DELETIONS) {
        oldest = deleted.iterator().next();
        deleted.remove(oldest);
      }
    }
    if (oldest != null) {
      instances.computeIfPresent(oldest, (key, each) -> each.own().isAbsent() ? null : each);
    }
  }

  /** Ends the operations of instances that nobody asks for any more. */
  void sweep(Instant now) {
    for (var next = ends.peek(); next != null && !now.isBefore(next.due()); next = ends.peek()) {
      if (ends.remove(next)) {
        with(next.id(), now, instance -> true);
      }
    }
  }

  /** Shows every instance, as it is at a time, to somebody who changes nothing. */
  void visit(Instant now, BiConsumer<String, Instance> visitor) {
    for (var id : new ArrayList<>(instances.keySet())) {
      with(
          id,
          now,
          instance -> {
            visitor.accept(id, instance);
            return true;
          });
    }
  }

  void clear() {
    instances.clear();
    ends.clear();
    synchronized (deleted) {
      deleted.clear();
    }
  }

  int size() {
    return instances.size();
  }
}
