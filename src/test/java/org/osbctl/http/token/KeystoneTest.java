package org.osbctl.http.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.http.Token;
import org.osbctl.http.TokenException;
import org.osbctl.http.TransportOptions;
import org.osbctl.samples.FakeClock;
import org.osbctl.samples.TokenServer;

/** Tokens of a Keystone, and what one may answer instead. */
@Timeout(30)
class KeystoneTest {
  private static final KeystoneLogin LOGIN =
      KeystoneLogin.password(
          Map.of(
              "username", TokenServer.USER,
              "password", TokenServer.PASSWORD,
              "user_domain_name", "Default"));

  private final FakeClock clock = new FakeClock();
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Keystone keystone(String path) {
    return new Keystone(server.url(path).uri(), TransportOptions.DEFAULT, clock);
  }

  private void answers(int status, String body, String... header) {
    var answer = new MockResponse.Builder().code(status).body(body);
    for (int i = 0; i < header.length; i += 2) {
      answer.addHeader(header[i], header[i + 1]);
    }
    server.enqueue(answer.build());
  }

  private TokenException refusal() {
    return assertThrows(TokenException.class, () -> keystone("/").tokens(LOGIN).issue());
  }

  @Test
  void token_is_issued_ended_and_never_printed() {
    try (var real = new TokenServer(clock)) {
      var source = new Keystone(real.authUrl(), TransportOptions.DEFAULT, clock).tokens(LOGIN);
      var token = source.issue();
      assertTrue(real.isValid(token.value()));
      assertEquals(Optional.of(clock.instant().plus(Duration.ofHours(1))), token.expires());
      assertTrue(source.revoke(token));
      assertFalse(real.isValid(token.value()));
      assertEquals(List.of(TokenServer.PASSWORD), source.secrets());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/identity", "/identity/", "/identity/v3", "/identity/v3//"})
  void address_may_name_the_version(String path) throws Exception {
    answers(201, "{}", "X-Subject-Token", "abc");
    keystone(path).tokens(LOGIN).issue();
    assertEquals("/identity/v3/auth/tokens", server.takeRequest().getTarget());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "<html>",
        "{\"token\":{\"expires_at\":\"tomorrow\"}}",
        "{\"token\":{\"expires_at\":5}}",
        "{\"token\":{\"expires_at\":\"\"}}"
      })
  void token_may_have_no_end(String body) {
    answers(201, body, "X-Subject-Token", "abc");
    assertEquals(new Token("abc", Optional.empty()), keystone("/").tokens(LOGIN).issue());
  }

  @Test
  void token_is_looked_for_in_its_header() {
    answers(201, "{\"token\":{}}");
    var e = refusal();
    assertEquals(TokenException.Kind.SERVICE, e.kind());
    assertEquals("the answer has no header X-Subject-Token", e.reason());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {\"error\":{\"message\":\"no canary-keystone-password\"}} | SETTING | no ***",
        "401 | {} | SETTING | it gave no reason",
        "403 | {} | SETTING | it gave no reason",
        "404 | {} | SERVICE | there is no identity API v3 at this address; see OS_AUTH_URL",
        "200 | {} | SERVICE | that is no answer to such a request",
        "500 | {} | SERVICE | that is no answer to such a request"
      })
  void refusal_says_whose_fault_it_is(
      int status, String body, TokenException.Kind kind, String reason) {
    answers(status, body, "X-Subject-Token", "abc");
    var e = refusal();
    assertEquals(kind, e.kind());
    assertEquals(reason, e.reason());
  }

  @ParameterizedTest
  @CsvSource({"200, true", "404, false"})
  void keystone_says_whether_a_token_is_valid(int status, boolean valid) throws Exception {
    answers(status, "{}");
    assertEquals(valid, keystone("/").isValid("abc", "own"));
    var request = server.takeRequest();
    assertEquals("GET", request.getMethod());
    assertEquals("own", request.getHeaders().get("X-Auth-Token"));
    assertEquals("abc", request.getHeaders().get("X-Subject-Token"));
  }

  @Test
  void token_that_may_not_ask_about_itself_is_not_valid() {
    answers(401, "{}");
    assertFalse(keystone("/").isValid("abc", "abc"));
    answers(401, "{}");
    var e = assertThrows(TokenException.class, () -> keystone("/").isValid("abc", "own"));
    assertEquals(TokenException.Kind.SETTING, e.kind());
    answers(503, "{}");
    var down = assertThrows(TokenException.class, () -> keystone("/").isValid("abc", "own"));
    assertEquals(TokenException.Kind.SERVICE, down.kind());
  }

  @Test
  void life_that_was_not_ended_goes_on() {
    answers(403, "{}");
    assertFalse(keystone("/").tokens(LOGIN).revoke(new Token("abc", Optional.empty())));
    assertEquals(
        "Keystone login", LOGIN.toString(), "and what is told of a login has nothing of it");
  }
}
