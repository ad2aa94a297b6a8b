package org.osbctl.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

/** Memory for those who keep every answer. */
class AllowanceTest {
  private static Body body(int size, String of) {
    return Body.of(of.repeat(size));
  }

  @Test
  void only_large_bodies_use_it_up_and_each_once() {
    int large = Body.LARGE + 1;
    var allowance = Allowance.of(large + 1);
    assertEquals(1_000_000, allowance.next(1_000_000));
    allowance.keep(body(Body.LARGE, "s"));
    var first = allowance.keep(body(large, "a"));
    assertSame(first, allowance.keep(body(large, "a")));
    assertEquals(1_000_000, allowance.next(1_000_000), "a byte is left");
    assertNotSame(first, allowance.keep(body(large, "b")));
    assertEquals(Body.LARGE, allowance.next(1_000_000));
    assertEquals(1000, allowance.next(1000));
  }

  @Test
  void nothing_is_left_when_all_of_it_is_used() {
    var allowance = Allowance.of(Body.LARGE + 1);
    allowance.keep(body(Body.LARGE + 1, "a"));
    assertEquals(Body.LARGE, allowance.next(1_000_000));
  }

  @Test
  void small_bodies_stay_themselves() {
    var allowance = Allowance.of(0);
    var small = body(Body.LARGE, "s");
    assertSame(small, allowance.keep(small));
    assertEquals(small, allowance.keep(body(Body.LARGE, "s")));
    assertNotSame(small, allowance.keep(body(Body.LARGE, "s")));
  }
}
