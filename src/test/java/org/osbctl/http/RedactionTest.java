package org.osbctl.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.spec.Json;

/** No secret passes the only door, and what is none does. */
class RedactionTest {
  private static final Redaction NOTHING_KNOWN = new Redaction(List.of());

  private static void assertText(String expected, String text) {
    assertEquals(expected, NOTHING_KNOWN.text(text));
  }

  private static void assertBody(String expected, String body) {
    assertEquals(expected, NOTHING_KNOWN.body(Body.of(body)));
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization, Basic dXNlcjpwYXNz, Basic ***",
    "authorization, bearer abc, bearer ***",
    "Authorization, geheim, ***",
    "Authorization, my geheim, ***",
    "Proxy-Authorization, Basic dXNlcjpwYXNz, Basic ***",
    "Set-Cookie, 'session=abc; Path=/', ***",
    "X-Auth-Token, abc, ***",
    "X-My-Secret, abc, ***",
    "WWW-Authenticate, Basic realm=\"broker\", Basic realm=\"broker\"",
    "Location, https://user:pass@host/?token=abc, https://***@host/?token=***",
    "X-Broker-API-Request-Identity, e26cee84-6b38-4456-b34e-d1a9f002c956,"
        + " e26cee84-6b38-4456-b34e-d1a9f002c956"
  })
  void headers(String name, String value, String expected) {
    assertEquals(expected, NOTHING_KNOWN.header(name, value));
  }

  static Stream<String> secrets() {
    return Stream.of(
        "geheim",
        "p@ss/w+rd&x=1",
        "with blank",
        "back\\slash\"quote\"",
        "100%25%41sure",
        "Größe✓😀",
        "line\nbreak\ttab",
        "<html>&'",
        "a".repeat(500));
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void secret_known_by_heart_is_found_in_every_disguise(String secret) {
    var redaction = new Redaction(List.of(secret));
    var json = Json.text(Json.object().put("x", secret));
    var utf16 = new StringBuilder();
    secret.chars().forEach(c -> utf16.append("\\u%04X".formatted(c)));
    var percent = new StringBuilder();
    for (byte octet : secret.getBytes(UTF_8)) {
      percent.append("%%%02x".formatted(octet));
    }
    var form = URLEncoder.encode(secret, UTF_8);
    var quoted = json.substring(6, json.length() - 2);
    for (var disguise :
        List.of(
            secret,
            quoted,
            quoted.replace("/", "\\/"),
            utf16.toString(),
            utf16.toString().toLowerCase(java.util.Locale.ROOT),
            form,
            form.replace("+", "%20"),
            form.toLowerCase(java.util.Locale.ROOT).equals(form) ? form : form.replace("%2F", "/"),
            percent.toString(),
            Base64.getEncoder().encodeToString(secret.getBytes(UTF_8)),
            Base64.getUrlEncoder().encodeToString(secret.getBytes(UTF_8)))) {
      var redacted = redaction.text("before <" + disguise + "> after " + disguise);
      assertEquals(
          "before <***> after ***",
          redacted.replace("***==", "***").replace("***=", "***"),
          disguise);
    }
  }

  @Test
  void json_in_json_is_searched_too() {
    var redaction = new Redaction(List.of("a\"b/c"));
    var inner = Json.text(Json.object().put("x", "a\"b/c"));
    var outer = Json.object().put("description", inner);
    assertFalse(redaction.body(Body.of(outer)).contains("b/c"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void secret_in_the_middle_of_base64_is_masked(int before) {
    var text = "u".repeat(before) + ":geheimnis:" + "v".repeat(5 - before);
    for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
      var encoded = encoder.encodeToString(text.getBytes(UTF_8));
      var redacted = new Redaction(List.of("geheimnis")).text("x " + encoded + " y");
      assertTrue(redacted.contains("***"), redacted);
      // The letters on either side share their groups with the secret.
      assertTrue(redacted.length() <= "x *** y".length() + encoded.length() - 16, redacted);
      assertFalse(redacted.contains("Z2VoZWlt"), redacted);
    }
  }

  @Test
  void basic_pair_is_masked_in_messages() {
    var basic = new Authentication.Basic("platform", "geheim");
    var encoded = basic.headers().first("Authorization").orElseThrow();
    assertEquals(
        "got '***' for ***",
        new Redaction(basic.secrets()).text("got '" + encoded.substring(6) + "' for geheim"));
    assertText("header Basic *** is wrong", "header " + encoded + " is wrong");
  }

  @Test
  void short_secrets_are_not_searched() {
    assertEquals("a=abc", new Redaction(List.of("abc", "", "    ")).text("a=abc"));
  }

  @Test
  void overlapping_secrets_are_masked_as_one() {
    var redaction = new Redaction(List.of("geheim", "geheimnis", "nisse"));
    assertEquals("<***>", redaction.text("<geheimnisse>"));
  }

  @Test
  void secrets_that_touch_are_masked_as_one() {
    assertEquals("<***>", new Redaction(List.of("geheim", "nisse")).text("<geheimnisse>"));
  }

  @Test
  void known_secret_is_masked_as_name_and_as_number() {
    var redaction = new Redaction(List.of("geheim", "12345678"));
    assertEquals(
        "{\"***\":{\"a\":\"***\"}}", redaction.body(Body.of("{\"geheim\":{\"a\":12345678}}")));
  }

  @ParameterizedTest
  @CsvSource({
    "see https://user:pass@host:8080/path, see https://***@host:8080/path",
    "postgres://user:p@ss@host/db, postgres://***@host/db",
    "postgres://user:pa/ss?x#y@host/db, postgres://***@host/db",
    "amqp://token@host, amqp://***@host",
    "https://user:1234@host, https://***@host",
    "syslog-tls://user:pass@[::1]:6514, syslog-tls://***@[::1]:6514",
    "'https:\\/\\/user:pass@host\\/x', 'https:\\/\\/***@host\\/x'",
    "jdbc:mysql://host:3306/db?user=u&password=p, jdbc:mysql://host:3306/db?user=u&password=***",
    "https://host/x?sig=abc%2F&sv=1, https://host/x?sig=***&sv=1",
    "https://host:8080/a/b@c, https://host:8080/a/b@c",
    "http://localhost:8080/v2/catalog, http://localhost:8080/v2/catalog",
    "mail me@example.com: https://example.com/ me@x, mail me@example.com: https://example.com/ me@x"
  })
  void urls(String text, String expected) {
    assertText(expected, text);
  }

  @ParameterizedTest
  @CsvSource({
    "Server=db;Password=geheim;Port=1, Server=db;Password=***;Port=1",
    "password='it is' x, password='***' x",
    "password=\"it is\" x, password=\"***\" x",
    "curl -H 'X-Vault-Token: s.abc1' x, curl -H 'X-Vault-Token: ***' x",
    "Invalid token: abc1 (expired), Invalid token: *** (expired)",
    "wrong password: 'geheim', wrong password: '***'",
    "the password: must have 8 letters, the password: must have 8 letters",
    "Basic authentication required, Basic authentication required",
    "Bearer authentication required, Bearer authentication required",
    "Bearer abcdefgh12345678, Bearer ***",
    "invalid credentials for user x, invalid credentials for user x",
    "got eyJhbGciOiJIUzI1.eyJzdWIiOiIx.c2ln here, got *** here",
    "plan_id=1&service_id=2&operation=3, plan_id=1&service_id=2&operation=3"
  })
  void messages(String text, String expected) {
    assertText(expected, text);
  }

  @Test
  void private_key_in_a_text() {
    assertText(
        "x -----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY----- y",
        "x -----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- y");
    assertText("-----BEGIN PRIVATE KEY-----***", "-----BEGIN PRIVATE KEY-----\nMII");
  }

  @Test
  void credentials_are_masked_at_any_depth_but_their_shape_stays() {
    assertBody(
        "{\"a\":[{\"credentials\":{\"uri\":\"***\",\"port\":\"***\",\"tls\":\"***\",\"none\":null,"
            + "\"hosts\":[\"***\",{\"x\":\"***\"}]}}],\"state\":\"succeeded\"}",
        "{\"a\":[{\"credentials\":{\"uri\":\"x\",\"port\":1,\"tls\":true,\"none\":null,"
            + "\"hosts\":[\"h\",{\"x\":\"y\"}]}}],\"state\":\"succeeded\"}");
    assertBody("{\"credentials\":\"***\"}", "{\"credentials\":\"x\"}");
    assertBody("{\"Credentials\":[\"***\"]}", "{\"Credentials\":[\"x\"]}");
  }

  @Test
  void only_the_last_of_duplicate_members_is_shown_and_masked() {
    assertBody(
        "{\"credentials\":{\"a\":\"***\"}}",
        "{\"credentials\":{\"a\":\"one\"},\"credentials\":{\"a\":\"two\"}}");
  }

  @Test
  void places_of_secrets_in_the_specification() {
    assertBody(
        """
        {"dashboard_client":{"id":"c","secret":"***","redirect_uri":"https://h/"},\
        "syslog_drain_url":"syslog://***@h:1","route_service_url":"https://***@h",\
        "volume_mounts":[{"driver":"nfs","device":{"volume_id":"v","mount_config":\
        {"key":"***"}}}],"dashboard_url":"https://h/?token=***"}\
        """,
        """
        {"dashboard_client":{"id":"c","secret":"geheim","redirect_uri":"https://h/"},
        "syslog_drain_url":"syslog://u:p@h:1","route_service_url":"https://u:p@h",
        "volume_mounts":[{"driver":"nfs","device":{"volume_id":"v","mount_config":
        {"key":"x"}}}],"dashboard_url":"https://h/?token=abc"}\
        """);
  }

  @Test
  void parameters_with_names_of_secrets() {
    assertBody(
        """
        {"parameters":{"adminPassword":"***","api-key":"***","pins":"1","db_pwd":"***",\
        "userPass":"***","size":5,"tokens":["***","***"],"secret":{"value":"***"},\
        "password_required":true,"passwordless":null,"compass":"n",\
        "env":[{"name":"DB_PASSWORD","value":"***"},{"name":"DB_HOST","value":"h"}]}}\
        """,
        """
        {"parameters":{"adminPassword":"x","api-key":"x","pins":"1","db_pwd":7,
        "userPass":"x","size":5,"tokens":["a","b"],"secret":{"value":"x"},
        "password_required":true,"passwordless":null,"compass":"n",
        "env":[{"name":"DB_PASSWORD","value":"x"},{"name":"DB_HOST","value":"h"}]}}\
        """);
  }

  @Test
  void schemas_in_a_catalog_stay_readable() {
    var catalog =
        "{\"schemas\":{\"service_instance\":{\"create\":{\"parameters\":{\"type\":\"object\","
            + "\"properties\":{\"password\":{\"type\":\"string\",\"minLength\":8}},"
            + "\"required\":[\"password\"]}}}}}";
    assertBody(catalog, catalog);
    assertBody(
        "{\"schemas\":{\"password\":{\"x\":\"***\"}}}",
        "{\"schemas\":{\"password\":{\"x\":\"geheim\"}}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"credentials\":{\"uri\":\"x\",\"a\":[1,{\"b\":2}]},\"x\":1 |"
            + " {\"credentials\":***,\"x\":1",
        "{\"a\":1,\"credentials\" : {\"uri\":\"ge | {\"a\":1,\"credentials\" : ***",
        "{\"a\":1,\"credentials\":{\"x\":\"}\\\"}\"},\"b\":2 |"
            + " {\"a\":1,\"credentials\":***,\"b\":2",
        "{\"password\":\"ge\\\"heim\",\"b\":2 | {\"password\":\"***\",\"b\":2",
        "{\"password\":\"gehei | {\"password\":\"***",
        "{\"password\":123,\"b\":2 | {\"password\":***,\"b\":2",
        "{\"token_required\":true,\"b\":2 | {\"token_required\":true,\"b\":2",
        "{'password': 'geheim', 'b': 2} | {'password': '***', 'b': 2}",
        "{\\\"password\\\":\\\"geheim\\\",\\\"b\\\":2 | {\\\"password\\\":\\\"***\\\",\\\"b\\\":2",
        "<r><password>geheim</password><b>2</b></r> | <r><password>***</password><b>2</b></r>",
        "<credentials><user>u</user> | <credentials>***",
        "user=u&password=geheim&x=1 | user=u&password=***&x=1"
      })
  void bodies_that_are_no_json(String body, String expected) {
    assertBody(expected, body);
  }

  @Test
  void yaml_is_masked_by_its_indentation() {
    assertBody(
        """
        a: 1
        credentials:
        ***
        b: 2
        password: ***
        c:
          - token: ***
            d: 3
        """,
        """
        a: 1
        credentials:
          uri: x
          list:
          - y
        b: 2
        password: very geheim
        c:
          - token: abc
            d: 3
        """);
  }

  @Test
  void user_info_in_the_base_url_is_not_told() {
    var target =
        new Target(java.net.URI.create("https://user:geheim@host/x/"), new Authentication.None());
    assertFalse(target.toString().contains("geheim"), target.toString());
  }

  @Test
  void of_a_very_long_text_the_beginning_is_shown() {
    int longest = 1 << 18;
    int margin = 1 << 12;
    var whole = "x ".repeat((longest + margin) / 2);
    assertText(whole, whole);
    assertText(
        whole.substring(0, longest) + "… (" + (longest + margin + 1) + " characters)", whole + "y");
    var cut = "x ".repeat(longest / 2) + " geheim";
    var shown = new Redaction(List.of("geheim")).text(cut + " ".repeat(2 * margin));
    assertFalse(shown.contains("geheim"), "a secret stands in what is cut off");
  }

  @Test
  void authentication_brings_its_secrets() {
    var bearer = new Authentication.Bearer("geheim-1");
    var redaction = Redaction.of(bearer, List.of("geheim-2"));
    assertEquals("*** ***", redaction.text("geheim-1 geheim-2"));
  }

  @Test
  void header_without_a_scheme_is_masked_whole() {
    assertEquals("***", NOTHING_KNOWN.header("Authorization", " geheim"));
  }

  @Test
  void large_body_is_redacted_again_when_more_is_known() {
    var tokens = new ExaminedTokens("geheimes"::equals, java.net.URI.create("http://keystone"));
    var redaction = Redaction.of(tokens, List.of());
    var body =
        Body.of(Json.object().put("a", "x".repeat(10_000)).put("b", "geheimes").put("c", "pass"));
    var before = redaction.json(body);
    assertEquals("geheimes", before.path("b").asString());
    assertSame(before, redaction.json(body));
    tokens.wrong(Headers.of("X-Auth-Token", "geheimes"));
    assertEquals("***", redaction.json(body).path("b").asString());
    var other = Body.of(Json.object().put("a", "y".repeat(10_000)));
    assertEquals(other.json(), redaction.json(other));
  }

  @Test
  void what_has_no_secret_in_it_is_not_copied() {
    var json = Body.of("{\"a\":[1,{\"b\":\"c\"}],\"d\":{\"password\":null}}").json();
    assertSame(json, NOTHING_KNOWN.json(json));
  }

  @Test
  void keys_of_an_environment_may_be_called_key() {
    assertBody(
        "{\"a\":[{\"key\":\"API_TOKEN\",\"value\":\"***\"},{\"key\":\"SIZE\",\"value\":\"3\"}]}",
        "{\"a\":[{\"key\":\"API_TOKEN\",\"value\":\"x\"},{\"key\":\"SIZE\",\"value\":\"3\"}]}");
  }
}
