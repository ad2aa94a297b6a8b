package org.osbctl.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.osbctl.http.Body;
import org.osbctl.http.HttpRequestData;
import org.osbctl.mock.MockOptions.Mode;
import org.osbctl.mock.strict.StrictFinding;
import org.osbctl.mock.strict.StrictInterceptor;
import org.osbctl.rules.platform.OwnPlatform;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** Right and wrong platforms, over real sockets. */
class StrictInterceptorTest {
  private static final String TOKEN = "token-of-the-admin";
  private static final String IDS =
      "service_id=" + Platform.DATABASE + "&plan_id=" + Platform.SMALL;
  private static final String INSTANCE = "/v2/service_instances/i";

  private final List<StrictFinding> told = new ArrayList<>();
  private final MockOptions options =
      MockOptions.defaults()
          .withAdminToken(TOKEN)
          .withMode(Mode.ASYNC)
          .withDelay(Duration.ofMinutes(5))
          .withRetryAfter(30);
  private final StrictInterceptor judge = new StrictInterceptor(options, told::add);
  private final MockBroker broker = MockBroker.start(options.withInterceptor(judge));
  private final Platform platform = new Platform(broker);

  @AfterEach
  void close() {
    broker.close();
  }

  private static JsonNode body(String more) {
    return Platform.json(
        """
        {"service_id": "%s", "plan_id": "%s", "organization_guid": "o", "space_guid": "s",
         "context": {"platform": "test"}%s}
        """
            .formatted(Platform.DATABASE, Platform.SMALL, more));
  }

  private Platform.Reply provision(String id) {
    return platform.put("/v2/service_instances/" + id + "?accepts_incomplete=true", body(""));
  }

  private static String poll(String operation) {
    return INSTANCE
        + "/last_operation?"
        + IDS
        + (operation.isEmpty() ? "" : "&operation=" + operation);
  }

  /** The requirements that a conversation violates, by what was told, once each. */
  private Set<String> found() {
    var ids = new TreeSet<String>();
    judge.findings().forEach(each -> ids.add(each.requirement()));
    return ids;
  }

  private void finds(String... requirements) {
    assertEquals(new TreeSet<>(List.of(requirements)), found(), judge.findings()::toString);
  }

  @ParameterizedTest
  @EnumSource(ApiVersion.class)
  void our_own_client_gives_no_finding(ApiVersion version) {
    var time = new OwnPlatform.PassingTime();
    var plain = MockOptions.defaults().withDelay(Duration.ofSeconds(5));
    var strict = new StrictInterceptor(plain, each -> {});
    try (var other = MockBroker.start(plain.withInterceptor(strict), time);
        var own = new OwnPlatform(other, version, time)) {
      own.liveEverywhere();
      strict.finish(other.state().clock());
      assertEquals(List.of(), strict.findings());
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(broker.url() + path));
  }

  @Test
  void request_without_a_version_is_found() {
    var open = request("/v2/catalog");
    broker
        .target()
        .authentication()
        .headers()
        .fields()
        .forEach(f -> open.header(f.name(), f.value()));
    assertEquals(400, platform.send("GET", "", "", unused -> open).status());
    finds("version.header-sent");
  }

  @Test
  void body_without_content_type_is_found() {
    var reply =
        platform.send(
            "PUT",
            INSTANCE + "?accepts_incomplete=true",
            "",
            request -> request.PUT(BodyPublishers.ofString(Json.text(body("")))));
    assertEquals(202, reply.status());
    finds("content-type.request-is-json");
  }

  @Test
  void parameters_in_the_body_of_a_delete_are_found() {
    provision("i");
    broker.advance(Duration.ofMinutes(6));
    platform.get(poll("provision-1"));
    platform.send("DELETE", INSTANCE + "?accepts_incomplete=true", Json.text(body("")), r -> r);
    finds("deprovision.offering-id-right", "deprovision.plan-id-right");
  }

  @ParameterizedTest
  @CsvSource({
    "cloudfoundry, identity.platform-blank-value",
    "cloudfoundry not+base64!, identity.value-is-base64",
    "cloudfoundry W10=, identity.value-is-json-object",
  })
  void originating_identity_that_is_no_encoded_json_is_found(String identity, String requirement) {
    platform.get("/v2/catalog", "X-Broker-API-Originating-Identity", identity);
    finds(requirement);
  }

  @Test
  void operation_that_was_lost_or_altered_is_found() {
    provision("i");
    platform.get(poll("provision-1"));
    finds();
    broker.advance(Duration.ofSeconds(31));
    platform.get(poll(""));
    finds("poll-instance.operation-sent-back");
    broker.advance(Duration.ofSeconds(31));
    platform.get(poll("provision-2"));
    assertEquals(2, judge.counts().get("poll-instance.operation-sent-back"));
  }

  @Test
  void poll_before_the_time_of_retry_after_is_found() {
    provision("i");
    platform.get(poll("provision-1"));
    broker.advance(Duration.ofSeconds(10));
    platform.get(poll("provision-1"));
    finds("poll-instance.retry-after-respected");
  }

  @Test
  void id_that_is_used_again_is_found() {
    provision("i");
    broker.advance(Duration.ofMinutes(6));
    platform.get(poll("provision-1"));
    platform.delete(INSTANCE + "?accepts_incomplete=true&" + IDS);
    broker.advance(Duration.ofMinutes(6));
    platform.get(poll("deprovision-2"));
    finds();
    provision("i");
    finds("provision.ids-not-reused");
  }

  @Test
  void update_without_a_service_id_is_found() {
    provision("i");
    broker.advance(Duration.ofMinutes(6));
    platform.get(poll("provision-1"));
    platform.patch(
        INSTANCE + "?accepts_incomplete=true",
        Platform.json("{\"parameters\": {}, \"context\": {\"platform\": \"test\"}}"));
    finds("update.offering-id-from-catalog");
  }

  @Test
  void what_was_left_undone_is_found_at_the_end() {
    provision("i");
    judge.finish(broker.state().clock());
    finds("async.platform-polls");
  }

  @Test
  void finding_says_which_request_without_secrets_and_strange_characters() {
    platform.send(
        "PUT",
        INSTANCE + "%1B%5B2J?password=mock-password",
        "",
        request ->
            request.PUT(BodyPublishers.ofString("{\"service_id\":\"\\u001b[2Jmock-password\"}")));
    assertFalse(told.isEmpty());
    for (var each : told) {
      assertTrue(each.request().startsWith("PUT " + INSTANCE), each::toString);
      assertFalse(each.toString().contains("mock-password"), each::toString);
      assertFalse(each.text().contains("\u001b"), each::toString);
    }
  }

  @Test
  void findings_are_served_until_they_are_forgotten() {
    platform.get("/v2/catalog", "X-Broker-API-Originating-Identity", "x");
    var shown = control("GET");
    assertEquals(1, shown.at("/counts/identity.platform-blank-value").intValue());
    var finding = shown.at("/findings/0");
    assertEquals("identity.platform-blank-value", finding.path("requirement").asString());
    assertEquals("MUST", finding.path("level").asString());
    assertEquals("GET /v2/catalog", finding.path("request").asString());
    assertFalse(finding.path("because").asString().isEmpty());
    assertEquals(0, control("DELETE").path("findings").size());
    assertEquals(List.of(), judge.findings());
  }

  private JsonNode control(String method) {
    return platform
        .send(method, "/_mock/findings", "", r -> r.setHeader("Authorization", "Bearer " + TOKEN))
        .json();
  }

  @Test
  void only_the_latest_findings_are_kept_and_the_first_of_a_kind_told() {
    var headers =
        options
            .authentication()
            .headers()
            .with("X-Broker-API-Version", "2.14")
            .with("X-Broker-API-Originating-Identity", "x");
    var http = new HttpRequestData("GET", broker.url().resolve("/v2/catalog"), headers, Body.NONE);
    for (int i = 0; i < 1_010; i++) {
      judge.around(
          MockRequest.of(http, broker.state()), next -> MockAnswer.json(200, Json.object()));
    }
    assertEquals(1_000, judge.findings().size());
    assertEquals(3, told.size());
    assertEquals(1_010, judge.counts().get("identity.platform-blank-value"));
  }

  @Test
  void after_a_reset_ids_are_new_and_findings_stay() {
    platform.get("/v2/catalog", "X-Broker-API-Originating-Identity", "x");
    provision("i");
    broker.reset();
    provision("i");
    judge.finish(broker.state().clock());
    finds("identity.platform-blank-value", "async.platform-polls");
    assertEquals(1, judge.counts().get("async.platform-polls"));
  }
}
