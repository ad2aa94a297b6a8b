package org.osbctl.samples;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.osbctl.http.Body;
import org.osbctl.http.Exchange;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.HttpResponseData;
import org.osbctl.http.Outcome;
import org.osbctl.http.Timing;
import org.osbctl.http.TransportFailure;
import org.osbctl.operation.Wire;

/**
 * Round trips between a platform and a broker that are out of their minds, about few enough
 * resources to matter to each other; the same ones for the same seed.
 */
public final class RandomExchanges {
  private static final int[] STATUSES = {
    200, 200, 200, 200, 200, 201, 201, 201, 202, 202, 202, 410, 204, 302, 400, 401, 404, 408, 409,
    410, 412, 422, 429, 500, 503, 0, 99, 999, -1
  };

  private static final String[] HEADERS = {
    "Content-Type: application/json",
    "Content-Type: application/json; charset=utf-8",
    "Content-Type: text/html",
    "Content-Type: ;;=",
    "Retry-After: 5",
    "Retry-After: -1",
    "Retry-After: 99999999999999999999999",
    "Retry-After: Thu, 01 Jan 1970 00:00:00 GMT",
    "X-Broker-API-Version: 2.14",
    "X-Broker-API-Version: two",
    "X-Broker-API-Version: 2.99999999999999999999",
    "X-Broker-API-Originating-Identity: cloudfoundry eyJ1c2VyX2lkIjoidSJ9",
    "X-Broker-API-Originating-Identity: cloudfoundry !!",
    "X-Broker-API-Originating-Identity: ",
    "X-Broker-API-Request-Identity: r",
    "Authorization: Basic YTpi",
    "Authorization: Basic",
    "ETag: \"e\"",
    "If-None-Match: *",
    "Last-Modified: never",
    "Date: Thu, 01 Jan 1970 00:00:00 GMT",
    "Date: yesterday"
  };

  private static final String[] BODIES = {
    "",
    "{}",
    "[]",
    "null",
    "<html>",
    "{\"operation\": \"o\"}",
    "{\"operation\": 7, \"dashboard_url\": []}",
    "{\"state\": \"in progress\"}",
    "{\"state\": \"succeeded\", \"description\": 1}",
    "{\"state\": \"failed\", \"instance_usable\": \"no\", \"update_repeatable\": {}}",
    "{\"state\": {}}",
    "{\"error\": \"AsyncRequired\", \"description\": \"x\"}",
    "{\"error\": [], \"description\": {}}",
    "{\"service_id\": \"s\", \"plan_id\": \"p\", \"parameters\": {\"a\": 1}}",
    "{\"service_id\": \"s\", \"plan_id\": \"q\", \"parameters\": [], \"maintenance_info\": 3}",
    "{\"credentials\": {\"a\": 1}, \"metadata\": {\"expires_at\": \"2026-13-45T99:99:99Z\"}}",
    "{\"credentials\": [], \"metadata\": 1, \"endpoints\": [{\"host\": 1, \"ports\": {}}, 3]}",
    "{\"volume_mounts\": [{\"driver\": 1}], \"syslog_drain_url\": {}, \"route_service_url\": 1}",
    "{\"service_id\": \"s\", \"plan_id\": \"p\", \"context\": {\"platform\": 1}}",
    "{\"service_id\": \"s\", \"plan_id\": \"p\", \"context\": [], \"bind_resource\": []}",
    "{\"service_id\": \"s\", \"plan_id\": \"p\", \"predecessor_binding_id\": {}}",
    "{\"service_id\": \"s\", \"maintenance_info\": {\"version\": \"1.2.3-x+y\"},"
        + " \"previous_values\": {\"plan_id\": []}}",
    "{\"services\": []}",
    "{\"services\": [{\"id\": \"s\", \"name\": \"n\", \"description\": \"d\", \"bindable\": true,"
        + " \"plans\": [{\"id\": \"p\", \"name\": \"p\", \"description\": \"d\"}]}]}",
    "{\"services\": [null, 3, {\"id\": [], \"plans\": [null, {\"schemas\": 3}],"
        + " \"requires\": [1], \"tags\": {}, \"dashboard_client\": []}]}",
    "{\"services\": [{\"id\": \"s\", \"plans\": [{\"id\": \"p\", \"schemas\":"
        + " {\"service_instance\": {\"create\": {\"parameters\": {\"$ref\": \"#\"}}}},"
        + " \"maintenance_info\": {\"version\": 1}, \"maximum_polling_duration\": \"x\"}]}]}",
    "{\"services\": {\"plans\": 1}}"
  };

  private static final String[] PROPER = {
    "GET /v2/catalog ",
    "PUT /v2/service_instances/i?accepts_incomplete=true {\"service_id\":\"s\",\"plan_id\":\"p\"}",
    "PUT /v2/service_instances/i {\"service_id\":\"s\",\"plan_id\":\"p\",\"parameters\":{\"a\":1}}",
    "PATCH /v2/service_instances/i?accepts_incomplete=true"
        + " {\"service_id\":\"s\",\"plan_id\":\"q\"}",
    "GET /v2/service_instances/i ",
    "GET /v2/service_instances/i/last_operation?service_id=s&plan_id=p&operation=o ",
    "DELETE /v2/service_instances/i?service_id=s&plan_id=p&accepts_incomplete=true ",
    "PUT /v2/service_instances/i/service_bindings/b?accepts_incomplete=true"
        + " {\"service_id\":\"s\",\"plan_id\":\"p\"}",
    "GET /v2/service_instances/i/service_bindings/b ",
    "GET /v2/service_instances/i/service_bindings/b/last_operation?operation=o ",
    "DELETE /v2/service_instances/i/service_bindings/b?service_id=s&plan_id=p ",
    "PUT /v2/service_instances/j {\"service_id\":\"s\",\"plan_id\":\"nowhere\"}",
    "PUT /v2/service_instances/j {\"plan_id\":\"p\"}"
  };

  private final String version;
  private final Random random;
  private final RandomJson values;
  private final RandomOperations operations;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /**
   * A conversation.
   *
   * @param version what proper requests name as theirs, such as {@code 2.17}
   */
  public RandomExchanges(String version, Random random) {
    this.version = version;
    this.random = random;
    this.values = new RandomJson(random);
    this.operations = new RandomOperations(random);
  }

  /** The next round trip, later than the one before. */
  public Exchange next() {
    now = now.plusMillis(random.nextInt(2_000));
    return new Exchange(
        now, request(), outcome(), new Timing(Duration.ofMillis(random.nextInt(1_000))));
  }

  /** Mostly a proper request, so that much may be said of the answer. */
  private HttpRequestData request() {
    if (random.nextInt(3) > 0) {
      var proper = PROPER[random.nextInt(PROPER.length)];
      int blank = proper.indexOf(' ');
      int end = proper.indexOf(' ', blank + 1);
      return new HttpRequestData(
          proper.substring(0, blank),
          URI.create("http://broker.example" + proper.substring(blank + 1, end)),
          Headers.of("X-Broker-API-Version", version, "Content-Type", "application/json"),
          Body.of(proper.substring(end + 1)));
    }
    if (random.nextInt(4) == 0) {
      var rendered = Wire.render(operations.next());
      return new HttpRequestData(
          rendered.method(),
          URI.create("http://broker.example" + rendered.target()),
          headers(),
          rendered.body());
    }
    return new HttpRequestData(
        oneOf("GET", "PUT", "PATCH", "DELETE", "POST", "HEAD"),
        URI.create("http://broker.example" + path() + query()),
        headers(),
        body());
  }

  private String path() {
    var instance = "/v2/service_instances/" + oneOf("i", "j", "..", "%2F", "i%20i");
    var binding = instance + "/service_bindings/" + oneOf("b", "c", "%00");
    return oneOf(
        "/v2/catalog",
        instance,
        instance,
        instance + "/last_operation",
        binding,
        binding,
        binding + "/last_operation",
        instance + "/",
        "/v2/service_instances//service_bindings/b",
        "/v3/catalog",
        "");
  }

  private String query() {
    var query = new StringBuilder("?");
    for (int i = random.nextInt(5); i > 0; i--) {
      query.append(
          oneOf(
              "accepts_incomplete=true&",
              "accepts_incomplete=TRUE&",
              "accepts_incomplete&",
              "service_id=s&",
              "plan_id=p&",
              "plan_id=&",
              "operation=o&",
              "operation=%zz&".replace("%zz", "%25zz"),
              "&&=&"));
    }
    return query.toString();
  }

  private Headers headers() {
    var headers = Headers.NONE;
    for (int i = random.nextInt(6); i > 0; i--) {
      var header = HEADERS[random.nextInt(HEADERS.length)];
      int colon = header.indexOf(": ");
      headers = headers.with(header.substring(0, colon), header.substring(colon + 2));
    }
    return headers;
  }

  private Body body() {
    return switch (random.nextInt(12)) {
      case 0 -> Body.of(values.value(4));
      case 1 -> Body.of(mangled());
      case 2 -> {
        var noise = new byte[random.nextInt(40)];
        random.nextBytes(noise);
        yield Body.of(noise);
      }
      default -> Body.of(BODIES[random.nextInt(BODIES.length)]);
    };
  }

  /** A known body with a few letters changed. */
  private byte[] mangled() {
    var bytes = BODIES[random.nextInt(BODIES.length)].getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(3); i >= 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) "\"{}[]:,01ntf ".charAt(random.nextInt(13));
    }
    return bytes;
  }

  private Outcome outcome() {
    if (random.nextInt(12) == 0) {
      var kinds = List.of(TransportFailure.Kind.values());
      return new Outcome.Failed(
          new TransportFailure(kinds.get(random.nextInt(kinds.size())), "it did not work"));
    }
    return new Outcome.Answered(
        new HttpResponseData(STATUSES[random.nextInt(STATUSES.length)], headers(), body()));
  }

  private String oneOf(String... texts) {
    return texts[random.nextInt(texts.length)];
  }
}
