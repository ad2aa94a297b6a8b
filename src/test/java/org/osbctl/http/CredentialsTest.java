package org.osbctl.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is let in, seen from the door. */
class CredentialsTest {
  private static final Authentication BASIC = new Authentication.Basic("platform", "geheim");

  @Test
  void open_door_asks_for_nothing() {
    assertEquals(List.of(), Credentials.NONE.wrong(Headers.NONE));
    assertEquals(List.of(), Credentials.NONE.wrong(Headers.of("Authorization", "Basic x")));
    assertFalse(Credentials.NONE.required());
    assertFalse(Credentials.NONE.isBasic());
  }

  @Test
  void pair_has_to_be_the_one_agreed_on() {
    var credentials = BASIC.credentials();
    assertEquals(List.of(), credentials.wrong(BASIC.headers()));
    assertEquals(List.of("Authorization"), credentials.wrong(Headers.NONE));
    assertEquals(
        List.of("Authorization"),
        credentials.wrong(new Authentication.Basic("platform", "other").headers()));
    assertTrue(credentials.required());
    assertTrue(credentials.isBasic());
  }

  @Test
  void token_that_is_given_is_the_only_right_one() {
    var bearer = new Authentication.Bearer("abc").credentials();
    assertTrue(bearer.required());
    assertFalse(bearer.isBasic());
    assertEquals(List.of(), bearer.wrong(Headers.of("authorization", "Bearer abc")));
    var openStack = new Authentication.Bearer("abc", TokenHeader.X_AUTH_TOKEN).credentials();
    assertEquals(
        List.of("X-Auth-Token"), openStack.wrong(Headers.of("Authorization", "Bearer abc")));
  }

  @Test
  void scheme_of_a_token_is_read_in_any_case() {
    assertEquals(
        Optional.of("abc"), TokenHeader.BEARER.in(Headers.of("Authorization", "bEARER  abc ")));
    assertEquals(Optional.empty(), TokenHeader.BEARER.in(Headers.of("Authorization", "Basic abc")));
    assertEquals(
        Optional.of("abc"), TokenHeader.X_AUTH_TOKEN.in(Headers.of("x-auth-token", "abc")));
  }

  @Test
  void issuer_is_asked_about_a_token_in_either_header() {
    var issuer = URI.create("http://keystone.example.com/v3");
    var examined = new ExaminedTokens("valid"::equals, issuer);
    assertEquals(Headers.NONE, examined.headers());
    assertEquals(List.of(), examined.secrets());
    assertEquals(List.of("X-Auth-Token"), examined.wrong(Headers.NONE));
    assertEquals(List.of("X-Auth-Token"), examined.wrong(Headers.of("X-Auth-Token", "other")));
    assertEquals(
        List.of("Authorization"), examined.wrong(Headers.of("Authorization", "Bearer other")));
    assertEquals(Headers.NONE, examined.headers(), "none was right so far");

    for (var header : TokenHeader.values()) {
      assertEquals(List.of(), examined.wrong(header.of("valid")));
      assertEquals(header.of("valid"), examined.headers());
      assertEquals(List.of("valid"), examined.secrets());
    }
    assertTrue(examined.required());
    assertFalse(examined.isBasic());
    assertEquals(issuer, examined.issuer());
    assertEquals(
        List.of("Authorization"),
        examined.credentials().wrong(Headers.of("Authorization", "Bearer x")));
    assertEquals("examined tokens", examined.toString());
  }

  @Test
  void redaction_learns_a_token_when_it_is_seen() {
    var examined = new ExaminedTokens("geheimes"::equals, URI.create("http://keystone"));
    var redaction = Redaction.of(examined, List.of("anderes"));
    assertEquals("geheimes ***", redaction.text("geheimes anderes"));
    examined.wrong(Headers.of("X-Auth-Token", "geheimes"));
    assertEquals("*** ***", redaction.text("geheimes anderes"));
  }

  @Test
  void nothing_secret_is_in_the_name_of_an_authentication() {
    assertEquals("basic", BASIC.toString());
    assertEquals("bearer", new Authentication.Bearer("abc").toString());
    assertEquals("token", new Token("abc", Optional.empty()).toString());
  }
}
