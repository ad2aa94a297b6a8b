package org.osbctl.cli.smoke;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A YAML document that knows its lines.
 *
 * @param tree the document
 * @param lines the line, from 1, where the value at a JSON pointer begins
 */
record LinedYaml(JsonNode tree, Map<String, Integer> lines) {
  /**
   * Reads a document.
   *
   * @throws ScenarioException if it is no YAML
   */
  static LinedYaml parse(String text) throws ScenarioException {
    var lines = new HashMap<String, Integer>();
    var mapper = YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try (var parser = mapper.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new ScenarioException(1, "", "the file is empty");
      }
      var tree = value(parser, "", lines);
      if (parser.nextToken() != null) {
        throw new ScenarioException(line(parser), "", "a second document begins here");
      }
      return new LinedYaml(tree, lines);
    } catch (JacksonException e) {
      var at = e.getLocation();
      throw new ScenarioException(at == null ? 1 : Math.max(1, at.getLineNr()), "", said(e));
    }
  }

  private static String said(JacksonException e) {
    return e.getOriginalMessage().lines().map(String::strip).findFirst().orElse("no YAML");
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  private static JsonNode value(JsonParser parser, String pointer, Map<String, Integer> lines) {
    lines.putIfAbsent(pointer, line(parser));
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, pointer, lines);
      case START_ARRAY -> array(parser, pointer, lines);
      case VALUE_NUMBER_INT -> BigIntegerNode.valueOf(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> DecimalNode.valueOf(parser.getDecimalValue());
      case VALUE_TRUE -> BooleanNode.TRUE;
      case VALUE_FALSE -> BooleanNode.FALSE;
      case VALUE_NULL -> NullNode.instance;
      default -> StringNode.valueOf(parser.getString());
    };
  }

  private static ObjectNode object(JsonParser parser, String at, Map<String, Integer> lines) {
    var object = JsonNodeFactory.instance.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      var pointer = at + "/" + name.replace("~", "~0").replace("/", "~1");
      lines.put(pointer, line(parser));
      parser.nextToken();
      object.set(name, value(parser, pointer, lines));
    }
    return object;
  }

  private static ArrayNode array(JsonParser parser, String at, Map<String, Integer> lines) {
    var array = JsonNodeFactory.instance.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser, at + "/" + array.size(), lines));
    }
    return array;
  }

  /** The line of the value at a pointer, or of the nearest thing around it. */
  int line(String pointer) {
    for (var at = pointer; ; at = at.substring(0, at.lastIndexOf('/'))) {
      var line = lines.get(at);
      if (line != null) {
        return line;
      }
      if (at.isEmpty()) {
        return 1;
      }
    }
  }
}
