package org.osbctl.mock.fault;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Places in a JSON tree: a JSON pointer in which {@code *} stands for every member or element,
 * {@code last} for the last element of an array and {@code -} for one behind it.
 */
record Place(List<String> steps) {
  Place {
    steps = List.copyOf(steps);
  }

  /** Reads a pointer. */
  static Place parse(String pointer) {
    if (!pointer.startsWith("/")) {
      throw new FaultException("\"" + pointer + "\" is no pointer such as /services/0/id");
    }
    return new Place(
        Arrays.stream(pointer.substring(1).split("/", -1))
            .map(step -> step.replace("~1", "/").replace("~0", "~"))
            .toList());
  }

  /** Puts a value at all these places, making the objects on the way. */
  void set(JsonNode root, JsonNode value) {
    visit(
        root,
        0,
        true,
        (parent, step) -> {
          switch (parent) {
            case ObjectNode object -> object.set(step, value.deepCopy());
            case ArrayNode array -> put(array, step, value.deepCopy());
            default -> {}
          }
        });
  }

  private static void put(ArrayNode array, String step, JsonNode value) {
    int index = index(array, step);
    if (index == array.size()) {
      array.add(value);
    } else if (index >= 0 && index < array.size()) {
      array.set(index, value);
    }
  }

  /** Takes away what is at these places. */
  void remove(JsonNode root) {
    visit(
        root,
        0,
        false,
        (parent, step) -> {
          switch (parent) {
            case ObjectNode object -> object.remove(step);
            case ArrayNode array -> {
              int index = index(array, step);
              if (index >= 0 && index < array.size()) {
                array.remove(index);
              }
            }
            default -> {}
          }
        });
  }

  private void visit(JsonNode node, int depth, boolean make, BiConsumer<JsonNode, String> act) {
    var step = steps.get(depth);
    if (step.equals("*")) {
      each(node).forEach(one -> visitOne(node, one, depth, make, act));
    } else {
      visitOne(node, step, depth, make, act);
    }
  }

  private void visitOne(
      JsonNode node, String step, int depth, boolean make, BiConsumer<JsonNode, String> act) {
    if (depth == steps.size() - 1) {
      act.accept(node, step);
      return;
    }
    var child = child(node, step);
    if (child.isMissingNode() && make && node instanceof ObjectNode object) {
      child = object.putObject(step);
    }
    if (child.isContainer()) {
      visit(child, depth + 1, make, act);
    }
  }

  private static List<String> each(JsonNode node) {
    if (node.isObject()) {
      return List.copyOf(node.propertyNames());
    }
    return java.util.stream.IntStream.range(0, node.size()).mapToObj(Integer::toString).toList();
  }

  private static JsonNode child(JsonNode node, String step) {
    return switch (node) {
      case ObjectNode object -> object.path(step);
      case ArrayNode array -> array.path(index(array, step));
      default -> Json.missing();
    };
  }

  private static int index(ArrayNode array, String step) {
    if (step.equals("last")) {
      return array.size() - 1;
    }
    if (step.equals("-")) {
      return array.size();
    }
    return step.matches("[0-9]{1,6}") ? Integer.parseInt(step) : -1;
  }
}
