package org.osbctl.spec;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a tree of what a parser reads, as a mapper would.
 *
 * <p>A mapper is made for objects of Java: building one takes a tenth of a command's time, and that
 * a member stands twice it tells only by refusing the whole text.
 */
final class TreeReader {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonParser parser;
  private boolean memberTwice;

  TreeReader(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * The one value of the text.
   *
   * @throws tools.jackson.core.JacksonException when there is none, or more than it
   * @throws NumberFormatException for a number beyond all limits
   */
  JsonNode read() {
    var node = value(parser.nextToken());
    if (parser.nextToken() != null) {
      throw new StreamReadException(parser, "there is more text behind the value");
    }
    return node;
  }

  /** Whether an object of those read has a member twice. The last one is in the tree. */
  boolean memberTwice() {
    return memberTwice;
  }

  // As deep as the parser allows, which the stack bears.
  private JsonNode value(@Nullable JsonToken token) {
    if (token == null) {
      throw new StreamReadException(parser, "there is no value");
    }
    // No case for null below: it would cost every command ten milliseconds to link.
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> NODES.stringNode(parser.getString());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
      default -> throw new StreamReadException(parser, "there is no value");
    };
  }

  private ObjectNode object() {
    var object = NODES.objectNode();
    for (var name = parser.nextName(); name != null; name = parser.nextName()) {
      if (object.replace(name, value(parser.nextToken())) != null) {
        memberTwice = true;
      }
    }
    return object;
  }

  private ArrayNode array() {
    var array = NODES.arrayNode();
    for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      array.add(value(token));
    }
    return array;
  }

  private JsonNode integer() {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      default -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }
}
