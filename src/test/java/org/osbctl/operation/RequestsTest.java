package org.osbctl.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Json;

class RequestsTest {
  private static final String CATALOG =
      "{\"services\": [{\"id\": \"s\", \"plans\": [{\"id\": \"p\"}]}]}";

  @Test
  void provision_has_every_mandatory_member() {
    var catalog =
        new Catalog(Json.parse(CATALOG.getBytes(java.nio.charset.StandardCharsets.UTF_8)).node());
    assertEquals(
        "{\"service_id\":\"s\",\"plan_id\":\"p\",\"organization_guid\":\"osbctl\",\"space_guid\":\"osbctl\"}",
        Json.text(Requests.provision("i", catalog.plan("p").orElseThrow()).body()));
  }

  @Test
  void context_names_a_platform_once_versions_know_it() {
    assertTrue(Requests.context(ApiVersion.V2_11).isMissingNode());
    assertEquals("{\"platform\":\"osbctl\"}", Json.text(Requests.context(ApiVersion.V2_12)));
  }

  @Test
  void other_requests_name_offering_and_plan() {
    assertEquals("{\"service_id\":\"s\"}", Json.text(Requests.update("i", "s").body()));
    assertEquals(
        "{\"service_id\":\"s\",\"plan_id\":\"p\"}",
        Json.text(Requests.bind("i", "b", "s", "p").body()));
    assertEquals(
        "/v2/service_instances/i?service_id=s&plan_id=p",
        Wire.render(Requests.deprovision("i", "s", "p")).target());
    assertEquals(
        "/v2/service_instances/i/service_bindings/b?service_id=s&plan_id=p",
        Wire.render(Requests.unbind("i", "b", "s", "p")).target());
  }
}
