package org.osbctl.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

class ControlApiTest {
  private static final String TOKEN = "token-of-the-admin";

  /** Brings a route of its own. */
  private static final Interceptor WITH_ROUTE =
      new Interceptor() {
        @Override
        public MockAnswer around(MockRequest request, Next next) {
          return next.proceed(request);
        }

        @Override
        public List<ControlRoute> controls() {
          return List.of(
              new ControlRoute(
                  "GET",
                  "findings",
                  "what was found",
                  request -> MockAnswer.json(200, Json.object().put("findings", 0))));
        }
      };

  private final MockBroker broker =
      MockBroker.start(
          MockOptions.defaults().withAdminToken(TOKEN).withDelay(Duration.ofMinutes(1)));
  private final Platform platform = new Platform(broker);

  @AfterEach
  void close() {
    broker.close();
  }

  private static Platform.Reply control(Platform by, String method, String path, String body) {
    return by.send(
        method,
        "/_mock/" + path,
        body,
        request -> request.setHeader("Authorization", "Bearer " + TOKEN));
  }

  private Platform.Reply control(String method, String path, String body) {
    return control(platform, method, path, body);
  }

  @Test
  void needs_its_own_token() {
    assertEquals(401, platform.get("/_mock/state").status());
    assertEquals(200, control("GET", "state", "").status());
    assertEquals(401, platform.get("/v2/catalog", "Authorization", "Bearer " + TOKEN).status());
  }

  @Test
  void is_not_there_unless_asked_for() {
    try (var other = MockBroker.start(MockOptions.defaults())) {
      assertEquals(404, new Platform(other).get("/_mock/state").status());
    }
  }

  @Test
  void state_shows_instances_and_bindings_but_no_secret() {
    platform.provision("i", "mock-database/small");
    var password = platform.bind("i/b", "mock-database/small").text("/credentials/password");
    platform.provision("c", "mock-cluster/small");
    var state = control("GET", "state", "").json();
    assertEquals(2, state.path("instances").size());
    var instance = instance(state, "i");
    assertEquals("ready", instance.path("state").asString());
    assertEquals("***", instance.at("/bindings/0/credentials/password").asString());
    assertFalse(state.toString().contains(password));
    assertEquals("creating", instance(state, "c").path("state").asString());
  }

  private static JsonNode instance(JsonNode state, String id) {
    for (var each : state.path("instances")) {
      if (each.path("instance_id").asString("").equals(id)) {
        return each;
      }
    }
    return Json.missing();
  }

  @Test
  void requests_are_shown_the_latest_first_without_secrets() {
    platform.get("/v2/catalog");
    platform.provision("i", "mock-database/small");
    var password = platform.bind("i/b", "mock-database/small").text("/credentials/password");
    var shown = control("GET", "requests?last=2", "").json();
    assertEquals(2, shown.path("requests").size());
    assertEquals("PUT", shown.at("/requests/0/method").asString());
    assertEquals(201, shown.at("/requests/0/status").intValue());
    assertFalse(shown.toString().contains(password));
    assertFalse(shown.toString().contains("bW9jazptb2NrLXBhc3N3b3Jk"));
    assertEquals(400, control("GET", "requests?last=all", "").status());
  }

  @Test
  void only_the_last_hundred_requests_are_kept() {
    for (int i = 0; i < 120; i++) {
      platform.get("/v2/catalog");
    }
    assertEquals(100, control("GET", "requests", "").json().path("requests").size());
  }

  @Test
  void advance_ends_what_takes_that_long() {
    platform.provision("c", "mock-cluster/small");
    assertEquals("in progress", platform.poll("c").text("/state"));
    assertEquals(200, control("POST", "advance", "{\"by\":\"59s\"}").status());
    assertEquals("in progress", platform.poll("c").text("/state"));
    assertEquals(200, control("POST", "advance", "{\"by\":\"1m30s\"}").status());
    assertEquals("succeeded", platform.poll("c").text("/state"));
    assertEquals(400, control("POST", "advance", "{\"by\":\"-5s\"}").status());
    assertEquals(400, control("POST", "advance", "{\"by\":\"later\"}").status());
    assertEquals(400, control("POST", "advance", "").status());
  }

  @Test
  void fail_next_fails_one_operation() {
    var order = "{\"operation\":\"provision\",\"description\":\"quota exceeded\"}";
    assertEquals(200, control("POST", "fail-next", order).status());
    assertEquals(202, platform.provision("c", "mock-cluster/small").status());
    assertEquals(202, platform.provision("d", "mock-cluster/small").status());
    broker.advance(Duration.ofMinutes(1));
    assertEquals("failed", platform.poll("c").text("/state"));
    assertEquals("quota exceeded", platform.poll("c").text("/description"));
    assertEquals("succeeded", platform.poll("d").text("/state"));
    assertEquals(400, control("POST", "fail-next", "{\"operation\":\"fetch\"}").status());
  }

  @Test
  void reset_forgets_everything() {
    platform.provision("i", "mock-database/small");
    assertEquals(200, control("POST", "reset", "").status());
    assertEquals(0, control("GET", "state", "").json().path("instances").size());
    assertEquals(404, platform.poll("i").status());
    assertEquals(201, platform.provision("i", "mock-database/small").status());
  }

  @Test
  void catalog_is_replaced_if_it_can_be_served() {
    var refused = control("PUT", "catalog", "{\"services\":[{}]}");
    assertEquals(400, refused.status());
    assertTrue(refused.text("/description").contains("services[0] has no id"));
    assertEquals(7, platform.get("/v2/catalog").json().path("services").size());
    assertEquals(200, control("PUT", "catalog", "{\"services\":[]}").status());
    assertEquals(0, platform.get("/v2/catalog").json().path("services").size());
  }

  @Test
  void route_is_there_only_when_somebody_brings_it() {
    var unknown = control("GET", "findings", "");
    assertEquals(404, unknown.status());
    assertTrue(unknown.json().path("routes").toString().contains("POST /_mock/advance"));
    assertEquals(405, control("DELETE", "state", "").status());
    var options = MockOptions.defaults().withAdminToken(TOKEN).withInterceptor(WITH_ROUTE);
    try (var other = MockBroker.start(options)) {
      assertEquals(200, control(new Platform(other), "GET", "findings", "").status());
    }
  }
}
