package org.osbctl.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.osbctl.lifecycle.Flaws.CATALOG;
import static org.osbctl.lifecycle.Flaws.HEADERS;
import static org.osbctl.lifecycle.Flaws.KNOWN;
import static org.osbctl.lifecycle.Flaws.READY;
import static org.osbctl.lifecycle.Flaws.kinds;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.http.Headers;
import org.osbctl.lifecycle.Defect.Kind;
import org.osbctl.lifecycle.ResourceState.*;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.Query;
import org.osbctl.operation.Requests;
import org.osbctl.samples.RandomOperations;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;

/** What is found wrong with any request, and that nothing is where nothing is wrong. */
class DefectsTest {
  @Test
  void honest_requests_have_no_defect() {
    for (var operation :
        List.of(
            States.PROVISION,
            States.UPDATE,
            States.DEPROVISION,
            States.BIND,
            States.UNBIND,
            States.FETCH,
            States.POLL_BINDING,
            new GetCatalog(),
            new Unrecognised("POST", "/x", Query.NONE))) {
      assertEquals(List.of(), kinds(operation, READY), operation::toString);
    }
  }

  @Test
  void a08_open_broker_wants_no_credentials() {
    var open = new Known(ApiVersion.LATEST, CATALOG, Headers.NONE);
    var headers = Headers.of("X-Broker-API-Version", "2.17");
    assertEquals(List.of(), kinds(new GetCatalog(), headers, open, States.NEVER));
    assertEquals(
        List.of(Kind.CREDENTIALS_WRONG), kinds(new GetCatalog(), headers, KNOWN, States.NEVER));
    assertEquals(
        List.of(Kind.CREDENTIALS_WRONG),
        kinds(new GetCatalog(), HEADERS.with("Authorization", "Basic y"), KNOWN, States.NEVER));
  }

  @Test
  void version_header_is_missing_or_unknown() {
    var name = "X-Broker-API-Version";
    assertEquals(
        List.of(Kind.VERSION_MISSING),
        kinds(new GetCatalog(), HEADERS.without(name), KNOWN, States.NEVER));
    for (var wrong : List.of("1.0", "2.99", "x", "")) {
      assertEquals(
          List.of(Kind.VERSION_UNSUPPORTED),
          kinds(new GetCatalog(), HEADERS.with(name, wrong), KNOWN, States.NEVER));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, true",
    "application/json; charset=utf-8, true",
    "Application/JSON;charset=UTF-8, true",
    "application/json-patch+json, false",
    "text/plain, false",
    "application/x-www-form-urlencoded, false",
  })
  void body_is_json_by_its_content_type(String type, boolean right) {
    var headers = HEADERS.with("Content-Type", type);
    var expected = right ? List.of() : List.of(Kind.CONTENT_TYPE_WRONG);
    assertEquals(expected, kinds(States.PROVISION, headers, KNOWN, States.NEVER));
  }

  @Test
  void a22_deletes_name_offering_and_plan() {
    for (var delete : List.of(States.DEPROVISION, States.UNBIND)) {
      for (var name : List.of("service_id", "plan_id")) {
        var without = delete.withQuery(delete.query().without(name));
        assertEquals(List.of(Kind.MEMBER_MISSING), kinds(without, READY));
        var empty = delete.withQuery(delete.query().with(name, ""));
        assertEquals(List.of(Kind.MEMBER_MISSING), kinds(empty, READY));
        var wrong = delete.withQuery(delete.query().with(name, "x"));
        assertEquals(List.of(Kind.HINT_MISMATCH), kinds(wrong, READY));
        assertEquals(List.of(), kinds(wrong, States.NEVER), "nothing to compare with");
      }
    }
  }

  @Test
  void during_a_plan_change_either_plan_will_do() {
    var updating = new Updating(States.MADE, States.UPDATE, "key");
    var delete = Requests.deprovision("i", "s", "q");
    assertEquals(List.of(), kinds(delete, updating));
    assertEquals(List.of(), kinds(Requests.deprovision("i", "s", "p"), updating));
    assertEquals(List.of(Kind.HINT_MISMATCH), kinds(Requests.deprovision("i", "s", "x"), updating));
    assertEquals(List.of(Kind.HINT_MISMATCH), kinds(delete, READY));
  }

  @Test
  void unknown_catalog_tells_nothing_about_ids() {
    var blind = new Known(ApiVersion.LATEST, Catalog.EMPTY, KNOWN.credentials());
    assertEquals(List.of(), kinds(States.PROVISION, HEADERS, blind, States.NEVER));
    assertEquals(List.of(), kinds(States.UPDATE, HEADERS, blind, READY));
    assertEquals(List.of(), kinds(States.BIND, HEADERS, blind, READY));
  }

  @Test
  void random_requests_never_throw() {
    var operations = new RandomOperations(new Random(71));
    for (int i = 0; i < 5_000; i++) {
      var operation = operations.next();
      for (var state : List.of(States.NEVER, READY)) {
        assertNotNull(kinds(operation, state));
      }
    }
  }

  // What is due then.
}
