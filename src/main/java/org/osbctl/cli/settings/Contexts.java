package org.osbctl.cli.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Named settings.
 *
 * @param current the context that is used when none is named, or null
 * @param byName settings by context: long names of options without dashes, and their values
 */
public record Contexts(@Nullable String current, Map<String, Map<String, String>> byName) {
  /** No contexts. */
  public static final Contexts NONE = new Contexts(null, Map.of());

  public Contexts {
    var copy = new LinkedHashMap<String, Map<String, String>>();
    byName.forEach(
        (name, settings) ->
            copy.put(name, Collections.unmodifiableMap(new LinkedHashMap<>(settings))));
    byName = Collections.unmodifiableMap(copy);
  }

  /** The settings of a context. */
  public Optional<Map<String, String>> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** With a context in place of the one of that name; the first one becomes the current one. */
  public Contexts with(String name, Map<String, String> settings) {
    var all = new LinkedHashMap<>(byName);
    all.put(name, settings);
    return new Contexts(byName.isEmpty() ? name : current, all);
  }

  /** Without a context; when it was the current one, there is none afterwards. */
  public Contexts without(String name) {
    var all = new LinkedHashMap<>(byName);
    all.remove(name);
    return new Contexts(name.equals(current) ? null : current, all);
  }

  /** With another current context. */
  public Contexts using(String name) {
    return new Contexts(name, byName);
  }
}
