package org.osbctl.rules;

import java.util.List;
import java.util.function.BiConsumer;
import org.osbctl.spec.Json;
import org.osbctl.spec.SchemaReferences;
import tools.jackson.databind.JsonNode;

/** Rules of the spec section "Input Parameters Schema Object" that a shape cannot say. */
final class ParameterSchemaRules {
  /** 64 kB, counted generously: up to {@link #SURELY_SMALL} it is within any reading. */
  private static final int LARGEST = 65_536;

  private static final int SURELY_SMALL = 64_000;

  private ParameterSchemaRules() {}

  static final Rule NO_EXTERNAL_REFERENCES =
      CatalogRules.of(
          "schemas.no-external-references",
          catalog -> {
            var offences = new Offences();
            schemas(
                catalog,
                (at, schema) -> {
                  offences.place();
                  SchemaReferences.external(schema)
                      .forEach(found -> offences.add(at + found.pointer(), found.reference()));
                });
            return offences.judgement("a reference", "one that resolves within the schema");
          });

  static final Rule AT_MOST_64_KB =
      CatalogRules.of(
          "schemas.at-most-64kb",
          catalog -> {
            var offences = new Offences();
            schemas(
                catalog,
                (at, schema) -> {
                  offences.place();
                  int size = Json.bytes(schema).length;
                  if (size > LARGEST) {
                    offences.add(at, size + " bytes");
                  } else if (size > SURELY_SMALL) {
                    offences.note("a schema has " + size + " bytes, more than 64 kB if k is 1000");
                  }
                });
            return offences.judgement("the size of a schema", "at most 64 kB");
          });

  static List<Rule> all() {
    return List.of(NO_EXTERNAL_REFERENCES, AT_MOST_64_KB);
  }

  private static void schemas(JsonNode catalog, BiConsumer<String, JsonNode> each) {
    CatalogNodes.plans(
        catalog,
        (at, plan) -> {
          for (var place :
              List.of(
                  "/service_instance/create",
                  "/service_instance/update",
                  "/service_binding/create")) {
            var pointer = "/schemas" + place + "/parameters";
            var schema = plan.at(pointer);
            if (schema.isObject()) {
              each.accept(at + pointer, schema);
            }
          }
        });
  }
}
