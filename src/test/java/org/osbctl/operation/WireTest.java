package org.osbctl.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.http.Body;
import org.osbctl.operation.Operation.*;
import org.osbctl.samples.RandomOperations;
import org.osbctl.spec.Json;

class WireTest {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private static Operation parse(String method, String target) {
    return Wire.parse(method, target, Body.NONE);
  }

  private static Operation again(Operation operation) {
    var rendered = Wire.render(operation);
    return Wire.parse(rendered.method(), rendered.target(), rendered.body());
  }

  @Test
  void parsing_what_was_rendered_gives_the_operation_back() {
    var operations = new RandomOperations(new Random(41));
    for (int i = 0; i < 20_000; i++) {
      var operation = operations.next();
      assertEquals(operation, again(operation), () -> Wire.render(operation).target());
    }
  }

  @Test
  void rendered_target_stands_in_a_uri_as_it_is() {
    var operations = new RandomOperations(new Random(42));
    for (int i = 0; i < 5_000; i++) {
      var target = Wire.render(operations.next()).target();
      var uri = URI.create("http://broker.example.com" + target);
      var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      assertEquals(target, uri.getRawPath() + query);
      assertEquals(uri, uri.normalize(), "no step in the path");
    }
  }

  @Test
  void any_prefix_is_passed_over() {
    var operations = new RandomOperations(new Random(43));
    for (int i = 0; i < 2_000; i++) {
      var operation = operations.next();
      var rendered = Wire.render(operation);
      for (var prefix : new String[] {"/broker", "/a/b/c", "/v2", "/service_instances", "/%2F"}) {
        assertEquals(
            operation, Wire.parse(rendered.method(), prefix + rendered.target(), rendered.body()));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v2/catalog, GET_CATALOG",
    "PUT, /v2/service_instances/i, PROVISION",
    "PATCH, /v2/service_instances/i, UPDATE",
    "GET, /v2/service_instances/i, FETCH_INSTANCE",
    "DELETE, /v2/service_instances/i, DEPROVISION",
    "GET, /v2/service_instances/i/last_operation, POLL_INSTANCE",
    "PUT, /v2/service_instances/i/service_bindings/b, BIND",
    "GET, /v2/service_instances/i/service_bindings/b, FETCH_BINDING",
    "DELETE, /v2/service_instances/i/service_bindings/b, UNBIND",
    "GET, /v2/service_instances/i/service_bindings/b/last_operation, POLL_BINDING",
  })
  void every_route_of_the_specification_is_known(String method, String path, OperationKind kind) {
    var operation = parse(method, path);
    assertEquals(kind, operation.kind());
    assertEquals(method, Wire.render(operation).method());
    assertEquals(path, Wire.render(operation).target());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /",
    "GET, ''",
    "GET, /v1/catalog",
    "GET, /v2/catalog/",
    "GET, /v2/catalogue",
    "POST, /v2/catalog",
    "GET, /v2/service_instances",
    "GET, /v2/service_instances/",
    "PUT, /v2/service_instances//service_bindings/b",
    "POST, /v2/service_instances/i",
    "GET, /v2/service_instances/i/",
    "PUT, /v2/service_instances/i/last_operation",
    "GET, /v2/service_instances/i/last_operations",
    "PUT, /v2/service_instances/i/service_bindings",
    "PUT, /v2/service_instances/i/service_bindings/",
    "PATCH, /v2/service_instances/i/service_bindings/b",
    "PUT, /v2/service_instances/i/bindings/b",
    "GET, /v2/service_instances/i/service_bindings/b/last_operation/x",
    "get, /v2/catalog",
  })
  void other_routes_are_unrecognised_and_rendered_as_they_were(String method, String path) {
    var operation = assertInstanceOf(Unrecognised.class, parse(method, path));
    assertEquals(new Unrecognised(method, path, Query.NONE), operation);
    assertEquals(path, Wire.render(operation).target());
    assertEquals(operation, again(operation));
  }

  @Test
  void unrecognised_request_keeps_its_query() {
    var operation = parse("GET", "/v2/other?a=b%20c&d");
    assertEquals(Query.of("a", "b c", "d", ""), operation.query());
    assertEquals(operation, again(operation));
  }

  @Test
  void prefix_is_no_part_of_an_unrecognised_path() {
    var operation =
        assertInstanceOf(Unrecognised.class, parse("POST", "/x/v2/service_instances/i"));
    assertEquals("/v2/service_instances/i", operation.path());
  }

  @Test
  void unreserved_characters_travel_as_they_are() {
    var target = Wire.render(new FetchInstance(UNRESERVED, Query.NONE)).target();
    assertEquals("/v2/service_instances/" + UNRESERVED, target);
  }

  @ParameterizedTest
  @CsvSource({
    "a/b, a%2Fb",
    "a?b, a%3Fb",
    "a#b, a%23b",
    "a+b, a%2Bb",
    "a b, a%20b",
    "a%2Fb, a%252Fb",
    "., %2E",
    ".., %2E%2E",
    "..., ...",
    "é, %C3%A9",
    "😀, %F0%9F%98%80",
  })
  void other_characters_are_percent_encoded(String id, String encoded) {
    var operation = new PollBinding(id, id, Query.of("operation", id));
    var target = Wire.render(operation).target();
    assertTrue(
        target.startsWith(
            "/v2/service_instances/"
                + encoded
                + "/service_bindings/"
                + encoded
                + "/last_operation?"),
        target);
    assertEquals(operation, again(operation));
  }

  @ParameterizedTest
  @CsvSource({"a+b, a+b", "%zz, %zz", "a%, a%", "a%2, a%2", "%C3%A9, é", "é, é", "%2e%2e, .."})
  void path_of_others_is_read_leniently(String raw, String id) {
    var fetch = assertInstanceOf(FetchInstance.class, parse("GET", "/v2/service_instances/" + raw));
    assertEquals(id, fetch.instanceId());
  }

  @ParameterizedTest
  @CsvSource({
    "operation=a+b, a b",
    "operation=a%2Bb, a+b",
    "operation=%zz, %zz",
    "operation=a=b, a=b",
    "operation=, ''",
    "operation, ''",
    "&&operation=1&operation=2&, 1",
    "Operation=0&operation=1, 1",
  })
  void query_of_others_is_read_leniently(String query, String key) {
    var poll =
        assertInstanceOf(
            PollInstance.class, parse("GET", "/v2/service_instances/i/last_operation?" + query));
    assertEquals(key, poll.operation().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "{\"service_id\": ", "no json", "{} {}", "\u0000", "1e99999999999"})
  void body_that_is_no_json_reads_as_missing(String body) {
    var operation = Wire.parse("PUT", "/v2/service_instances/i", Body.of(body));
    var provision = assertInstanceOf(Provision.class, operation);
    assertTrue(provision.body().isMissingNode());
    assertEquals(Body.NONE, Wire.render(provision).body());
  }

  @Test
  void body_of_a_request_that_has_none_is_passed_over() {
    var deprovision =
        Wire.parse("DELETE", "/v2/service_instances/i", Body.of("{\"plan_id\": \"p\"}"));
    assertEquals(new Deprovision("i", Query.NONE), deprovision);
  }

  @Test
  void json_null_is_a_body() {
    var provision = Wire.parse("PUT", "/v2/service_instances/i", Body.of("null"));
    assertEquals("null", Wire.render(provision).body().text());
    assertEquals(
        new Provision(
            "i",
            Query.NONE,
            Json.parse("null".getBytes(java.nio.charset.StandardCharsets.UTF_8)).node()),
        provision);
  }
}
