package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.Dialogue.assertMet;
import static org.osbctl.rules.Dialogue.assertNoted;
import static org.osbctl.rules.Dialogue.assertSilent;
import static org.osbctl.rules.Dialogue.assertViolated;
import static org.osbctl.rules.Dialogue.with;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.spec.ApiVersion;

class CatalogRulesTest {
  private static final String FIRST_SCHEMA =
      "/services/0/plans/0/schemas/service_instance/create/parameters";

  private static Map<String, Judgement> judge(String version, String catalog) {
    return Dialogue.at(version).hears(Dialogue.CATALOG, 200, catalog);
  }

  private static Map<String, Judgement> judge(String version, String pointer, String value) {
    return judge(version, with(Samples.CATALOG, pointer, value));
  }

  private static Map<String, Judgement> judgeAgain(String version, String pointer, String value) {
    return Dialogue.at(version)
        .after(Dialogue.CATALOG, 200, Samples.CATALOG)
        .hears(Dialogue.CATALOG, 200, with(Samples.CATALOG, pointer, value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "catalog.strings-at-most-255 | 2.14 | /services/0/description | a string has 256"
            + " characters",
        "schemas.at-most-64kb | 2.13 | - | the size of a schema",
        "catalog.offering-names-unique | 2.11 | /services/1/name | two offerings have the name"
            + " fake-service",
        "catalog.offering-ids-unique | 2.11 | /services/1/id | two offerings have the id acb56d7c",
        "catalog.plan-ids-unique | 2.11 | /services/1/plans/0/id | two plans have the id d3031751",
        "catalog.plan-names-unique | 2.11 | /services/0/plans/1/name | plans of an offering have"
            + " the name fake-plan-1",
        "schemas.no-external-references | 2.13 | - | http://example.com/other",
        "maintenance-info.version-semantic | 2.15 | /services/0/plans/0/maintenance_info/version |"
            + " semantic version",
      })
  void fault_is_found_where_its_requirement_stands(
      String requirement, String since, String pointer, String words) {
    var bad =
        switch (requirement) {
          case "catalog.strings-at-most-255" ->
              with(Samples.CATALOG, pointer, "\"" + "é".repeat(256) + "\"");
          case "catalog.offering-names-unique" ->
              with(Samples.CATALOG, pointer, "\"fake-service\"");
          case "catalog.offering-ids-unique" ->
              with(Samples.CATALOG, pointer, "\"acb56d7c-1111-4222-8333-feb140a59a66\"");
          case "catalog.plan-ids-unique" ->
              with(Samples.CATALOG, pointer, "\"d3031751-1111-4222-8333-a42377d3320e\"");
          case "catalog.plan-names-unique" -> with(Samples.CATALOG, pointer, "\"fake-plan-1\"");
          case "maintenance-info.version-semantic" -> with(Samples.CATALOG, pointer, "\"2.1\"");
          case "schemas.at-most-64kb" ->
              with(Samples.CATALOG, FIRST_SCHEMA + "/title", "\"" + "x".repeat(65_500) + "\"");
          default -> with(Samples.CATALOG, FIRST_SCHEMA + "/$ref", "\"http://example.com/other\"");
        };
    var at =
        switch (requirement) {
          case "schemas.at-most-64kb" -> FIRST_SCHEMA;
          case "schemas.no-external-references" -> FIRST_SCHEMA + "/$ref";
          default -> pointer;
        };
    for (var version : ApiVersion.values()) {
      var good = judge(version.toString(), Samples.CATALOG);
      var said = judge(version.toString(), bad);
      if (version.atLeast(ApiVersion.parse(since).orElseThrow())) {
        assertMet(good, requirement);
        assertViolated(said, requirement, at, words);
      } else {
        assertEquals(null, said.get(requirement));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ApiVersion.class)
  void changed_id_is_found_at_the_second_fetch(ApiVersion version) {
    var offering = judgeAgain(version.toString(), "/services/0/id", "\"new\"");
    assertViolated(
        offering,
        "catalog.ids-stable",
        "/services/0/id",
        "the offering fake-service has another id");
    var plan = judgeAgain(version.toString(), "/services/0/plans/1/id", "\"new\"");
    assertViolated(
        plan,
        "catalog.ids-stable",
        "/services/0/plans/1/id",
        "the plan fake-plan-2 has another id");
  }

  @Test
  void ids_are_not_compared_at_the_first_fetch() {
    assertSilent(judge("2.17", Samples.CATALOG), "catalog.ids-stable");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/services/0/description | \"Changed.\"",
        "/services/0/name | \"renamed\"",
        "/services/1 | {\"name\": \"brand-new\", \"id\": \"new\", \"plans\": []}",
        "/services/0/plans/1/name | \"renamed\"",
        "/services/0/plans/1 | {\"name\": \"brand-new\", \"id\": \"new\"}",
      })
  void catalog_may_change_in_everything_but_ids(String pointer, String value) {
    assertMet(judgeAgain("2.17", pointer, value), "catalog.ids-stable");
  }

  @Test
  void exchanged_names_are_no_changed_ids() {
    var exchanged =
        Samples.CATALOG
            .replace("fake-service", "third")
            .replace("other-service", "fake-service")
            .replace("third", "other-service");
    var said =
        Dialogue.at("2.17")
            .after(Dialogue.CATALOG, 200, Samples.CATALOG)
            .hears(Dialogue.CATALOG, 200, exchanged);
    assertMet(said, "catalog.ids-stable");
  }

  @Test
  void failed_fetch_is_no_catalog_to_compare_with() {
    var said =
        Dialogue.at("2.17")
            .after(Dialogue.CATALOG, 200, Samples.CATALOG)
            .after(Dialogue.CATALOG, 500, "{}")
            .hears(Dialogue.CATALOG, 200, with(Samples.CATALOG, "/services/0/id", "\"new\""));
    assertViolated(said, "catalog.ids-stable", "/services/0/id", "another id");
  }

  @Test
  void string_of_255_wide_characters_is_short_enough() {
    var said = judge("2.17", "/services/0/description", "\"" + "😀".repeat(255) + "\"");
    assertMet(said, "catalog.strings-at-most-255");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/services/0/metadata/longDescription", FIRST_SCHEMA + "/description"})
  void metadata_and_schemas_may_have_long_strings(String pointer) {
    assertMet(
        judge("2.17", pointer, "\"" + "x".repeat(2000) + "\""), "catalog.strings-at-most-255");
  }

  @Test
  void empty_catalog_is_a_permission_used_from_2_12_on() {
    assertMet(judge("2.12", "{\"services\": []}"), "catalog.services-may-be-empty");
    assertEquals(null, judge("2.11", "{\"services\": []}").get("catalog.services-may-be-empty"));
    assertSilent(judge("2.17", Samples.CATALOG), "catalog.services-may-be-empty");
  }

  @Test
  void plan_with_the_id_of_an_offering_gets_a_note() {
    var said = judge("2.17", "/services/0/plans/1/id", "\"acb56d7c-1111-4222-8333-feb140a59a66\"");
    assertNoted(said, "catalog.plan-ids-unique", "the id of an offering");
  }

  @Test
  void names_that_differ_in_case_are_different() {
    assertMet(
        judge("2.17", "/services/1/name", "\"Fake-Service\""), "catalog.offering-names-unique");
  }

  @Test
  void plans_of_different_offerings_may_have_one_name() {
    assertMet(judge("2.17", Samples.CATALOG), "catalog.plan-names-unique");
  }

  @Test
  void single_offering_has_nothing_to_be_compared_with() {
    var said =
        judge(
            "2.17",
            "{\"services\": [{\"name\": \"a\", \"id\": \"i\", \"plans\": [{\"id\": \"p\"}]}]}");
    assertSilent(said, "catalog.offering-names-unique");
    assertSilent(said, "catalog.offering-ids-unique");
    assertSilent(said, "catalog.plan-ids-unique");
  }

  @Test
  void schema_between_the_two_readings_of_64_kb_gets_a_note() {
    var said = judge("2.17", FIRST_SCHEMA + "/title", "\"" + "x".repeat(64_500) + "\"");
    assertNoted(said, "schemas.at-most-64kb", "more than 64 kB if k is 1000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$ref\": \"#/definitions/a\", \"definitions\": {\"a\": {}}}",
        "{\"$ref\": \"#\"}",
        "{\"$id\": \"http://example.com/root\", \"$ref\":"
            + " \"http://example.com/root#/definitions/a\", \"definitions\": {\"a\": {}}}",
        "{\"$id\": \"http://example.com/root\", \"$ref\": \"part\", \"$defs\": {\"a\": {\"$id\":"
            + " \"part\"}}}",
        "{\"$ref\": \"#here\", \"$defs\": {\"a\": {\"$anchor\": \"here\"}}}",
        "{\"$dynamicRef\": \"#here\", \"$defs\": {\"a\": {\"$dynamicAnchor\": \"here\"}}}",
        "{\"$ref\": \"#here\", \"definitions\": {\"a\": {\"id\": \"#here\"}}}",
        "{\"$ref\": \"#/definitions/a%20b~1c\", \"definitions\": {\"a b/c\": {}}}",
        "{\"$schema\": \"http://json-schema.org/draft-04/schema#\"}",
        "{\"properties\": {\"$ref\": {\"type\": \"string\"}}, \"default\": {\"$ref\":"
            + " \"http://example.com\"}}",
        "{\"enum\": [{\"$ref\": \"http://example.com\"}], \"properties\": {\"enum\": {}}}",
      })
  void reference_within_the_schema_is_met(String schema) {
    assertMet(judge("2.17", FIRST_SCHEMA, schema), "schemas.no-external-references");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"$ref\": \"http://json-schema.org/draft-04/schema#\"} | /$ref",
        "{\"properties\": {\"enum\": {\"$ref\": \"other.json\"}}} | /properties/enum/$ref",
        "{\"allOf\": [{\"$ref\": \"file:///etc/passwd\"}]} | /allOf/0/$ref",
        "{\"$dynamicRef\": \"http://example.com/x#here\"} | /$dynamicRef",
        "{\"$ref\": \"#/definitions/missing\"} | /$ref",
        "{\"properties\": {\"a/b\": {\"$ref\": \"::\"}}} | /properties/a~1b/$ref",
        "{\"$ref\": \"http://exa mple\"} | /$ref",
      })
  void reference_that_leads_outside_is_found(String schema, String pointer) {
    assertViolated(
        judge("2.17", FIRST_SCHEMA, schema),
        "schemas.no-external-references",
        FIRST_SCHEMA + pointer,
        "resolves within the schema");
  }

  @Test
  void wrong_versions_are_counted() {
    var twice = with(Samples.CATALOG, "/services/0/plans/0/maintenance_info/version", "\"v1.0.0\"");
    var said =
        judge(
            "2.17",
            with(twice, "/services/0/plans/1/maintenance_info", "{\"version\": \"01.0.0\"}"));
    assertViolated(
        said,
        "maintenance-info.version-semantic",
        "/services/0/plans/0/maintenance_info/version",
        "and 1 more of the kind");
  }
}
