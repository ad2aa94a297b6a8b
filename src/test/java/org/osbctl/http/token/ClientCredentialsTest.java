package org.osbctl.http.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.http.TokenException;
import org.osbctl.http.TransportOptions;
import org.osbctl.samples.FakeClock;
import org.osbctl.samples.TokenServer;

/** Tokens of an OAuth2 server, and what such a server may answer instead. */
@Timeout(30)
class ClientCredentialsTest {
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

  private ClientCredentials tokens(Optional<String> scope) {
    return tokens(server.url("/oauth/token").uri(), "geheim:", scope);
  }

  private ClientCredentials tokens(URI url, String secret, Optional<String> scope) {
    return new ClientCredentials(
        url, TokenServer.CLIENT, secret, scope, TransportOptions.DEFAULT, clock);
  }

  private void answers(int status, String body) {
    server.enqueue(new MockResponse.Builder().code(status).body(body).build());
  }

  private TokenException refusal() {
    return assertThrows(TokenException.class, () -> tokens(Optional.empty()).issue());
  }

  @Test
  void token_is_issued_for_a_client_with_anything_in_its_secret() {
    try (var real = new TokenServer(clock)) {
      var token = tokens(real.tokenUrl(), TokenServer.SECRET, Optional.empty()).issue();
      assertTrue(real.isValid(token.value()));
      assertEquals(Optional.of(clock.instant().plus(Duration.ofHours(1))), token.expires());
    }
  }

  @Test
  void request_is_a_form_with_the_scopes_that_are_asked_for() throws Exception {
    answers(200, "{\"access_token\":\"abc\"}");
    assertEquals(Optional.empty(), tokens(Optional.of("a b&c")).issue().expires());
    var request = server.takeRequest();
    assertEquals("POST", request.getMethod());
    assertEquals("grant_type=client_credentials&scope=a+b%26c", request.getBody().utf8());
    assertEquals("application/x-www-form-urlencoded", request.getHeaders().get("Content-Type"));
    assertEquals("application/json", request.getHeaders().get("Accept"));
  }

  @Test
  void secret_and_what_stands_for_it_are_never_printed() {
    var secrets = tokens(Optional.empty()).secrets();
    assertTrue(secrets.contains("geheim:"), "as it is");
    assertTrue(secrets.contains("geheim%3A"), "as it travels");
    assertEquals(3, secrets.size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"access_token\":\"abc\",\"expires_in\":60} | 60",
        "{\"access_token\":\"abc\",\"expires_in\":\"60\",\"token_type\":\"BEARER\"} | 60",
        "{\"access_token\":\"abc\",\"expires_in\":0} | 0",
        "{\"access_token\":\"abc\",\"expires_in\":-1} | ",
        "{\"access_token\":\"abc\",\"expires_in\":\"soon\"} | ",
        "{\"access_token\":\"abc\",\"expires_in\":9223372036854775807} | ",
      })
  void end_of_a_token_is_told_or_not(String body, Long seconds) {
    answers(200, body);
    assertEquals(
        Optional.ofNullable(seconds).map(clock.instant()::plusSeconds),
        tokens(Optional.empty()).issue().expires());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | the answer has no usable access_token",
        "{\"access_token\":\" \"} | the answer has no usable access_token",
        "{\"access_token\":\"a b\"} | the answer has no usable access_token",
        "{\"access_token\":\"a\\u007f\"} | the answer has no usable access_token",
        "{\"access_token\":5} | the answer has no usable access_token",
        "<html> | the answer has no usable access_token",
        "{\"access_token\":\"a\",\"token_type\":\"mac\"} | the token is of another type than Bearer"
      })
  void answer_without_a_token_is_the_fault_of_the_server(String body, String reason) {
    answers(200, body);
    var e = refusal();
    assertEquals(TokenException.Kind.SERVICE, e.kind());
    assertEquals(reason, e.reason());
  }

  @ParameterizedTest
  @CsvSource({"302", "399", "500", "503"})
  void status_that_is_no_answer_is_the_fault_of_the_server(int status) {
    answers(status, "{\"error\":\"invalid_client\"}");
    assertEquals(TokenException.Kind.SERVICE, refusal().kind());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {\"error\":\"invalid_scope\"} | invalid_scope | check --scope",
        "400 | {\"error\":\"unauthorized_client\",\"error_description\":\"no\\u001b geheim:\"} |"
            + " unauthorized_client: no\\u001b *** | allow this client the grant type"
            + " client_credentials",
        "401 | {} | the server gave no reason | check --token-url, --client-id and the client's"
            + " secret",
        "499 | <html> | the server gave no reason | check --token-url, --client-id and the"
            + " client's secret"
      })
  void refusal_is_quoted_without_the_secret(int status, String body, String reason, String remedy) {
    answers(status, body);
    var e = refusal();
    assertEquals(TokenException.Kind.SETTING, e.kind());
    assertEquals(reason, e.reason());
    assertEquals(remedy, e.remedy());
    assertTrue(e.getMessage().endsWith(" gave no token: status " + status + "."), e.getMessage());
  }

  @Test
  void server_that_is_not_there_is_named_without_what_its_address_holds() {
    var url = server.url("/oauth/token").uri().toString();
    server.close();
    var address = URI.create(url.replace("http://", "http://user:geheimes@") + "?token=geheimes");
    var e =
        assertThrows(
            TokenException.class, () -> tokens(address, "geheim", Optional.empty()).issue());
    assertEquals(TokenException.Kind.SERVICE, e.kind());
    assertTrue(e.getMessage().startsWith("The token server cannot be reached at http://***@"));
    assertTrue(e.getMessage().endsWith("/oauth/token."), e.getMessage());
    assertFalse(e.getMessage().contains("geheimes"), e.getMessage());
    assertTrue(e.reason().startsWith("connection refused"), e.reason());
  }
}
