package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.http.Body;
import org.osbctl.http.Exchange;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.HttpResponseData;
import org.osbctl.http.Outcome;
import org.osbctl.http.Timing;
import org.osbctl.lifecycle.Known;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Wire;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;

/** What single answers are taken for. */
class AnswersTest {
  private static Observation seen(Operation operation, int status, String body) {
    return seen(operation, status, body, Instant.EPOCH, Duration.ofSeconds(2));
  }

  private static Observation seen(
      Operation operation, int status, String body, Instant at, Duration took) {
    var wire = Wire.render(operation);
    var request =
        new HttpRequestData(
            wire.method(),
            URI.create("https://broker.example" + wire.target()),
            Headers.of("X-Broker-API-Version", "2.17"),
            wire.body());
    var answer = new HttpResponseData(status, Headers.NONE, Body.of(body.replace('\'', '"')));
    var judge = new Judge(new Known(ApiVersion.LATEST, Catalog.EMPTY, Headers.NONE), List.of());
    return judge
        .hear(new Exchange(at, request, new Outcome.Answered(answer), new Timing(took)))
        .seen();
  }

  /** A gateway may have said 408, 502, 503 and 504. */
  @ParameterizedTest
  @CsvSource({
    "199, false, false, false",
    "200, true, false, false",
    "201, true, false, false",
    "202, true, false, false",
    "203, false, false, false",
    "399, false, false, false",
    "400, false, true, false",
    "407, false, true, false",
    "408, false, false, false",
    "409, false, true, false",
    "499, false, true, false",
    "500, false, false, true",
    "501, false, false, true",
    "502, false, false, false",
    "504, false, false, false",
    "505, false, false, true"
  })
  void status_says_who_did_what(int status, boolean accepted, boolean refused, boolean broken) {
    var seen = seen(Exchanges.provision(), status, "{}");
    assertEquals(accepted, Answers.accepted(seen));
    assertEquals(refused, Answers.refused(seen));
    assertEquals(broken, Answers.broken(seen));
  }

  @ParameterizedTest
  @CsvSource({"199, false", "200, true", "299, true", "300, false"})
  void success_is_any_status_of_its_hundred(int status, boolean succeeded) {
    assertEquals(succeeded, seen(Exchanges.provision(), status, "{}").succeeded());
  }

  @Test
  void state_is_that_of_a_poll_that_worked() {
    var running = "{'state':'in progress'}";
    assertEquals(Optional.of("in progress"), Answers.state(seen(Exchanges.poll(), 200, running)));
    assertEquals(Optional.empty(), Answers.state(seen(Exchanges.poll(), 202, running)));
    assertEquals(Optional.empty(), Answers.state(seen(Exchanges.fetch(), 200, running)));
    assertEquals(true, Answers.inProgress(seen(Exchanges.pollBinding(), 200, running)));
    assertEquals(
        false, Answers.inProgress(seen(Exchanges.pollBinding(), 200, "{'state':'failed'}")));
  }

  @Test
  void binding_is_shown_by_binds_and_fetches_that_worked() {
    for (int status : new int[] {200, 201, 202}) {
      assertEquals(
          status != 202, Answers.showsBinding(seen(Exchanges.bind(), status, "{}")), "" + status);
      assertEquals(
          status == 200,
          Answers.showsBinding(seen(Exchanges.fetchBinding(), status, "{}")),
          "" + status);
    }
    assertEquals(false, Answers.showsBinding(seen(Exchanges.fetch(), 200, "{}")));
  }

  @ParameterizedTest
  @CsvSource({
    "{'credentials':{'a':1}}, true",
    "{'credentials':{}}, false",
    "'{''credentials'':[1]}', false",
    "{'credentials':'x'}, false",
    "{}, false"
  })
  void credentials_are_an_object_with_something_in_it(String body, boolean there) {
    assertEquals(there, Answers.credentials(seen(Exchanges.bind(), 201, body)).isPresent());
  }

  @Test
  void time_between_begins_with_the_answer() {
    var first = seen(Exchanges.poll(), 200, "{}");
    var second =
        seen(Exchanges.poll(), 200, "{}", Instant.EPOCH.plusSeconds(7), Duration.ofSeconds(1));
    assertEquals(Duration.ofSeconds(5), Answers.between(first, second));
  }

  @Test
  void words_of_a_broker_are_cut() {
    assertEquals("\"" + "x".repeat(60) + "\"", Answers.quoted("x".repeat(60)));
    assertEquals("\"" + "x".repeat(60) + "…\"", Answers.quoted("x".repeat(61)));
  }

  @Test
  void pointer_is_escaped() {
    assertEquals("/a~1b/~0c", Answers.pointer("a/b", "~c"));
  }
}
