package org.osbctl.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CatalogDiffTest {
  private static final String OLD =
      """
      {"services": [
        {"id": "s1", "name": "db", "bindable": true, "plan_updateable": true,
         "bindings_retrievable": true, "instances_retrievable": true, "requires": [],
         "dashboard_client": {"id": "d", "secret": "***", "redirect_uri": "u"},
         "plans": [
           {"id": "p1", "name": "small", "free": true, "maintenance_info": {"version": "1.0.0"},
            "schemas": {"service_instance": {"create": {"parameters": {
              "type": "object", "required": ["a"],
              "properties": {"a": {"type": "string", "enum": ["x", "y"]},
                             "n": {"type": "integer", "maximum": 9},
                             "o": {"type": "object", "properties": {"deep": {"minLength": 1}}}}}}}}},
           {"id": "p2", "name": "large"}]},
        {"id": "s2", "name": "mail", "plans": [{"id": "p3", "name": "plan"}]}]}
      """;

  private static JsonNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8)).node();
  }

  private static List<String> changes(String now) {
    return CatalogDiff.of(json(OLD), json(now)).stream()
        .map(each -> each.weight() + " " + each.path() + " " + each.what())
        .toList();
  }

  @Test
  void same_catalog_has_no_changes() {
    assertEquals(List.of(), changes(OLD.replace("***", "secret")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"id\": \"s2\" | \"id\": \"s9\" | UNSAFE mail is gone;"
            + " UNSAFE mail/plan moved to the offering mail; NOTICE mail is new",
        "\"id\": \"p2\" | \"id\": \"p9\" | UNSAFE db/large is gone; NOTICE db/large is new",
        "\"name\": \"db\" | \"name\": \"pg\" | NOTICE db is called pg now",
        "\"bindable\": true | \"bindable\": false | UNSAFE db/small is no longer bindable;"
            + " UNSAFE db/large is no longer bindable",
        "\"plan_updateable\": true | \"x\": 1 | UNSAFE db/small is no longer plan_updateable;"
            + " UNSAFE db/large is no longer plan_updateable",
        "\"bindings_retrievable\": true, | '' | UNSAFE db is no longer bindings_retrievable",
        "\"requires\": [] | \"requires\": [\"x\"] | UNSAFE db requires x",
        "\"redirect_uri\": \"u\" | \"redirect_uri\": \"v\" | NOTICE db has another"
            + " dashboard_client",
        "\"free\": true | \"free\": false | NOTICE db/small costs something now",
        "1.0.0 | 1.1.0 | NOTICE db/small has maintenance version 1.1.0 instead of 1.0.0",
        "\"maintenance_info\" | \"x\" | UNSAFE db/small has no maintenance_info any more",
        "[\"a\"] | [\"a\", \"n\"] | UNSAFE db/small/service_instance/create requires n now",
        "[\"x\", \"y\"] | [\"x\"] | UNSAFE db/small/service_instance/create/a no longer allows"
            + " \"y\"",
        "\"type\": \"string\" | \"type\": \"integer\" |"
            + " UNSAFE db/small/service_instance/create/a has another type",
        "\"maximum\": 9 | \"maximum\": 8 | UNSAFE db/small/service_instance/create/n has a lower"
            + " maximum",
        "\"maximum\": 9 | \"maximum\": 10 | ''",
        "\"minLength\": 1 | \"minLength\": 2 |"
            + " UNSAFE db/small/service_instance/create/o/deep has a higher minLength",
        "\"required\": [\"a\"] | \"required\": [\"a\"], \"additionalProperties\": false |"
            + " UNSAFE db/small/service_instance/create allows no further properties any more",
        "\"schemas\" | \"x\" | ''",
      })
  void change_is_told_with_its_weight(String old, String now, String changes) {
    var text = String.join("; ", changes(OLD.replace(old, now)));
    assertEquals(changes, text);
  }
}
