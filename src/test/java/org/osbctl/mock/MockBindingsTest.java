package org.osbctl.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.ObjectNode;

class MockBindingsTest {
  private final MockBroker broker =
      MockBroker.start(
          MockOptions.defaults().withDelay(Duration.ZERO),
          Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC));
  private final Platform platform = new Platform(broker);

  @AfterEach
  void close() {
    broker.close();
  }

  private Platform.Reply rotate(String ids, String predecessor) {
    return platform.put(
        Platform.path(ids), Json.object().put("predecessor_binding_id", predecessor));
  }

  @Test
  void rotatable_binding_says_when_it_expires() {
    platform.provision("i", "mock-vault/rotating");
    var reply = platform.bind("i/b", "mock-vault/rotating");
    assertEquals("2030-01-02T00:00:00.0Z", reply.text("/metadata/expires_at"));
    assertEquals("2030-01-01T18:00:00.0Z", reply.text("/metadata/renew_before"));
    assertEquals(
        reply.json().path("metadata"), platform.get(Platform.path("i/b")).json().path("metadata"));
  }

  @Test
  void rotation_makes_another_binding_with_the_parameters_of_its_predecessor() {
    platform.provision("i", "mock-vault/rotating");
    var first = platform.body("mock-vault/rotating");
    first.putObject("parameters").put("scope", "read");
    var old = platform.put(Platform.path("i/b"), first);
    var next = rotate("i/c", "b");
    assertEquals(201, next.status());
    assertNotEquals(old.text("/credentials/password"), next.text("/credentials/password"));
    assertEquals("read", platform.get(Platform.path("i/c")).text("/parameters/scope"));
    assertEquals(200, platform.get(Platform.path("i/b")).status(), "the old one is still there");
    assertEquals(200, rotate("i/c", "b").status(), "repeated");
  }

  @Test
  void rotation_needs_a_living_predecessor_of_a_rotatable_plan() {
    platform.provision("i", "mock-vault/rotating");
    platform.bind("i/b", "mock-vault/rotating");
    assertEquals(400, rotate("i/c", "unknown").status());
    broker.advance(Duration.ofDays(1));
    var late = rotate("i/c", "b");
    assertEquals(400, late.status());
    assertEquals(
        "Refused because of a predecessor_binding_id of a binding that has expired.",
        late.text("/description"));
    platform.provision("j", "mock-database/small");
    platform.bind("j/b", "mock-database/small");
    assertEquals(400, rotate("j/c", "b").status());
  }

  @Test
  void rotation_is_unknown_before_2_17() {
    platform.provision("i", "mock-vault/rotating");
    platform.bind("i/b", "mock-vault/rotating");
    var older = new Platform(broker, "2.16");
    var body = Json.object().put("predecessor_binding_id", "b");
    assertEquals(400, older.put(Platform.path("i/c"), body).status());
  }

  @Test
  void app_bound_plan_wants_an_application() {
    platform.provision("i", "mock-vault/app-bound");
    var refused = platform.put(Platform.path("i/b"), platform.body("mock-vault/app-bound"));
    assertEquals(422, refused.status());
    assertEquals("RequiresApp", refused.text("/error"));
    assertEquals(201, platform.bind("i/b", "mock-vault/app-bound").status());
  }

  @Test
  void plan_overrides_its_offering() {
    platform.provision("i", "mock-vault/sealed");
    assertEquals(400, platform.bind("i/b", "mock-vault/sealed").status());
    var update = platform.body("mock-vault/rotating");
    assertEquals(422, platform.patch(Platform.path("i"), update).status());
  }

  @Test
  void log_drain_has_its_url_and_no_credentials() {
    platform.provision("i", "mock-log-drain/standard");
    var reply = platform.bind("i/b", "mock-log-drain/standard");
    assertTrue(reply.text("/syslog_drain_url").startsWith("syslog-tls://"));
    assertFalse(reply.json().has("credentials"));
  }

  @Test
  void route_is_proxied_in_one_deployment_and_not_in_the_other() {
    assertTrue(route("proxied").json().has("route_service_url"));
    assertFalse(route("out-of-band").json().has("route_service_url"));
  }

  private Platform.Reply route(String plan) {
    platform.provision(plan, "mock-router/" + plan);
    ObjectNode body = platform.body("mock-router/" + plan);
    body.putObject("bind_resource").put("route", "app.example.com");
    var reply = platform.put(Platform.path(plan + "/b"), body);
    assertEquals(201, reply.status());
    return reply;
  }

  @Test
  void volume_is_mounted_as_the_parameters_say() {
    platform.provision("i", "mock-volume/shared");
    var body = platform.body("mock-volume/shared");
    body.putObject("parameters").put("readonly", true);
    assertEquals(
        202, platform.put(Platform.path("i/b") + "?accepts_incomplete=true", body).status());
    var mount = platform.get(Platform.path("i/b")).json().at("/volume_mounts/0");
    assertEquals("r", mount.path("mode").asString());
    assertEquals("shared", mount.path("device_type").asString());
    assertTrue(mount.at("/device/volume_id").isString());
  }

  @Test
  void members_come_with_the_version_that_has_them() {
    platform.provision("i", "mock-vault/rotating");
    platform.bind("i/b", "mock-vault/rotating");
    var path = Platform.path("i/b");
    assertTrue(
        new Platform(broker, "2.17").get(path).json().at("/metadata/renew_before").isString());
    var in16 = new Platform(broker, "2.16").get(path).json();
    assertTrue(in16.at("/metadata/renew_before").isMissingNode());
    assertTrue(in16.at("/metadata/expires_at").isString());
    var in15 = new Platform(broker, "2.15").get(path).json();
    assertFalse(in15.has("metadata"));
    assertTrue(in15.has("endpoints"));
    assertFalse(new Platform(broker, "2.14").get(path).json().has("endpoints"));
    assertEquals(404, new Platform(broker, "2.13").get(path).status());
  }

  @Test
  void parameters_that_break_the_schema_are_named() {
    var body = platform.body("mock-database/small");
    body.putObject("parameters").put("size", 11);
    var reply = platform.put(Platform.path("i"), body);
    assertEquals(400, reply.status());
    assertTrue(reply.text("/description").contains("/size"), reply.text("/description"));
    assertTrue(reply.text("/description").contains("10"), reply.text("/description"));
    platform.provision("i", "mock-cluster/small");
    var update = platform.body("mock-cluster/small");
    update.remove("plan_id");
    update.putObject("parameters").put("colour", "red");
    var refused = platform.patch(Platform.path("i") + "?accepts_incomplete=true", update);
    assertEquals(400, refused.status());
    assertTrue(refused.text("/description").contains("colour"), refused.text("/description"));
  }

  @Test
  void instance_keeps_the_maintenance_info_it_was_made_with() {
    platform.provision("i", "mock-database/small");
    ObjectNode newer =
        (ObjectNode) broker.state().catalog(org.osbctl.spec.ApiVersion.LATEST).json().deepCopy();
    ((ObjectNode) newer.at("/services/0/plans/0/maintenance_info")).put("version", "2.0.0");
    broker.serve(new org.osbctl.spec.Catalog(newer));
    assertEquals("1.2.3", platform.get(Platform.path("i")).text("/maintenance_info/version"));
    var update = platform.body("mock-database/small");
    update.putObject("maintenance_info").put("version", "2.0.0");
    assertEquals(200, platform.patch(Platform.path("i"), update).status());
    assertEquals("2.0.0", platform.get(Platform.path("i")).text("/maintenance_info/version"));
  }
}
