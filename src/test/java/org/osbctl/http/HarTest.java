package org.osbctl.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** Archives of exchanges, written and read, ours and those of browsers. */
class HarTest {
  private static final Authentication BASIC = new Authentication.Basic("platform", "geheim");
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path folder;

  private static Exchange exchange(Headers sent, Body body, Outcome outcome) {
    return new Exchange(
        AT,
        new HttpRequestData("PUT", URI.create("http://b/v2/x?a=1&flag&c=d=e"), sent, body),
        outcome,
        new Timing(Duration.ofMillis(103)));
  }

  private static Outcome answered(int status, String body) {
    return new Outcome.Answered(
        new HttpResponseData(
            status, Headers.of("content-type", "application/json"), Body.of(body)));
  }

  private byte[] written(Exchange... exchanges) throws IOException {
    var file = folder.resolve("run.har");
    try (var writer =
        new HarWriter(file, "1.2.3", new Redaction(BASIC.secrets()), BASIC.credentials())) {
      for (var each : exchanges) {
        writer.add(each, "me");
      }
    }
    return Files.readAllBytes(file);
  }

  private JsonNode entry(Exchange exchange) throws IOException {
    return Json.parse(written(exchange)).node().at("/log/entries/0");
  }

  @Test
  void archive_gives_back_what_was_written_but_the_secrets() throws IOException {
    var sent = BASIC.headers().with("X-Broker-API-Version", "2.17");
    var archive =
        HarReader.read(
            written(
                exchange(sent, Body.of("{\"plan_id\":\"p\"}"), answered(201, "{\"a\":1}")),
                exchange(
                    Headers.NONE,
                    Body.NONE,
                    new Outcome.Failed(TransportFailure.Kind.REFUSED, "refused: geheim"))));
    assertTrue(archive.ours());
    var first = archive.exchanges().get(0);
    assertEquals(AT, first.at());
    assertEquals("PUT", first.request().method());
    assertEquals(URI.create("http://b/v2/x?a=1&flag&c=d=e"), first.request().uri());
    assertEquals(
        Headers.of("Authorization", "Basic ***", "X-Broker-API-Version", "2.17"),
        first.request().headers());
    assertEquals(Body.of("{\"plan_id\":\"p\"}"), first.request().body());
    assertEquals(answered(201, "{\"a\":1}"), first.outcome());
    assertEquals(Duration.ofMillis(103), first.timing().total());
    var second = archive.exchanges().get(1);
    assertEquals(Body.NONE, second.request().body());
    assertEquals(
        new Outcome.Failed(TransportFailure.Kind.REFUSED, "refused: ***"), second.outcome());
  }

  @Test
  void right_credentials_are_told_from_wrong_ones_though_both_are_masked() throws IOException {
    var wrong = new Authentication.Basic("platform", "falsch").headers();
    var archive =
        HarReader.read(
            written(
                exchange(wrong, Body.NONE, answered(401, "{}")),
                exchange(BASIC.headers(), Body.NONE, answered(200, "{}"))));
    assertEquals(Headers.of("Authorization", "Basic ***"), archive.credentials());
    var credentials = Credentials.of(archive.credentials());
    assertEquals(
        List.of("Authorization"),
        credentials.wrong(archive.exchanges().get(0).request().headers()));
    assertEquals(List.of(), credentials.wrong(archive.exchanges().get(1).request().headers()));
  }

  @ParameterizedTest
  @CsvSource({"200, true", "299, true", "199, false", "300, false", "401, false"})
  void credentials_are_right_where_they_were_served(int status, boolean right) throws IOException {
    var archive =
        HarReader.read(written(exchange(BASIC.headers(), Body.NONE, answered(status, "{}"))));
    assertEquals(right, !archive.credentials().equals(Headers.NONE));
  }

  @Test
  void wrong_credentials_that_are_served_do_not_become_right() throws IOException {
    var wrong = new Authentication.Basic("platform", "falsch").headers();
    var archive = HarReader.read(written(exchange(wrong, Body.NONE, answered(200, "{}"))));
    assertEquals(Headers.NONE, archive.credentials());
  }

  @Test
  void equal_secrets_have_equal_numbers_and_others_have_others() throws IOException {
    var body = "{\"credentials\":{\"a\":\"one\",\"b\":[\"two\",\"one\"]},\"id\":\"***\"}";
    var shown =
        Json.parse(
                entry(exchange(Headers.NONE, Body.of(body), answered(200, "{}")))
                    .at("/request/postData/text")
                    .asString()
                    .getBytes(UTF_8))
            .node();
    var one = shown.at("/credentials/a").asString();
    assertTrue(one.matches("\\*\\*\\*\\d"), one);
    assertEquals(one, shown.at("/credentials/b/1").asString());
    assertNotEquals(one, shown.at("/credentials/b/0").asString());
    assertNotEquals(one, shown.at("/id").asString(), "what looks like a mask is none of ours");
  }

  @Test
  void query_is_told_apart() throws IOException {
    var query =
        entry(exchange(Headers.NONE, Body.NONE, answered(200, "{}"))).at("/request/queryString");
    assertEquals(
        "[{\"name\":\"a\",\"value\":\"1\"},{\"name\":\"flag\",\"value\":\"\"},"
            + "{\"name\":\"c\",\"value\":\"d=e\"}]",
        query.toString());
  }

  @Test
  void entry_has_all_that_the_format_asks_for() throws IOException {
    var entry = entry(exchange(Headers.NONE, Body.of("{}"), answered(200, "<html>geheim")));
    assertEquals("me", entry.path("comment").asString());
    assertEquals(103, entry.path("time").asInt());
    assertEquals("{}", entry.path("cache").toString());
    assertEquals("{\"send\":0,\"wait\":103,\"receive\":0}", entry.path("timings").toString());
    for (var side : List.of("request", "response")) {
      var message = entry.path(side);
      assertEquals("HTTP/1.1", message.path("httpVersion").asString());
      assertTrue(message.path("cookies").isArray());
      assertEquals(-1, message.path("headersSize").asInt());
    }
    assertEquals(2, entry.at("/request/bodySize").asInt());
    assertEquals("<html>***", entry.at("/response/content/text").asString());
    assertEquals("application/json", entry.at("/response/content/mimeType").asString());
    assertEquals(12, entry.at("/response/content/size").asInt());
    assertTrue(entry.path("response").has("redirectURL"));
  }

  @Test
  void entry_without_an_answer_has_status_0() throws IOException {
    var failed = new Outcome.Failed(TransportFailure.Kind.TIMEOUT, "late");
    var response = entry(exchange(Headers.NONE, Body.NONE, failed)).path("response");
    assertEquals(0, response.path("status").asInt(-1));
    assertEquals(-1, response.path("headersSize").asInt());
  }

  @Test
  void file_is_a_whole_archive_after_each_entry() throws IOException {
    var file = folder.resolve("run.har");
    try (var writer = new HarWriter(file, "1", new Redaction(List.of()), Credentials.NONE)) {
      for (int entries = 0; entries < 3; entries++) {
        assertEquals(entries, HarReader.read(Files.readAllBytes(file)).exchanges().size());
        writer.add(exchange(Headers.NONE, Body.NONE, answered(200, "{}")), "me");
      }
    }
    assertEquals(3, HarReader.read(Files.readAllBytes(file)).exchanges().size());
  }

  @Test
  void archive_holds_nothing_that_acts_on_a_terminal() throws IOException {
    var body = "{\"a\":\"\u202eü\u007f😀\"}";
    var har = written(exchange(Headers.NONE, Body.NONE, answered(200, body)));
    for (byte each : har) {
      assertTrue(each == '\n' || (each >= ' ' && each < 0x7f), () -> "byte " + each);
    }
    var read = HarReader.read(har).exchanges().getFirst().response().orElseThrow();
    assertEquals(body, read.body().text());
  }

  @Test
  void failure_to_write_is_told_at_the_end() throws IOException {
    var writer =
        new HarWriter(folder.resolve("run.har"), "1", new Redaction(List.of()), Credentials.NONE);
    writer.close();
    writer.add(exchange(Headers.NONE, Body.NONE, answered(200, "{}")), "me");
    assertThrows(IOException.class, writer::close);
  }

  private static HarReader.Archive read(String entry) {
    return HarReader.read(("{\"log\": {\"entries\": [" + entry + "]}}").getBytes(UTF_8));
  }

  @Test
  void archive_of_a_browser_is_read() {
    var base64 = Base64.getEncoder().encodeToString("ä{".getBytes(UTF_8));
    var archive =
        read(
            """
            {"startedDateTime": "2026-01-01T02:00:00.000+02:00", "time": -7,
             "request": {"method": "GET", "url": "http://b/v2/catalog", "headers": [
               {"name": ":authority", "value": "b"}, {"name": "Accept", "value": "x"}]},
             "response": {"status": 100, "headers": [],
               "content": {"encoding": "base64", "text": "%s"}}}
            """
                .formatted(base64));
    assertFalse(archive.ours());
    assertEquals(Headers.NONE, archive.credentials());
    var exchange = archive.exchanges().getFirst();
    assertEquals(AT, exchange.at());
    assertEquals(Duration.ZERO, exchange.timing().total());
    assertEquals(Headers.of("Accept", "x"), exchange.request().headers());
    assertEquals(100, exchange.status());
    assertEquals("ä{", exchange.response().orElseThrow().body().text());
  }

  @ParameterizedTest
  @CsvSource({
    "'\"_kind\": \"TIMEOUT\", \"_error\": \"late\\u001b\"', TIMEOUT, late\\u001b",
    "'\"_kind\": \"NOBODY\"', OTHER, no answer was recorded",
    "'\"status\": 99', OTHER, no answer was recorded"
  })
  void entry_without_an_answer_is_a_failure(
      String response, TransportFailure.Kind kind, String detail) {
    var archive =
        read(
            """
            {"startedDateTime": "2026-01-01T00:00:00Z", "request": {"url": "http://b/"},
             "response": {%s}}
            """
                .formatted(response));
    assertEquals(new Outcome.Failed(kind, detail), archive.exchanges().getFirst().outcome());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HAR | it is not JSON",
        "{} | it has no log.entries",
        "{\"log\": {\"entries\": {}}} | it has no log.entries",
        "{\"log\": {\"entries\": [{}]}} | its entry 0 is none: ",
      })
  void what_is_no_archive_says_why(String text, String why) {
    var e =
        assertThrows(
            HarReader.UnreadableException.class, () -> HarReader.read(text.getBytes(UTF_8)));
    assertTrue(e.getMessage().startsWith(why), e.getMessage());
  }

  @Test
  void broken_entry_is_named_by_its_number() {
    var good =
        "{\"startedDateTime\": \"2026-01-01T00:00:00Z\", \"request\": {\"url\": \"http://b/\"}}";
    var e = assertThrows(HarReader.UnreadableException.class, () -> read(good + ", {}"));
    assertTrue(e.getMessage().startsWith("its entry 1 is none"), e.getMessage());
  }
}
