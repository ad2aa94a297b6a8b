package org.osbctl.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.http.Body;
import org.osbctl.http.Exchange;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.HttpResponseData;
import org.osbctl.http.Outcome;
import org.osbctl.http.Timing;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Query;
import org.osbctl.operation.Requests;
import org.osbctl.spec.Json;

class RaceTest {
  private static Race.Runner runner(String word) {
    Operation operation =
        word.startsWith("PUT")
            ? new Operation.Provision("i", Query.NONE, Json.object())
            : Requests.deprovision("i", "s", "p");
    var status = Integer.parseInt(word.substring(word.indexOf('-') + 1));
    var request =
        new HttpRequestData("PUT", URI.create("http://localhost/"), Headers.NONE, Body.NONE);
    var answer = new Outcome.Answered(new HttpResponseData(status, Headers.NONE, Body.NONE));
    var exchange = new Exchange(Instant.EPOCH, request, answer, new Timing(Duration.ZERO));
    return new Race.Runner(operation, exchange);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT-200 PUT-201, PUT-201 PUT-200",
    "PUT-201 PUT-422, PUT-422 PUT-201",
    "PUT-200 PUT-202, PUT-202 PUT-200",
    "DELETE-410 DELETE-200, DELETE-200 DELETE-410",
    "DELETE-200 DELETE-422, DELETE-422 DELETE-200",
    "PUT-201 DELETE-410, DELETE-410 PUT-201",
    "DELETE-200 PUT-201, PUT-201 DELETE-200",
    "DELETE-422 PUT-202, PUT-202 DELETE-422"
  })
  void answers_are_put_into_an_order_that_may_have_been(String came, String judged) {
    var ordered = Race.ordered(Stream.of(came.split(" ")).map(RaceTest::runner).toList());
    List<String> words =
        ordered.stream()
            .map(
                each ->
                    (each.operation() instanceof Operation.Provision ? "PUT-" : "DELETE-")
                        + each.exchange().status())
            .toList();
    assertEquals(judged, String.join(" ", words));
  }
}
