package org.osbctl.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.osbctl.samples.RandomOperations;

class QueryTest {

  @Test
  void parsing_what_was_rendered_gives_the_query_back() {
    var operations = new RandomOperations(new Random(61));
    for (int i = 0; i < 5_000; i++) {
      var query = operations.query();
      assertEquals(query, Query.parse(query.render()), query::render);
    }
  }

  @Test
  void setting_a_parameter_replaces_all_of_its_name_in_place() {
    var query = Query.parse("a=1&b=2&a=3&c=4");
    assertEquals(Query.of("a", "x", "b", "2", "c", "4"), query.with("a", "x"));
    assertEquals(Query.of("b", "2", "c", "4"), query.without("a"));
    assertEquals(
        List.of("a", "b", "a", "c", "d"),
        query.with("d", "5").parameters().stream().map(Query.Parameter::name).toList());
  }

  @Test
  void first_value_counts() {
    assertEquals(Optional.of("1"), Query.parse("a=1&a=2").first("a"));
    assertEquals(Optional.empty(), Query.parse("a=1").first("A"));
  }

  @Test
  void no_parameter_renders_as_nothing() {
    assertEquals("", Query.NONE.render());
    assertEquals(Query.NONE, Query.parse(""));
    assertEquals(Query.NONE, Query.parse("&&"));
  }
}
