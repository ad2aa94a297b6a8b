package org.osbctl.mock.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

class PlaceTest {
  private static final String TREE = "{'a':[{'b':1},{'b':2}],'c':{'d':3}}";

  private static JsonNode tree(String text) {
    return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8)).node();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /c/d     | {'a':[{'b':1},{'b':2}],'c':{'d':0}}
          /a/1/b   | {'a':[{'b':1},{'b':0}],'c':{'d':3}}
          /a/*/b   | {'a':[{'b':0},{'b':0}],'c':{'d':3}}
          /a/last  | {'a':[{'b':1},0],'c':{'d':3}}
          /a/-     | {'a':[{'b':1},{'b':2},0],'c':{'d':3}}
          /c/*     | {'a':[{'b':1},{'b':2}],'c':{'d':0}}
          /x/y     | {'a':[{'b':1},{'b':2}],'c':{'d':3},'x':{'y':0}}
          /a/7     | {'a':[{'b':1},{'b':2}],'c':{'d':3}}
          /a/b/c   | {'a':[{'b':1},{'b':2}],'c':{'d':3}}
          /c/d/e   | {'a':[{'b':1},{'b':2}],'c':{'d':3}}
          /a~1b    | {'a':[{'b':1},{'b':2}],'c':{'d':3},'a/b':0}
          """)
  void a_value_is_put_at_every_place(String pointer, String expected) {
    var tree = tree(TREE);
    Place.parse(pointer).set(tree, tree("0"));
    assertEquals(tree(expected), tree);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /c/d     | {'a':[{'b':1},{'b':2}],'c':{}}
          /a/*/b   | {'a':[{},{}],'c':{'d':3}}
          /a/last  | {'a':[{'b':1}],'c':{'d':3}}
          /a       | {'c':{'d':3}}
          /x/y     | {'a':[{'b':1},{'b':2}],'c':{'d':3}}
          """)
  void what_is_at_every_place_is_taken_away(String pointer, String expected) {
    var tree = tree(TREE);
    Place.parse(pointer).remove(tree);
    assertEquals(tree(expected), tree);
  }
}
