package org.osbctl.samples;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.osbctl.http.Body;
import org.osbctl.http.Exchange;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.HttpResponseData;
import org.osbctl.http.Outcome;
import org.osbctl.http.Timing;
import org.osbctl.http.TransportFailure;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Wire;

/** Round trips that never happened. */
public final class Exchanges {
  private Exchanges() {}

  /** A request for an operation and its answer. */
  public static Exchange answered(Operation operation, int status, String body) {
    return answered(operation, status, Headers.NONE, body);
  }

  /** A request for an operation and its answer with headers. */
  public static Exchange answered(Operation operation, int status, Headers headers, String body) {
    return exchange(
        operation, new Outcome.Answered(new HttpResponseData(status, headers, Body.of(body))));
  }

  /** A request for an operation that got no answer. */
  public static Exchange failed(Operation operation, TransportFailure.Kind kind) {
    return exchange(operation, new Outcome.Failed(new TransportFailure(kind, kind.words())));
  }

  private static Exchange exchange(Operation operation, Outcome outcome) {
    var rendered = Wire.render(operation);
    var request =
        new HttpRequestData(
            rendered.method(),
            URI.create("http://broker.example.com" + rendered.target()),
            Headers.NONE,
            rendered.body());
    return new Exchange(Instant.EPOCH, request, outcome, new Timing(Duration.ZERO));
  }
}
