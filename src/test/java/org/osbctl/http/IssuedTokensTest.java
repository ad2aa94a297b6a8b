package org.osbctl.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.osbctl.samples.FakeClock;

class IssuedTokensTest {
  private final FakeClock clock = new FakeClock();
  private final Counter source = new Counter();
  private final IssuedTokens tokens = new IssuedTokens(source, TokenHeader.BEARER, clock);

  /** Issues {@code token-1}, {@code token-2} … for a minute each. */
  private final class Counter implements TokenSource {
    private int count;
    private boolean down;
    private boolean revokes;
    private Optional<Duration> life = Optional.of(Duration.ofMinutes(10));

    @Override
    public synchronized Token issue() {
      if (down) {
        throw new TokenException(TokenException.Kind.SERVICE, "No.", "down", "");
      }
      return new Token("token-" + ++count, life.map(time -> clock.instant().plus(time)));
    }

    @Override
    public boolean revoke(Token token) {
      return revokes || TokenSource.super.revoke(token);
    }

    @Override
    public List<String> secrets() {
      return List.of("the-secret");
    }
  }

  private String sent() {
    return tokens.headers().first("Authorization").orElseThrow();
  }

  private static Headers bearing(String token) {
    return TokenHeader.BEARER.of(token);
  }

  @Test
  void a_token_is_fetched_when_needed_and_kept() {
    assertEquals(0, source.count);
    assertEquals(List.of("the-secret"), tokens.secrets());
    assertEquals("Bearer token-1", sent());
    assertEquals("Bearer token-1", sent());
    assertEquals(1, source.count);
    assertTrue(tokens.secrets().contains("token-1"));
  }

  @Test
  void it_is_replaced_shortly_before_it_expires() {
    sent();
    clock.forward(Duration.ofSeconds(569));
    assertEquals("Bearer token-1", sent());
    clock.forward(Duration.ofSeconds(1));
    assertEquals("Bearer token-2", sent());
    assertEquals(List.of(), tokens.wrong(bearing("token-1")), "it has 30 s left");
    clock.forward(Duration.ofSeconds(30));
    assertEquals(List.of("Authorization"), tokens.wrong(bearing("token-1")));
    assertEquals(List.of(), tokens.wrong(bearing("token-2")));
  }

  @Test
  void a_short_life_is_not_spent_on_renewing() {
    source.life = Optional.of(Duration.ofSeconds(10));
    sent();
    clock.forward(Duration.ofSeconds(7));
    assertEquals("Bearer token-1", sent());
    clock.forward(Duration.ofSeconds(1));
    assertEquals("Bearer token-2", sent());
  }

  @Test
  void one_without_an_end_is_kept() {
    source.life = Optional.empty();
    sent();
    clock.forward(Duration.ofDays(400));
    assertEquals("Bearer token-1", sent());
  }

  @Test
  void while_nobody_issues_the_old_one_does_until_its_end() {
    sent();
    source.down = true;
    clock.forward(Duration.ofSeconds(580));
    assertEquals("Bearer token-1", sent());
    clock.forward(Duration.ofSeconds(20));
    assertEquals("down", assertThrows(TokenException.class, this::sent).reason());
  }

  @Test
  void a_refused_one_is_replaced_once() {
    var first = tokens.headers();
    assertTrue(tokens.renewed(first));
    assertEquals("Bearer token-2", sent());
    assertEquals(List.of("Authorization"), tokens.wrong(first));
    assertFalse(tokens.renewed(tokens.headers()), "a new one was refused at once");
    assertEquals(2, source.count);
  }

  @Test
  void one_that_was_accepted_meanwhile_may_be_replaced_again() {
    assertTrue(tokens.renewed(tokens.headers()));
    tokens.accepted(tokens.headers());
    assertTrue(tokens.renewed(tokens.headers()));
    assertEquals("Bearer token-3", sent());
  }

  @Test
  void what_was_wrong_on_purpose_replaces_nothing() {
    sent();
    assertFalse(tokens.renewed(Headers.NONE));
    assertFalse(tokens.renewed(bearing("token-1x")));
    assertFalse(tokens.renewed(Headers.of("Authorization", "Basic abc")));
    assertEquals(1, source.count);
  }

  @Test
  void threads_that_are_refused_together_get_one_token() throws Exception {
    var refused = tokens.headers();
    try (var threads = Executors.newFixedThreadPool(8)) {
      Callable<String> thread = () -> tokens.renewed(refused) ? sent() : "none";
      for (var each : threads.invokeAll(java.util.Collections.nCopies(16, thread))) {
        assertEquals("Bearer token-2", each.get());
      }
    }
    assertEquals(2, source.count);
  }

  @Test
  void redaction_learns_of_new_tokens() {
    var redaction = Redaction.of(tokens, List.of("other"));
    assertEquals("token-1 *** ***", redaction.text("token-1 the-secret other"));
    sent();
    assertEquals("*** ***", redaction.text("token-1 the-secret"));
  }

  @Test
  void what_it_is_and_how_it_travels_is_told_without_a_token() {
    assertEquals(Optional.empty(), tokens.expires());
    sent();
    assertEquals(Optional.of(clock.instant().plus(Duration.ofMinutes(10))), tokens.expires());
    assertEquals(TokenHeader.BEARER, tokens.header());
    assertEquals("issued tokens", tokens.toString());
    assertTrue(tokens.credentials().required());
    assertFalse(tokens.credentials().isBasic());
  }

  @Test
  void a_token_has_ended_only_where_its_source_can_end_it() {
    assertEquals(Optional.empty(), tokens.ended());
    assertTrue(tokens.secrets().contains("token-1"), "it was a secret all the same");
    source.revokes = true;
    assertEquals(Optional.of("token-2"), tokens.ended());
    source.down = true;
    assertEquals(Optional.empty(), tokens.ended());
  }
}
