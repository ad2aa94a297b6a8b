package org.osbctl.mock;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * All service instances. Who works on one works alone on it; ids nobody has asked for leave nothing
 * behind, and of the deleted ones only the latest are remembered.
 */
final class Shelf {
  private static final int REMEMBERED_DELETIONS = 1_000;

  private final Map<String, Place> places = new ConcurrentHashMap<>();
  private final Set<String> deleted = new LinkedHashSet<>();
  private final Queue<End> ends = new ConcurrentLinkedQueue<>();

  /** When an operation ends; nobody may ever ask how. */
  private record End(String id, Instant due) {}

  /** Where an instance stands. Its own lock: work may wait for a database, others need not. */
  private static final class Place {
    private final ReentrantLock lock = new ReentrantLock();
    private final Instance instance = new Instance();
    private boolean isGone;

    /** Locks the place, unless it was taken away meanwhile. */
    boolean lockIfThere() {
      boolean isLocked = false;
      lock.lock();
      try {
        isLocked = !isGone;
        return isLocked;
      } finally {
        if (!isLocked) {
          lock.unlock();
        }
      }
    }
  }

  /** Works on an instance as it is at a time. */
  <T> T with(String id, Instant now, Function<Instance, T> work) {
    boolean isDeleted = false;
    var place = locked(id);
    try {
      var instance = place.instance;
      instance.settle(now);
      var before = instance.own().due();
      var value = work.apply(instance);
      var due = instance.own().due();
      if (due != null && !due.equals(before)) {
        ends.add(new End(id, due));
      }
      isDeleted = instance.own().isAbsent() && !instance.isNew();
      return value;
    } finally {
      if (place.instance.isNew()) {
        remove(id, place);
      }
      place.lock.unlock();
      remember(id, isDeleted);
    }
  }

  /** The place of an instance, locked; another thread may just have taken the last one away. */
  private Place locked(String id) {
    while (true) {
      var place = places.computeIfAbsent(id, key -> new Place());
      if (place.lockIfThere()) {
        return place;
      }
    }
  }

  private void remove(String id, Place locked) {
    locked.isGone = true;
    places.remove(id, locked);
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
      removeIf(oldest, instance -> instance.own().isAbsent());
    }
  }

  private void removeIf(String id, Predicate<Instance> condition) {
    var place = places.get(id);
    if (place != null) {
      place.lock.lock();
      try {
        if (condition.test(place.instance)) {
          remove(id, place);
        }
      } finally {
        place.lock.unlock();
      }
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
    for (var id : new ArrayList<>(places.keySet())) {
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
    for (var id : new ArrayList<>(places.keySet())) {
      removeIf(id, instance -> true);
    }
    ends.clear();
    synchronized (deleted) {
      deleted.clear();
    }
  }

  int size() {
    return places.size();
  }
}
