package org.osbctl.mock.fault;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osbctl.http.Body;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.StringNode;

/**
 * Changes of a body, in this order.
 *
 * @param text something else instead, which need not be JSON
 * @param replace another value instead
 * @param remove what is taken away
 * @param set what is put where
 * @param fill where a string of so many letters is put
 */
record BodyEdit(
    Optional<String> text,
    Optional<JsonNode> replace,
    List<Place> remove,
    Map<Place, JsonNode> set,
    Map<Place, Integer> fill) {
  static final BodyEdit NONE =
      new BodyEdit(Optional.empty(), Optional.empty(), List.of(), Map.of(), Map.of());

  BodyEdit {
    remove = List.copyOf(remove);
  }

  boolean isNone() {
    return equals(NONE);
  }

  /** The body changed; what is no JSON is taken for an empty object where members are put. */
  Body apply(Body body, Placeholders values) {
    if (isNone()) {
      return body;
    }
    if (text.isPresent()) {
      return Body.of(values.fill(text.get()));
    }
    var tree = replace.map(values::fill).orElseGet(() -> body.json().deepCopy());
    return Body.of(apply(tree, values));
  }

  private JsonNode apply(JsonNode tree, Placeholders values) {
    var root = tree.isContainer() || (set.isEmpty() && fill.isEmpty()) ? tree : Json.object();
    remove.forEach(place -> place.remove(root));
    set.forEach((place, value) -> place.set(root, values.fill(value)));
    fill.forEach((place, length) -> place.set(root, StringNode.valueOf("x".repeat(length))));
    return root;
  }

  /** Every string of a tree, its placeholders replaced. */
  static JsonNode filled(JsonNode node, Placeholders values) {
    if (node.isString()) {
      return StringNode.valueOf(values.fill(node.stringValue()));
    }
    if (node.isObject()) {
      var copy = Json.object();
      node.forEachEntry((name, each) -> copy.set(name, filled(each, values)));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      var copy = array.deepCopy().removeAll();
      array.forEach(each -> copy.add(filled(each, values)));
      return copy;
    }
    return node;
  }
}
