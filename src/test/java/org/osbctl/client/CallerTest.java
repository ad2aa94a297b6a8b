package org.osbctl.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osbctl.client.Caller.RequestIdentity;
import org.osbctl.http.Authentication;
import org.osbctl.http.Body;
import org.osbctl.http.Exchange;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.Target;
import org.osbctl.http.Transport;
import org.osbctl.http.TransportOptions;
import org.osbctl.operation.Operation.GetCatalog;
import org.osbctl.operation.OperationKind;
import org.osbctl.operation.Requests;
import org.osbctl.samples.ScriptedBroker;
import org.osbctl.spec.ApiVersion;

class CallerTest {
  private static final String IDENTITY = "X-Broker-API-Originating-Identity";
  private static final String REQUEST = "X-Broker-API-Request-Identity";

  private static Caller caller(ApiVersion version, RequestIdentity identity, Headers extra) {
    return new Caller(version, Optional.of("cloudfoundry eyJ9"), identity, extra);
  }

  private static HttpRequestData request(Caller caller, org.osbctl.operation.Operation operation) {
    var target =
        new Target(
            URI.create("http://broker.example.com/prefix"), new Authentication.Basic("u", "p"));
    try (var transport = new Transport(TransportOptions.DEFAULT, Clock.systemUTC())) {
      return new BrokerClient(transport, target, caller, e -> {}).request(operation);
    }
  }

  @ParameterizedTest
  @EnumSource(ApiVersion.class)
  void headers_are_those_of_the_version(ApiVersion version) {
    var headers =
        caller(version, new RequestIdentity.Fixed("id"), Headers.NONE)
            .headers(OperationKind.PROVISION);
    assertEquals(Optional.of(version.toString()), headers.first("X-Broker-API-Version"));
    assertEquals(Optional.of("application/json"), headers.first("Accept"));
    assertEquals(version.atLeast(ApiVersion.V2_13), headers.first(IDENTITY).isPresent());
    assertEquals(version.atLeast(ApiVersion.V2_15), headers.first(REQUEST).isPresent());
  }

  @Test
  void request_identity_is_fresh_fixed_or_none() {
    var fresh = Caller.of(ApiVersion.LATEST);
    assertNotEquals(
        fresh.headers(OperationKind.PROVISION).first(REQUEST),
        fresh.headers(OperationKind.PROVISION).first(REQUEST));
    var fixed = caller(ApiVersion.LATEST, new RequestIdentity.Fixed("id"), Headers.NONE);
    assertEquals(Optional.of("id"), fixed.headers(OperationKind.PROVISION).first(REQUEST));
    var none = caller(ApiVersion.LATEST, new RequestIdentity.None(), Headers.NONE);
    assertEquals(Optional.empty(), none.headers(OperationKind.PROVISION).first(REQUEST));
  }

  @Test
  void own_headers_replace_ours() {
    var extra = Headers.of("x-broker-api-version", "3.0", "Authorization", "Bearer t");
    var caller = caller(ApiVersion.LATEST, new RequestIdentity.None(), extra);
    var request = request(caller, new GetCatalog());
    assertEquals(java.util.List.of("3.0"), request.headers().all("X-Broker-API-Version"));
    assertEquals(java.util.List.of("Bearer t"), request.headers().all("Authorization"));
  }

  @Test
  void content_type_is_that_of_a_body() {
    var caller = Caller.of(ApiVersion.LATEST);
    assertEquals(
        Optional.empty(), request(caller, new GetCatalog()).headers().first("Content-Type"));
    var bind = Requests.bind("i", "b", "s", "p");
    assertEquals(
        Optional.of("application/json"), request(caller, bind).headers().first("Content-Type"));
    var own =
        caller(
            ApiVersion.LATEST,
            new RequestIdentity.None(),
            Headers.of("content-type", "text/plain"));
    assertEquals(java.util.List.of("text/plain"), request(own, bind).headers().all("Content-Type"));
  }

  @Test
  void request_goes_behind_the_base_url() {
    var request = request(Caller.of(ApiVersion.LATEST), Requests.unbind("i/1", "b", "s", "p"));
    assertEquals(
        "http://broker.example.com/prefix/v2/service_instances/i%2F1/service_bindings/b"
            + "?service_id=s&plan_id=p",
        request.uri().toString());
    assertEquals(Optional.of("Basic dTpw"), request.headers().first("Authorization"));
  }

  @Test
  void listener_hears_of_every_exchange_before_it_is_handed_over() {
    var heard = new ArrayList<Exchange>();
    try (var broker = ScriptedBroker.inTurn(new ScriptedBroker.Reply(200, "{}"));
        var transport = new Transport(TransportOptions.DEFAULT, Clock.systemUTC())) {
      var client =
          new BrokerClient(transport, broker.target(), Caller.of(ApiVersion.LATEST), heard::add);
      var first = client.send(new GetCatalog());
      assertEquals(first, heard.getLast());
      client.send(
          new GetCatalog(),
          r -> new HttpRequestData("GET", r.uri(), r.headers().with("X-Own", "1"), Body.NONE));
      assertEquals(2, heard.size());
      assertEquals(java.util.List.of("1"), broker.headers().getLast().get("x-own"));
      assertEquals(
          java.util.List.of("2.17"), broker.headers().getFirst().get("x-broker-api-version"));
    }
  }
}
