package org.osbctl.mock.fault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reads an object of a file, member by member; what was not asked for in the end is unknown. */
final class Members {
  private final String name;
  private final JsonNode object;
  private final Set<String> known = new LinkedHashSet<>();

  Members(String name, JsonNode object) {
    this.name = name;
    this.object = object;
    if (!object.isObject() && !object.isMissingNode()) {
      throw new FaultException(name + " is no object");
    }
  }

  private JsonNode get(String member) {
    known.add(member);
    return object.path(member);
  }

  boolean has(String member) {
    return !get(member).isMissingNode();
  }

  JsonNode node(String member) {
    return get(member);
  }

  Members object(String member) {
    return new Members(member, get(member));
  }

  String text(String member) {
    return optional(member)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> new FaultException(name + " has no " + member + ", a text"));
  }

  Optional<String> optional(String member) {
    var value = get(member);
    if (!value.isMissingNode() && !value.isString()) {
      throw new FaultException(member + " is no text");
    }
    return value.stringValueOpt();
  }

  boolean flag(String member) {
    var value = get(member);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw new FaultException(member + " is neither true nor false");
    }
    return value.booleanValue(false);
  }

  int number(String member) {
    var value = get(member);
    if (!value.isMissingNode() && !(value.isInt() && value.intValue() > 0)) {
      throw new FaultException(member + " is no whole number above zero");
    }
    return value.intValue(0);
  }

  /** One text or several. */
  List<String> texts(String member) {
    var texts = new ArrayList<String>();
    for (var each : nodes(member)) {
      if (!each.isString()) {
        throw new FaultException(member + " is no text, and no list of texts");
      }
      texts.add(each.stringValue());
    }
    return texts;
  }

  /** One value or several. */
  List<JsonNode> nodes(String member) {
    var value = get(member);
    return value.isMissingNode()
        ? List.of()
        : value.isArray() ? List.copyOf(value.values()) : List.of(value);
  }

  /** A word out of those of an enumeration. */
  static <E extends Enum<E>> E word(
      String what, String text, E[] values, Function<E, String> word) {
    return Arrays.stream(values)
        .filter(value -> word.apply(value).equals(text))
        .findFirst()
        .orElseThrow(
            () -> FaultException.unknown(what, text, Arrays.stream(values).map(word).toList()));
  }

  /** Refuses the members that nobody asked for. */
  void end() {
    for (var member : object.propertyNames()) {
      if (!known.contains(member)) {
        throw FaultException.unknown("member of " + name, member, known);
      }
    }
  }
}
