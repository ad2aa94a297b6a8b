package org.osbctl.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.samples.RandomJson;
import org.osbctl.spec.ServicePlan.SchemaOf;

class CatalogTest {

  private static Catalog catalog(String json) {
    return new Catalog(Json.parse(json.getBytes(UTF_8)).node());
  }

  private static ServicePlan plan(String offeringMembers, String planMembers) {
    return catalog(
            """
            {"services": [{"id": "o", %s "plans": [{"id": "p" %s}]}]}\
            """
                .formatted(offeringMembers, planMembers))
        .plan("p")
        .orElseThrow();
  }

  @Test
  void offerings_and_plans_are_found_by_id() {
    var catalog =
        catalog(
            """
            {"services": [
              {"id": "o1", "name": "one", "plans": [{"id": "p1", "name": "small"}]},
              {"id": "o2", "name": "two", "plans": [{"id": "p2"}, {"id": "p1", "name": "other"}]}]}\
            """);
    assertEquals(
        List.of("one", "two"), catalog.offerings().stream().map(ServiceOffering::name).toList());
    assertEquals("two", catalog.offering("o2").orElseThrow().name());
    assertEquals("small", catalog.plan("p1").orElseThrow().name());
    assertEquals("other", catalog.plan("o2", "p1").orElseThrow().name());
    assertEquals(Optional.empty(), catalog.plan("o1", "p2"));
    assertEquals(Optional.empty(), catalog.offering("o3"));
  }

  @Test
  void what_has_no_id_is_found_by_none() {
    var catalog =
        catalog("{\"services\": [{\"plans\": [{}]}, {\"id\": 1, \"plans\": [{\"id\": 2}]}]}");
    assertEquals(2, catalog.offerings().size());
    assertEquals(Optional.empty(), catalog.offering(""));
    assertEquals(Optional.empty(), catalog.plan(""));
    assertEquals(Optional.empty(), catalog.plan("", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "5",
        "\"x\"",
        "{}",
        "{\"services\": null}",
        "{\"services\": 5}",
        "{\"services\": \"x\"}",
        "{\"services\": {\"a\": {\"id\": \"o\"}}}",
        "{\"services\": [5, null, []]}",
        "[{\"services\": [{\"id\": \"o\"}]}]"
      })
  void garbage_is_a_catalog_without_offerings(String json) {
    assertEquals(List.of(), catalog(json).offerings());
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "5", "{\"a\": {\"id\": \"p\"}}", "[5, null, \"x\", []]"})
  void garbage_is_no_plan(String plans) {
    var catalog = catalog("{\"services\": [{\"id\": \"o\", \"plans\": " + plans + "}]}");
    assertEquals(List.of(), catalog.offerings().getFirst().plans());
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', false",
    "'\"bindable\": true,', '', true",
    "'\"bindable\": true,', ',\"bindable\": false', false",
    "'\"bindable\": false,', ',\"bindable\": true', true",
    "'\"bindable\": true,', ',\"bindable\": \"no\"', true",
    "'\"bindable\": \"true\",', '', false",
  })
  void plan_overrides_whether_its_offering_can_be_bound(
      String offering, String plan, boolean bindable) {
    assertEquals(bindable, plan(offering, plan).bindable());
    assertEquals(
        bindable,
        plan(
                offering.replace("bindable", "plan_updateable"),
                plan.replace("bindable", "plan_updateable"))
            .planUpdateable());
  }

  @ParameterizedTest
  @CsvSource({"'', true", "',\"free\": false', false", "',\"free\": \"no\"', true"})
  void plan_is_free_unless_it_says_otherwise(String members, boolean free) {
    assertEquals(free, plan("", members).free());
  }

  @ParameterizedTest
  @CsvSource({
    "60, 60",
    "9223372036854775807, 9223372036854775807",
    "0,",
    "-1,",
    "1.5,",
    "1e999999999,",
    "99999999999999999999,",
    "'\"60\"',",
    "null,"
  })
  void maximum_polling_duration_is_a_positive_number_of_seconds(String value, Long seconds) {
    var found = plan("", ", \"maximum_polling_duration\": " + value).maximumPollingDuration();
    assertEquals(Optional.ofNullable(seconds).map(Duration::ofSeconds), found);
  }

  @Test
  void schema_is_read_for_each_operation() {
    var plan =
        plan(
            "",
            """
            , "schemas": {"service_instance": {"create": {"parameters": {"title": "c"}}, "update": 5},
                          "service_binding": {"create": {"parameters": []}}}\
            """);
    assertEquals("c", plan.schema(SchemaOf.PROVISION).orElseThrow().path("title").stringValue());
    assertEquals(Optional.empty(), plan.schema(SchemaOf.UPDATE));
    assertEquals(Optional.empty(), plan.schema(SchemaOf.BIND));
  }

  @Test
  void permissions_are_those_of_the_list() {
    var offering =
        catalog("{\"services\": [{\"requires\": [\"syslog_drain\", 5]}]}").offerings().getFirst();
    assertTrue(offering.requires("syslog_drain"));
    assertFalse(offering.requires("volume_mount"));
    var wrong =
        catalog("{\"services\": [{\"requires\": {\"a\": \"syslog_drain\"}}]}")
            .offerings()
            .getFirst();
    assertFalse(wrong.requires("syslog_drain"));
  }

  @Test
  void views_of_random_catalogs_never_throw() {
    var random = new RandomJson(new Random(21));
    for (int i = 0; i < 3_000; i++) {
      var service =
          random.object(
              "id", "name", "description", "requires", "bindable", "instances_retrievable");
      var plan = random.object("id", "name", "free", "schemas", "maintenance_info", "bindable");
      var json = Json.object();
      var services = json.putArray("services");
      services.add(random.value(3));
      ((tools.jackson.databind.node.ObjectNode) service)
          .putArray("plans")
          .add(plan)
          .add(random.value(2));
      services.add(service);
      assertEquals(service.path("id").stringValue(""), everything(new Catalog(json)));
    }
  }

  /** Reads all there is to read; gives the id of the last offering. */
  private static String everything(Catalog catalog) {
    var last = "";
    for (var offering : catalog.offerings()) {
      var words = offering.name() + offering.description() + offering.requires("x");
      var flags =
          List.of(
              offering.instancesRetrievable(),
              offering.bindingsRetrievable(),
              offering.allowsContextUpdates());
      for (var plan : offering.plans()) {
        var read =
            List.of(
                plan.name() + plan.description() + words,
                flags,
                plan.free(),
                plan.bindable(),
                plan.planUpdateable(),
                plan.bindingRotatable(),
                plan.maximumPollingDuration(),
                plan.maintenanceVersion(),
                plan.schema(SchemaOf.PROVISION),
                plan.schema(SchemaOf.BIND));
        assertEquals(10, read.size());
      }
      last = offering.id();
    }
    return last;
  }
}
