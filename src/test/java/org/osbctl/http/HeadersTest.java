package org.osbctl.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeadersTest {
  private static final Headers SENT = Headers.of("Accept", "a", "X-B", "1", "x-b", "2");

  @Test
  void names_are_found_in_any_case() {
    assertEquals(Optional.of("1"), SENT.first("X-b"));
    assertEquals(List.of("1", "2"), SENT.all("X-B"));
    assertEquals(Optional.empty(), SENT.first("X-C"));
    assertEquals(List.of(), SENT.all("X-C"));
  }

  @Test
  void header_that_is_set_stands_once_and_last() {
    assertEquals(Headers.of("Accept", "a", "X-B", "3"), SENT.with("X-B", "3"));
    assertEquals(Headers.of("Accept", "a"), SENT.without("x-B"));
  }

  @Test
  void other_headers_win_line_by_line() {
    assertEquals(
        Headers.of("X-B", "1", "x-b", "2", "accept", "b", "X-D", "4"),
        SENT.overriddenBy(Headers.of("accept", "b", "X-D", "4")));
    assertEquals(
        Headers.of("Accept", "a", "X-B", "8", "X-B", "9"),
        SENT.overriddenBy(Headers.of("X-B", "8", "X-B", "9")));
  }

  @Test
  void values_are_not_told_by_accident() {
    assertEquals("[Authorization]", Headers.of("Authorization", "Basic geheim").toString());
  }
}
