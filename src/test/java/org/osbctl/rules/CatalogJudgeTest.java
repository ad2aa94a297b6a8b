package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.osbctl.http.Body;
import org.osbctl.http.Exchange;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.HttpResponseData;
import org.osbctl.http.Outcome;
import org.osbctl.http.Timing;
import org.osbctl.lifecycle.Known;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;

class CatalogJudgeTest {
  private final List<String> looked = new ArrayList<>();
  private final Judge judge =
      new Judge(
          new Known(ApiVersion.LATEST, Catalog.EMPTY, Headers.NONE),
          List.of(counting("body alone", true), counting("all", false)));

  private Rule counting(String name, boolean bodyAlone) {
    return new Rule() {
      @Override
      public Set<String> requirements() {
        return Set.of(name);
      }

      @Override
      public boolean looksAtBodyAlone() {
        return bodyAlone;
      }

      @Override
      public List<Ruling> judge(Observation seen) {
        looked.add(name + " " + seen.number());
        return List.of(new Ruling(name, Judgement.met(), seen));
      }
    };
  }

  private List<Integer> hear(int status, Body body) {
    var request =
        new HttpRequestData(
            "GET",
            URI.create("https://broker.example/v2/catalog"),
            Headers.of("X-Broker-API-Version", "2.17"),
            Body.NONE);
    var answer = new HttpResponseData(status, Headers.NONE, body);
    var exchange =
        new Exchange(
            Instant.EPOCH, request, new Outcome.Answered(answer), new Timing(Duration.ZERO));
    return judge.judge(exchange).stream()
        .filter(ruling -> ruling.requirement().equals("body alone"))
        .map(ruling -> ruling.about().number())
        .toList();
  }

  @Test
  void what_was_said_of_a_body_is_said_of_every_exchange_with_it() {
    var body = Body.of("{\"services\": []}");
    assertEquals(List.of(0), hear(200, body));
    assertEquals(List.of(1), hear(200, body));
    assertEquals(List.of("body alone 0", "all 0", "all 1"), looked);
  }

  @Test
  void another_body_or_status_is_looked_at_anew() {
    var body = Body.of("{\"services\": []}");
    hear(200, body);
    hear(500, body);
    hear(200, Body.of("{\"services\": []}"));
    assertEquals(
        List.of("body alone 0", "all 0", "body alone 1", "all 1", "body alone 2", "all 2"), looked);
  }
}
