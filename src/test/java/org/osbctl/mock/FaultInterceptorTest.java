package org.osbctl.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osbctl.mock.fault.Delays;
import org.osbctl.mock.fault.FaultInterceptor;
import org.osbctl.mock.fault.Faults;

/** Faults and quirks at work over real HTTP. */
class FaultInterceptorTest {
  private @Nullable MockBroker broker;

  @AfterEach
  void close() {
    if (broker != null) {
      broker.close();
    }
  }

  private Platform platform(String... faults) {
    var selections = Stream.of(faults).map(Faults.bundled()::select).toList();
    broker =
        MockBroker.start(
            MockOptions.defaults()
                .withAdminToken("token")
                .withInterceptor(new FaultInterceptor(selections, 1, Delays.REAL)));
    return new Platform(broker);
  }

  private static Platform.Reply control(Platform platform, String method, String body) {
    return platform.send(
        method,
        "/_mock/faults",
        body,
        request -> request.setHeader("Authorization", "Bearer token"));
  }

  @Test
  void a_fault_bends_one_answer_and_leaves_the_others() {
    var platform = platform("catalog-is-203");
    assertEquals(203, platform.get("/v2/catalog").status());
    assertEquals(201, platform.provision("i", "mock-database/small").status());
  }

  @Test
  void several_faults_are_at_work_at_once() {
    var platform = platform("catalog-is-203", "offering-tags-is-text");
    var catalog = platform.get("/v2/catalog");
    assertEquals(203, catalog.status());
    assertEquals(
        "storage",
        catalog.json().path("services").valueStream().toList().getLast().path("tags").asString());
  }

  @Test
  void the_same_seed_leaves_the_same_to_chance() {
    assertEquals(idOfLastOffering(7), idOfLastOffering(7));
    assertNotEquals(idOfLastOffering(7), idOfLastOffering(8));
  }

  private static String idOfLastOffering(long seed) {
    var faults = List.of(Faults.bundled().select("catalog-ids-change"));
    var options =
        MockOptions.defaults().withInterceptor(new FaultInterceptor(faults, seed, Delays.REAL));
    try (var other = MockBroker.start(options)) {
      var services = new Platform(other).get("/v2/catalog").json().path("services");
      return services.path(services.size() - 1).path("id").asString();
    }
  }

  @Test
  void a_fault_can_be_kept_to_one_operation_and_one_occasion() {
    var platform = platform("no-content-type@bind", "catalog-is-203#2");
    assertTrue(has(platform.provision("i", "mock-database/small")));
    assertTrue(!has(platform.bind("i/b", "mock-database/small")));
    var statuses = new ArrayList<Integer>();
    for (int i = 0; i < 3; i++) {
      statuses.add(platform.get("/v2/catalog").status());
    }
    assertEquals(List.of(200, 203, 200), statuses);
  }

  private static boolean has(Platform.Reply reply) {
    return reply.http().headers().firstValue("Content-Type").isPresent();
  }

  @Test
  void the_model_never_hears_of_a_delete_that_deletes_nothing() {
    var platform = platform("deprovision-deletes-nothing");
    platform.provision("i", "mock-database/small");
    assertEquals(200, platform.remove("i", "mock-database/small").status());
    assertEquals(200, platform.get(Platform.path("i")).status());
  }

  @Test
  void a_refused_request_can_be_carried_out_all_the_same() {
    var platform = platform("refused-provision-creates");
    var body = platform.body("mock-database/small").put("parameters", "no object");
    assertEquals(400, platform.put(Platform.path("i"), body).status());
    assertEquals(200, platform.get(Platform.path("i")).status());
  }

  @Test
  void all_bindings_can_have_the_same_credentials() {
    var platform = platform("credentials-shared");
    platform.provision("i", "mock-database/small");
    var one = platform.bind("i/a", "mock-database/small");
    var other = platform.bind("i/b", "mock-database/small");
    assertEquals(one.json().path("credentials"), other.json().path("credentials"));
  }

  @Test
  void a_fault_sleeps_in_versions_that_it_is_not_of() {
    broker =
        MockBroker.start(
            MockOptions.defaults()
                .withInterceptor(
                    new FaultInterceptor(List.of(Faults.bundled().select("no-request-identity")))));
    var old = new Platform(broker, "2.14");
    var reply = old.get("/v2/catalog", "X-Broker-API-Request-Identity", "identity");
    assertTrue(reply.http().headers().firstValue("X-Broker-API-Request-Identity").isPresent());
  }

  @Test
  void faults_are_switched_on_and_off_while_the_mock_runs() {
    var platform = platform();
    assertEquals(200, control(platform, "PUT", "[\"catalog-is-203\"]").status());
    assertEquals(203, platform.get("/v2/catalog").status());
    var listed = control(platform, "GET", "");
    assertEquals("catalog-is-203", listed.text("/faults/0/name"));
    assertEquals("1", listed.text("/faults/0/turns"));
    control(
        platform,
        "POST",
        "{\"on\":[\"no-content-type@get-catalog\"],\"off\":[\"catalog-is-203\"]}");
    var catalog = platform.get("/v2/catalog");
    assertEquals(200, catalog.status());
    assertTrue(!has(catalog));
  }

  @Test
  void an_unknown_fault_is_refused_with_the_nearest_name() {
    var refused = control(platform(), "PUT", "[\"catalog-is-204\"]");
    assertEquals(400, refused.status());
    assertEquals(
        "unknown fault \"catalog-is-204\"; did you mean \"catalog-is-203\"?",
        refused.text("/description"));
    assertEquals(400, control(platform(), "PUT", "{}").status());
    assertEquals(400, control(platform(), "POST", "[]").status());
  }
}
