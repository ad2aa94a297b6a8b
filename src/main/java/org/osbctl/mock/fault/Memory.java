package org.osbctl.mock.fault;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What is remembered by name: the latest names only, so that a mock does not grow under load. Safe
 * for use by several threads.
 */
final class Memory<T> {
  private static final int REMEMBERED = 10_000;

  private final Map<String, T> values =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** What a name stands for, made when nothing is remembered. */
  synchronized T get(String name, Supplier<T> make) {
    return values.computeIfAbsent(name, key -> make.get());
  }

  /** Remembers something else; gives what the name stood for before, {@code value} if nothing. */
  synchronized T exchange(String name, T value) {
    var before = values.put(name, value);
    return before == null ? value : before;
  }
}
