package org.osbctl.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.spec.Json;

/** The forms in which people see an exchange. */
class PrintoutTest {
  private static final String URL = "http://localhost:8080/v2/service_instances/i1";
  private static final Authentication BASIC = new Authentication.Basic("platform", "geheim");

  private static HttpRequestData request(String method, String url, Headers headers, Body body) {
    return new HttpRequestData(method, URI.create(url), headers, body);
  }

  private static HttpRequestData provision() {
    return request(
        "PUT",
        URL + "?accepts_incomplete=true",
        BASIC
            .headers()
            .with("X-Broker-API-Version", "2.17")
            .with("Content-Type", "application/json"),
        Body.of("{\"plan_id\":\"it's\",\"parameters\":{\"password\":\"qwertz\"}}"));
  }

  private static Printout printout(HttpRequestData request, Outcome outcome) {
    return new Printout(
        new Exchange(
            Instant.parse("2026-01-01T00:00:00Z"),
            request,
            outcome,
            new Timing(Duration.ofMillis(103))),
        new Redaction(BASIC.secrets()));
  }

  private static Printout printout(HttpRequestData request) {
    return printout(request, answered(200, Headers.NONE, Body.NONE));
  }

  private static Outcome answered(int status, Headers headers, Body body) {
    return new Outcome.Answered(new HttpResponseData(status, headers, body));
  }

  private static Printout answer(Headers headers, Body body) {
    return printout(provision(), answered(200, headers, body));
  }

  @Test
  void curl_can_be_copied_and_holds_no_credentials() {
    assertEquals(
        "curl -sS -i -X PUT '"
            + URL
            + "?accepts_incomplete=true' -u \"$SB_BROKER_USERNAME:$SB_BROKER_PASSWORD\""
            + " -H 'X-Broker-API-Version: 2.17' -H 'Content-Type: application/json'"
            + " -d '{\"plan_id\":\"it'\\''s\",\"parameters\":{\"password\":\"***\"}}'",
        printout(provision()).curl());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, curl -sS -i http://localhost/",
    "HEAD, curl -sS -i -I http://localhost/",
    "DELETE, curl -sS -i -X DELETE http://localhost/"
  })
  void curl_knows_the_method(String method, String expected) {
    var request = request(method, "http://localhost/", Headers.NONE, Body.NONE);
    assertEquals(expected, printout(request).curl());
  }

  @Test
  void curl_takes_a_token_from_the_environment() {
    var headers = new Authentication.Bearer("abcdef").headers();
    assertEquals(
        "curl -sS -i http://localhost/ -H \"Authorization: Bearer $OSBCTL_TOKEN\"",
        printout(request("GET", "http://localhost/", headers, Body.NONE)).curl());
    assertEquals(
        "curl -sS -i http://localhost/ -H \"Authorization: $OSBCTL_AUTHORIZATION\" -H 'X-A;'",
        printout(
                request(
                    "GET",
                    "http://localhost/",
                    Headers.of("authorization", "Digest geheim", "X-A", ""),
                    Body.NONE))
            .curl());
  }

  @Test
  void curl_is_kept_from_its_own_ideas() {
    var request =
        request("PATCH", "http://localhost/v2/../x", Headers.NONE, Body.of("@/etc/passwd"));
    assertEquals(
        "curl -sS -i -X PATCH --path-as-is http://localhost/v2/../x -H Content-Type:"
            + " --data-raw @/etc/passwd",
        printout(request).curl());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void shell_gives_back_what_was_quoted() throws Exception {
    for (var word : List.of("", "a b", "it's", "$HOME `id` \\ \"x\" !!", "*", "a\nb", "~", "#x")) {
      var shell = new ProcessBuilder("sh", "-c", "printf %s " + Shell.quoted(word)).start();
      assertTrue(shell.waitFor(10, TimeUnit.SECONDS));
      assertEquals(word, new String(shell.getInputStream().readAllBytes(), UTF_8));
    }
  }

  @Test
  void trace_shows_request_answer_and_time() {
    var outcome =
        answered(
            202, Headers.of("content-type", "application/json"), Body.of("{\"operation\":\"o\"}"));
    assertEquals(
        """
        > PUT http://localhost:8080/v2/service_instances/i1?accepts_incomplete=true
        > Authorization: Basic ***
        > X-Broker-API-Version: 2.17
        > Content-Type: application/json
        >
        > {
        >   "plan_id" : "it's",
        >   "parameters" : {
        >     "password" : "***"
        >   }
        > }
        < 202 (103 ms)
        < content-type: application/json
        <
        < {
        <   "operation" : "o"
        < }
        """,
        printout(provision(), outcome).trace());
  }

  @Test
  void trace_shows_a_failure() {
    var failure =
        new TransportFailure(TransportFailure.Kind.REFUSED, "nothing listens, geheim or not");
    var request = request("GET", "http://u:p@localhost/v2/catalog", Headers.NONE, Body.NONE);
    assertEquals(
        """
        > GET http://***@localhost/v2/catalog
        * refused: nothing listens, *** or not (103 ms)
        """,
        printout(request, new Outcome.Failed(failure)).trace());
  }

  @Test
  void trace_shows_text_line_by_line_and_nothing_that_acts() {
    var trace =
        answer(Headers.of("x", "a\u001b[2J"), Body.of("<p>\u202eSorry\r\nline 2\u0007")).trace();
    assertTrue(
        trace.endsWith(
            """
            < 200 (103 ms)
            < x: a\\u001b[2J
            <
            < <p>\\u202eSorry
            < line 2\\u0007
            """),
        trace);
  }

  @Test
  void body_that_is_no_text_is_told_by_its_size() {
    var packed = answer(Headers.of("Content-Encoding", "gzip"), Body.of(new byte[] {31, -117}));
    assertTrue(packed.trace().endsWith("<\n< [2 bytes, not shown, gzip]\n"), packed.trace());
    var binary = answer(Headers.NONE, Body.of(new byte[] {0, 1, 2}));
    assertEquals("3 bytes, not shown", binary.toJson().at("/response/bodyNote").stringValue());
    assertFalse(binary.toJson().get("response").has("body"));
  }

  @Test
  void json_has_everything() {
    var outcome =
        answered(201, Headers.of("a", "1", "A", "2"), Body.of("{\"credentials\":{\"u\":\"x\"}}"));
    assertEquals(
        Json.parse(
                """
                {"method":"PUT",
                 "url":"http://localhost:8080/v2/service_instances/i1?accepts_incomplete=true",
                 "at":"2026-01-01T00:00:00Z","status":201,"ms":103,
                 "request":{"headers":[
                     {"name":"Authorization","value":"Basic ***"},
                     {"name":"X-Broker-API-Version","value":"2.17"},
                     {"name":"Content-Type","value":"application/json"}],
                   "body":{"plan_id":"it's","parameters":{"password":"***"}}},
                 "response":{"headers":[{"name":"a","value":"1"},{"name":"A","value":"2"}],
                   "body":{"credentials":{"u":"***"}}}}
                """
                    .getBytes(UTF_8))
            .node()
            .toString(),
        printout(provision(), outcome).toJson().toString());
  }

  @Test
  void json_of_a_failure_has_no_response() {
    var failure = new TransportFailure(TransportFailure.Kind.NOT_HTTP, "no HTTP");
    var json = printout(provision(), new Outcome.Failed(failure)).toJson();
    assertEquals("not http", json.at("/failure/kind").stringValue());
    assertEquals("no HTTP", json.at("/failure/detail").stringValue());
    assertFalse(json.has("status"));
    assertFalse(json.has("response"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "{\"a\":\"x\"}"})
  void long_body_is_cut_with_a_note(String pattern) {
    var text = pattern.replace("x", "x".repeat(20_000));
    var response = answer(Headers.NONE, Body.of(text)).toJson().get("response");
    assertEquals(16_384, response.get("body").stringValue().length());
    assertTrue(
        response
            .get("bodyNote")
            .stringValue()
            .matches("cut after 16384 characters of a body of 200\\d\\d bytes"),
        response.get("bodyNote").stringValue());
  }

  @Test
  void duplicate_members_are_noted() {
    var response = answer(Headers.NONE, Body.of("{\"a\":1,\"a\":2}")).toJson().get("response");
    assertEquals("a member stands twice in an object", response.get("bodyNote").stringValue());
  }

  @Test
  void json_shows_what_hides_in_strings_and_names() {
    var body = Body.of("{\"a\u202eb\":\"c\u200bd\\u009b\\n\"}");
    var shown = answer(Headers.NONE, body).toJson().at("/response/body");
    assertEquals("{\"a\\\\u202eb\":\"c\\\\u200bd\\\\u009b\\n\"}", shown.toString());
  }

  @Test
  void body_as_long_as_the_limit_is_whole() {
    var whole = answer(Headers.NONE, Body.of("x".repeat(16_384))).toJson().get("response");
    assertEquals(16_384, whole.get("body").stringValue().length());
    assertFalse(whole.has("bodyNote"));
  }

  @Test
  void cut_does_not_divide_a_character() {
    var text = "x".repeat(16_383) + "😀😀";
    var response = answer(Headers.NONE, Body.of(text)).toJson().get("response");
    assertEquals("x".repeat(16_383), response.get("body").stringValue());
    assertTrue(response.get("bodyNote").stringValue().startsWith("cut after 16383 characters"));
  }

  @Test
  void body_of_many_megabytes_is_told_by_its_size() {
    var response = answer(Headers.NONE, Body.of(" ".repeat(4_194_305))).toJson().get("response");
    assertEquals("4194305 bytes, not shown: too large", response.get("bodyNote").stringValue());
    assertFalse(response.has("body"));
  }

  @Test
  void body_that_says_it_is_not_packed_is_shown() {
    var response = answer(Headers.of("Content-Encoding", "identity"), Body.of("x")).toJson();
    assertEquals("x", response.at("/response/body").stringValue());
  }

  @Test
  void message_without_a_body_has_none() {
    var json = answer(Headers.NONE, Body.NONE).toJson();
    assertEquals("{\"headers\":[]}", json.get("response").toString());
  }

  @Test
  void json_shows_what_hides_in_arrays() {
    var shown = answer(Headers.NONE, Body.of("[\"a\u202e\",[1]]")).toJson().at("/response/body");
    assertEquals("[\"a\\\\u202e\",[1]]", shown.toString());
  }

  @Test
  void curl_takes_the_token_of_open_stack_from_its_variable() {
    var headers = new Authentication.Bearer("abcdef", TokenHeader.X_AUTH_TOKEN).headers();
    assertEquals(
        "curl -sS -i http://localhost/ -H \"X-Auth-Token: $OS_TOKEN\"",
        printout(request("GET", "http://localhost/", headers, Body.NONE)).curl());
  }
}
