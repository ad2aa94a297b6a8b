package org.osbctl.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.profile.DerivedCatalog.Maintenance;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

class DerivedCatalogTest {
  private static final JsonNode CATALOG =
      Json.parse(
              """
              {"services": [{
                "id": "s", "name": "p-mysql", "description": "MySQL.", "bindable": true,
                "bindings_retrievable": true, "dashboard_client": {"id": "d"},
                "plans": [
                  {"id": "p", "name": "10mb", "description": "Ten.",
                   "maintenance_info": {"version": "2.0.0+a", "description": "MySQL 8"},
                   "schemas": {"service_instance": {"create": {"parameters": {
                     "$schema": "http://json-schema.org/draft-04/schema#", "type": "object",
                     "title": "x", "required": ["a"], "properties": {"a": {}}}}}}},
                  {"id": "q", "name": "20mb", "description": "Twenty."}]}]}
              """
                  .getBytes(StandardCharsets.UTF_8))
          .node();

  private static JsonNode derived(String broker, Maintenance own) {
    var derived = new DerivedCatalog("-cmdb", Optional.ofNullable(own));
    derived.add(broker, CATALOG);
    return derived.catalog();
  }

  @Test
  void services_get_a_suffix_and_ids_of_their_own_that_stay() {
    var catalog = derived("mysql", null);
    assertEquals("p-mysql-cmdb", catalog.at("/services/0/name").asString());
    assertEquals(36, catalog.at("/services/0/id").asString().length());
    assertEquals(catalog, derived("mysql", null));
    assertNotEquals(
        catalog.at("/services/0/plans/0/id"), derived("other", null).at("/services/0/plans/0/id"));
  }

  @Test
  void what_osb_cmdb_cannot_do_is_left_out() {
    var service = derived("mysql", null).at("/services/0");
    assertTrue(service.path("bindings_retrievable").isMissingNode());
    assertTrue(service.path("dashboard_client").isMissingNode());
    assertTrue(service.path("bindable").booleanValue());
  }

  @Test
  void schemas_keep_their_dialect_type_and_properties() {
    var schema =
        derived("mysql", null).at("/services/0/plans/0/schemas/service_instance/create/parameters");
    assertEquals("[$schema, type, properties]", schema.propertyNames().toString());
  }

  @Test
  void maintenance_infos_of_both_are_one() {
    var plans = derived("mysql", new Maintenance("1.1.0", "osb-cmdb 1.1")).at("/services/0/plans");
    assertEquals("3.1.0+a.osb-cmdb.1.1.0", plans.at("/0/maintenance_info/version").asString());
    assertEquals("MySQL 8\nosb-cmdb 1.1", plans.at("/0/maintenance_info/description").asString());
    assertEquals("1.1.0", plans.at("/1/maintenance_info/version").asString());
    assertTrue(derived("mysql", null).at("/services/0/plans/1/maintenance_info").isMissingNode());
  }

  @ParameterizedTest
  @CsvSource({
    "2.0.0+a, 1.1.0, 3.1.0+a.osb-cmdb.1.1.0",
    "2.0.0, 1.1.0, 3.1.0+osb-cmdb.1.1.0",
    "2.0.0, 1.1.0+b, 3.1.0+osb-cmdb.1.1.0.b",
    "no version, 1.1.0, no version",
    "99999999999999999999.0.0, 1.1.0, 99999999999999999999.0.0",
  })
  void numbers_are_added_and_the_build_tells_of_what(String backing, String own, String both) {
    var sum = DerivedCatalog.sum(new Maintenance(backing, ""), new Maintenance(own, ""));
    assertEquals(both, sum.version());
  }
}
