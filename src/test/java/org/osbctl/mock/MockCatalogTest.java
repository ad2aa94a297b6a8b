package org.osbctl.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

class MockCatalogTest {
  private final MockBroker broker = MockBroker.start(MockOptions.defaults());
  private final Platform platform = new Platform(broker);

  @AfterEach
  void close() {
    broker.close();
  }

  @Test
  void built_in_catalog_can_be_served() {
    var read = CatalogReader.read(Json.text(BuiltInCatalog.load().json()));
    assertInstanceOf(CatalogReader.Good.class, read);
    assertTrue(BuiltInCatalog.load().offerings().size() <= 7, "a conformance run takes each");
  }

  @Test
  void built_in_catalog_shows_every_member_of_2_17() {
    var members = new HashSet<String>();
    collect(BuiltInCatalog.load().json().path("services"), members);
    var expected =
        Set.of(
            "tags",
            "requires",
            "bindable",
            "instances_retrievable",
            "bindings_retrievable",
            "allow_context_updates",
            "metadata",
            "dashboard_client",
            "plan_updateable",
            "free",
            "binding_rotatable",
            "schemas",
            "maximum_polling_duration",
            "maintenance_info",
            "displayName",
            "imageUrl",
            "longDescription",
            "providerDisplayName",
            "documentationUrl",
            "supportUrl",
            "shareable",
            "bullets",
            "costs",
            "http://json-schema.org/draft-04/schema#",
            "http://json-schema.org/draft-06/schema#",
            "http://json-schema.org/draft-07/schema#",
            "https://json-schema.org/draft/2020-12/schema",
            "syslog_drain",
            "route_forwarding",
            "volume_mount");
    var missing = new HashSet<>(expected);
    missing.removeAll(members);
    assertEquals(Set.of(), missing);
  }

  private static void collect(JsonNode node, Set<String> words) {
    if (node.isString()) {
      words.add(node.stringValue());
    }
    node.propertyNames().forEach(words::add);
    node.forEach(each -> collect(each, words));
  }

  @ParameterizedTest
  @CsvSource({
    "2.12, schemas, false", "2.13, schemas, true",
    "2.13, instances_retrievable, false", "2.14, instances_retrievable, true",
    "2.14, maintenance_info, false", "2.15, maintenance_info, true",
    "2.16, binding_rotatable, false", "2.17, binding_rotatable, true",
  })
  void member_comes_with_its_version(String version, String member, boolean there) {
    var members = new HashSet<String>();
    collect(new Platform(broker, version).get("/v2/catalog").json(), members);
    assertEquals(there, members.contains(member));
  }

  @Test
  void unchanged_catalog_is_304() {
    var first = platform.get("/v2/catalog");
    var tag = first.http().headers().firstValue("ETag").orElseThrow();
    var again = platform.get("/v2/catalog", "If-None-Match", tag);
    assertEquals(304, again.status());
    assertEquals(0, again.http().body().length);
    assertEquals(304, platform.get("/v2/catalog", "If-None-Match", "\"x\", W/" + tag).status());
    assertEquals(200, platform.get("/v2/catalog", "If-None-Match", "\"other\"").status());
    var modified = first.http().headers().firstValue("Last-Modified").orElseThrow();
    assertEquals(304, platform.get("/v2/catalog", "If-Modified-Since", modified).status());
    assertEquals(
        200,
        platform.get("/v2/catalog", "If-Modified-Since", "Mon, 01 Jan 2001 00:00:00 GMT").status());
    assertEquals(200, platform.get("/v2/catalog", "If-Modified-Since", "yesterday").status());
  }

  @Test
  void tag_is_that_of_the_version_and_of_the_content() {
    var older = new Platform(broker, "2.12");
    var tag = platform.get("/v2/catalog").http().headers().firstValue("ETag").orElseThrow();
    assertEquals(200, older.get("/v2/catalog", "If-None-Match", tag).status());
    broker.serve(org.osbctl.spec.Catalog.EMPTY);
    assertEquals(200, platform.get("/v2/catalog", "If-None-Match", tag).status());
    assertEquals(401, platform.get("/v2/catalog", "Authorization", "Basic eDp5").status());
  }

  @Test
  void newer_version_is_refused_and_the_newest_named() {
    var options = MockOptions.defaults().withNewest(ApiVersion.V2_14);
    try (var old = MockBroker.start(options)) {
      assertEquals(200, new Platform(old, "2.14").get("/v2/catalog").status());
      var refused = new Platform(old, "2.15").get("/v2/catalog");
      assertEquals(412, refused.status());
      assertTrue(refused.text("/description").contains("2.14"), refused.text("/description"));
      assertEquals(
          401,
          new Platform(old, "2.15").get("/v2/catalog", "Authorization", "Basic eDp5").status());
    }
  }

  @Test
  void catalog_is_read_from_yaml() {
    var read =
        CatalogReader.read(
            """
            services:
              - id: s1
                name: one
                description: The only one.
                bindable: true
                plans:
                  - {id: p1, name: small, description: Small.}
            """);
    var catalog = assertInstanceOf(CatalogReader.Good.class, read).catalog();
    assertEquals("small", catalog.plan("p1").orElseThrow().name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | no JSON",
        "a: [ | neither JSON nor YAML",
        "{} | no array services",
        "{\"services\":[{}]} | services[0] has no id",
        "{\"services\":[7]} | services[0] has no plans",
        "services: [{id: a, name: a, description: a, bindable: maybe, plans: []}]"
            + " | services[0] has no bindable",
        "services: [{id: a, name: a, description: a, bindable: true, plans: [{name: p,"
            + " description: p}]}] | services[0].plans[0] has no id",
        "services: [{id: a, name: a, description: a, bindable: true, plans: [{id: a, name: p,"
            + " description: p}]}] | services[0].plans[0] has the id of another one: a",
        "services: [{id: a, name: a, description: a, bindable: true, plans: [{id: b, name: p,"
            + " description: p, maximum_polling_duration: soon}]}]"
            + " | maximum_polling_duration is no number",
        "services: [{id: a, name: a, description: a, bindable: true, plans: [{id: b, name: p,"
            + " description: p, plan_updateable: often}]}] | plan_updateable is neither",
        "services: [{id: a, name: a, description: a, bindable: true, plans: [{id: b, name: p,"
            + " description: p, maintenance_info: {}}]}] | maintenance_info has no version",
      })
  void contradictory_catalog_is_refused_with_the_reason(String text, String reason) {
    var bad = assertInstanceOf(CatalogReader.Bad.class, CatalogReader.read(text));
    assertTrue(bad.words().contains(reason), bad.words());
    assertFalse(bad.reasons().isEmpty());
  }
}
