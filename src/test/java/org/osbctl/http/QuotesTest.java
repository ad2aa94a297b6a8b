package org.osbctl.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sentences that quote an exchange. */
class QuotesTest {
  private static final Redaction REDACTION = new Redaction(List.of("geheim"));

  private static Quotes quotes(String sent, int status, String body) {
    return quotes(
        sent, new Outcome.Answered(new HttpResponseData(status, Headers.NONE, Body.of(body))));
  }

  private static Quotes quotes(String sent, Outcome outcome) {
    return new Quotes(
        new Exchange(
            Instant.EPOCH,
            new HttpRequestData("PUT", URI.create("http://b/"), Headers.NONE, Body.of(sent)),
            outcome,
            new Timing(Duration.ZERO)),
        REDACTION);
  }

  @Test
  void what_is_masked_in_the_bodies_is_masked_in_sentences() {
    var quotes =
        quotes(
            "{\"parameters\":{\"password\":\"qwertz\"}}",
            200,
            "{\"credentials\":{\"hosts\":[\"db-0815\",\"db-4711\"],\"user\":\"u\"}}");
    assertEquals(
        "*** at *** or *** by user: ***",
        quotes.sentence("qwertz at db-0815 or db-4711 by user: geheim"));
  }

  @Test
  void numbers_and_long_texts_of_credentials_are_masked_too() {
    var quotes =
        quotes("", 200, "{\"credentials\":{\"pin\":471100,\"key\":\"" + "k".repeat(400) + "\"}}");
    assertEquals("*** and ***", quotes.sentence("471100 and " + "k".repeat(400)));
  }

  @Test
  void broker_is_quoted_where_it_refused() {
    var said = "{\"description\":\"no room for geheim\"}";
    assertEquals("no room for ***", quotes("", 400, said).said());
    assertEquals("", quotes("", 399, said).said());
    assertEquals("", quotes("", 500, "<html>").said());
    assertEquals("", quotes("", new Outcome.Failed(TransportFailure.Kind.TIMEOUT, "late")).said());
  }
}
