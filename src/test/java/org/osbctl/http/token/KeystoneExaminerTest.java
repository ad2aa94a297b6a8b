package org.osbctl.http.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osbctl.client.BrokerClient;
import org.osbctl.client.Caller;
import org.osbctl.http.Authentication;
import org.osbctl.http.ExaminedTokens;
import org.osbctl.http.IssuedTokens;
import org.osbctl.http.Target;
import org.osbctl.http.TokenException;
import org.osbctl.http.TokenHeader;
import org.osbctl.http.Transport;
import org.osbctl.http.TransportOptions;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.operation.Operation.GetCatalog;
import org.osbctl.samples.FakeClock;
import org.osbctl.samples.TokenServer;
import org.osbctl.spec.ApiVersion;

class KeystoneExaminerTest {
  private final FakeClock clock = new FakeClock();
  private final TokenServer server = new TokenServer(clock);
  private final Keystone keystone = new Keystone(server.authUrl(), TransportOptions.DEFAULT, clock);

  @AfterEach
  void stop() {
    server.close();
  }

  private IssuedTokens tokens() {
    var login =
        KeystoneLogin.password(
            Map.of(
                "username", TokenServer.USER,
                "password", TokenServer.PASSWORD,
                "user_domain_name", "Default"));
    return new IssuedTokens(keystone.tokens(login), TokenHeader.X_AUTH_TOKEN, clock);
  }

  private static String token(IssuedTokens tokens) {
    return TokenHeader.X_AUTH_TOKEN.in(tokens.headers()).orElseThrow();
  }

  private KeystoneExaminer examiner(Optional<IssuedTokens> own) {
    return new KeystoneExaminer(keystone, own, Duration.ofSeconds(30), clock);
  }

  @Test
  void what_keystone_said_counts_for_a_while() {
    var token = token(tokens());
    var examiner = examiner(Optional.empty());
    assertTrue(examiner.test(token));
    server.revokeAll();
    int asked = server.seen().size();
    assertTrue(examiner.test(token));
    assertEquals(asked, server.seen().size());
    clock.forward(Duration.ofSeconds(30));
    assertFalse(examiner.test(token));
    assertEquals(asked + 1, server.seen().size());
  }

  @Test
  void what_cannot_be_a_token_is_not_asked_about() {
    var examiner = examiner(Optional.empty());
    assertFalse(examiner.test(" "));
    assertFalse(examiner.test("a\r\nX-Other: b"));
    assertEquals(0, server.seen().size());
    assertFalse(examiner.test("garbage"));
    assertEquals(1, server.seen().size());
  }

  @Test
  void own_token_is_renewed_once_when_it_is_revoked() {
    var own = tokens();
    var examiner = examiner(Optional.of(own));
    var token = token(tokens());
    assertTrue(examiner.test(token));
    server.revokeAll();
    assertFalse(examiner.test("another"), "asked with a new token of its own");
    assertEquals(3, server.issued());
  }

  @Test
  void broker_whose_keystone_is_down_answers_503() {
    var examiner = examiner(Optional.empty());
    var options =
        MockOptions.defaults().withAuthentication(new ExaminedTokens(examiner, server.authUrl()));
    try (var broker = MockBroker.start(options, clock);
        var transport = new Transport(TransportOptions.DEFAULT, clock)) {
      var bearer = new Authentication.Bearer("token", TokenHeader.X_AUTH_TOKEN);
      var client =
          new BrokerClient(
              transport,
              new Target(broker.url(), bearer),
              Caller.of(ApiVersion.LATEST),
              exchange -> {});
      var refused = client.send(new GetCatalog()).response().orElseThrow();
      assertEquals(401, refused.status());
      assertEquals(
          Optional.of("Keystone uri=\"" + server.authUrl() + "\""),
          refused.headers().first("WWW-Authenticate"));
      clock.forward(Duration.ofMinutes(1));
      server.troubled(500);
      assertEquals(503, client.send(new GetCatalog()).status());
      server.close();
      var down = client.send(new GetCatalog()).response().orElseThrow();
      assertEquals(503, down.status());
      assertTrue(down.body().text().contains("Keystone cannot be reached at"), down.body()::text);
      assertThrows(TokenException.class, () -> examiner.test("token"));
    }
  }
}
