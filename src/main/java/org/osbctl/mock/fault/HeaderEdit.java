package org.osbctl.mock.fault;

import java.util.List;
import java.util.Map;
import org.osbctl.http.Headers;

/**
 * Changes of headers, or of query parameters.
 *
 * @param set what is put, in place of what has the name
 * @param remove what is taken away
 */
record HeaderEdit(Map<String, String> set, List<String> remove) {
  static final HeaderEdit NONE = new HeaderEdit(Map.of(), List.of());

  HeaderEdit {
    remove = List.copyOf(remove);
  }

  Headers apply(Headers headers, Placeholders values) {
    var result = headers;
    for (var name : remove) {
      result = result.without(name);
    }
    for (var entry : set.entrySet()) {
      result = result.with(entry.getKey(), values.fill(entry.getValue()));
    }
    return result;
  }
}
