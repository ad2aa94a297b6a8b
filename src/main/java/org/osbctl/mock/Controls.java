package org.osbctl.mock;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.Redaction;
import org.osbctl.operation.OperationKind;
import org.osbctl.spec.Json;

/** What the control API can do with any mock. */
final class Controls {
  private final MockBroker broker;
  private final MockCore core;
  private final MockClock clock;
  private final RequestLog log;

  Controls(MockBroker broker, MockCore core, MockClock clock, RequestLog log) {
    this.broker = broker;
    this.core = core;
    this.clock = clock;
    this.log = log;
  }

  List<ControlRoute> routes() {
    return List.of(
        new ControlRoute("GET", "state", "instances and bindings, without secrets", this::state),
        new ControlRoute("GET", "requests", "the last 100 requests; ?last=N", this::requests),
        new ControlRoute("POST", "reset", "forget all instances and requests", this::reset),
        new ControlRoute("PUT", "catalog", "serve another catalog, JSON or YAML", this::catalog),
        new ControlRoute(
            "POST", "advance", "put the clock forward: {\"by\":\"30s\"}", this::advance),
        new ControlRoute(
            "POST",
            "fail-next",
            "let an operation fail: {\"operation\":\"provision\",\"description\":\"why\"}",
            this::failNext));
  }

  private MockAnswer state(HttpRequestData request) {
    var redaction = Redaction.of(core.authentication(), List.of());
    return MockAnswer.json(200, redaction.json(core.describe()));
  }

  private MockAnswer requests(HttpRequestData request) {
    var query = Optional.ofNullable(request.uri().getQuery()).orElse("");
    var last = query.startsWith("last=") ? query.substring("last=".length()) : "100";
    return last.matches("[0-9]{1,6}")
        ? MockAnswer.json(200, log.latest(Integer.parseInt(last)))
        : ControlApi.refusal(400, "last is no number.");
  }

  private MockAnswer reset(HttpRequestData request) {
    broker.reset();
    log.clear();
    return done();
  }

  private MockAnswer catalog(HttpRequestData request) {
    return switch (CatalogReader.read(request.body().text())) {
      case CatalogReader.Good good -> {
        broker.serve(good.catalog());
        yield done();
      }
      case CatalogReader.Bad bad ->
          ControlApi.refusal(400, "The catalog cannot be served: " + bad.words() + ".");
    };
  }

  private MockAnswer advance(HttpRequestData request) {
    var by = request.body().json().path("by").stringValue("");
    try {
      var duration = Duration.parse("PT" + by.toUpperCase(Locale.ROOT));
      if (!duration.isNegative()) {
        clock.advance(duration);
        return MockAnswer.json(200, Json.object().put("now", clock.instant().toString()));
      }
    } catch (DateTimeParseException e) {
      // Told below, as a time that leads back is.
    }
    return ControlApi.refusal(400, "by is no time; write {\"by\":\"30s\"}, 5m or 1h30m.");
  }

  private MockAnswer failNext(HttpRequestData request) {
    var body = request.body().json();
    var name = body.path("operation").stringValue("");
    var description = body.path("description").stringValue("The mock was told to fail.");
    for (var kind : OperationKind.values()) {
      if (kind.mutates() && kind.words().equals(name)) {
        core.failNext(kind, description);
        return done();
      }
    }
    return ControlApi.refusal(
        400, "operation is none of provision, update, deprovision, bind, unbind.");
  }

  private static MockAnswer done() {
    return MockAnswer.json(200, Json.object());
  }
}
