package org.osbctl.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.spec.Json;

/** A request that was written down is read back. */
class TranscriptTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "{\"plan_id\":\"p\"}", "no JSON"})
  void request_is_what_it_was(String body) {
    var request =
        new HttpRequestData(
            "PATCH",
            URI.create("http://b/v2/service_instances/i?a=b"),
            Headers.of("X-Broker-API-Version", "2.17", "X", "1"),
            body.isEmpty() ? Body.NONE : Body.of(body));
    var exchange =
        new Exchange(
            Instant.EPOCH,
            request,
            new Outcome.Failed(TransportFailure.Kind.TIMEOUT, "late"),
            new Timing(Duration.ZERO));
    var written = new Printout(exchange, new Redaction(List.of())).toJson();
    assertEquals(
        request, Transcript.request(Json.parse(Json.text(written).getBytes(UTF_8)).node()));
  }
}
