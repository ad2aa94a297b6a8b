package org.osbctl.hostile;

import static org.osbctl.hostile.Hostility.Sort.HARMLESS;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Catalogs that are right in form, and made to hurt whoever shows or uses them. */
final class Contents {
  private Contents() {}

  static List<Hostility> all() {
    return List.of(
        says("terminal-escapes", "\\u001b[2J\\u001b[1;1H\\u001b]0;owned\\u0007\\u009b31m"),
        says("carriage-returns", "bad\\rgood\\b\\b\\b\\u007f"),
        says("bidirectional-overrides", "\\u202e\\u2066evil\\u2069 \u202e\u2067"),
        says("zero-width-letters", "a\\u200b\\u200c\\u200d\\u2060\\ufeffb"),
        says("other-line-ends", "a\\u0085b\\u2028c\\u2029d\\u000be\\u000cf"),
        says("private-and-unassigned-letters", "\\ue000\\uffff\\ufffe\\udbff\\udfff"),
        says("tags-and-variation-selectors", "\\udb40\\udc41\\udb40\\udc42\\ufe0f"),
        says("markup", "<script>alert(1)</script><img src=x onerror=alert(1)>"),
        says("end-of-cdata", "]]> --> */ }} {{7*7}} ${7*7} <%= 7*7 %> #{7*7}"),
        says("formulas", "=cmd|'/C calc'!A0 +1 -1 @SUM(1)"),
        says("format-letters", "%s %n %1$s %999999999d ~ `id` $(id) %PATH%"),
        says("markdown", "[x](javascript:alert(1)) | a | ``` \\n# Title"),
        says("workflow-commands", "\\n::error::owned\\n::set-output name=a::b\\n##teamcity[x]"),
        catalog("names-like-options", HonestBodies.CATALOG.replace("\"db\"", "\"--url=x\"")),
        catalog("names-with-escapes", HonestBodies.CATALOG.replace("\"small\"", "\"\\u001b[2J\"")),
        catalog("names-missing", HonestBodies.CATALOG.replace("\"name\": \"db\", ", "")),
        catalog("ids-that-climb", HonestBodies.CATALOG.replace("db-id", "../../../v2/x")),
        catalog("ids-with-slashes-in-percent", HonestBodies.CATALOG.replace("db-id", "%2f%2e%2e")),
        catalog("ids-with-blanks", HonestBodies.CATALOG.replace("db-id", " a b ")),
        catalog("ids-of-a-megabyte", HonestBodies.CATALOG.replace("db-id", "x".repeat(1 << 20))),
        catalog("ids-twice", HonestBodies.CATALOG.replace("small-id", "db-id")),
        catalog("no-services", "{\"services\": []}"),
        catalog("wrong-types-everywhere", wrongTypes()),
        catalog("a-hundred-thousand-plans", plans(100_000)),
        schema("schema-from-the-network", "{\"$ref\": \"http://127.0.0.1:9/schema.json\"}"),
        schema("schema-from-a-file", "{\"$ref\": \"file:///etc/passwd\"}"),
        schema("schema-from-the-class-path", "{\"$ref\": \"classpath:specs/faults.yaml\"}"),
        schema("schema-of-an-unknown-dialect", "{\"$schema\": \"http://127.0.0.1:9/dialect\"}"),
        schema("schema-that-is-itself", "{\"$ref\": \"#\"}"),
        schema(
            "schema-in-circles",
            "{\"definitions\": {\"a\": {\"allOf\": [{\"$ref\": \"#/definitions/b\"}]}, \"b\":"
                + " {\"anyOf\": [{\"$ref\": \"#/definitions/a\"}]}}, \"$ref\":"
                + " \"#/definitions/a\"}"),
        schema(
            "schema-that-needs-itself",
            "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"type\": \"object\","
                + " \"properties\": {\"next\": {\"$ref\": \"#\"}}, \"required\": [\"next\"]}"),
        schema(
            "schema-with-an-endless-pattern",
            "{\"type\": \"object\", \"required\": [\"p\"], \"properties\": {\"p\": {\"type\":"
                + " \"string\", \"minLength\": 30, \"pattern\": \"^(a+)+$\"}}}"),
        schema("schema-with-a-broken-pattern", "{\"properties\": {\"p\": {\"pattern\": \"([\"}}}"),
        schema("schema-with-fifty-thousand-branches", branches(50_000)),
        schema("schema-with-wrong-types", "{\"properties\": 3, \"required\": {}, \"type\": [[]]}"),
        schema("schema-that-nothing-meets", "{\"not\": {}}"),
        schema("schema-of-a-huge-minimum", "{\"type\": \"object\", \"minProperties\": 2000000000}"),
        schema(
            "schema-of-a-huge-text",
            "{\"type\": \"object\", \"required\": [\"t\"], \"properties\": {\"t\": {\"type\":"
                + " \"string\", \"minLength\": 2000000000}}}"),
        schema(
            "schema-of-a-huge-list",
            "{\"type\": \"object\", \"required\": [\"t\"], \"properties\": {\"t\": {\"type\":"
                + " \"array\", \"minItems\": 2000000000, \"items\": {\"type\": \"string\"}}}}"),
        schema(
            "schema-of-doubling-objects",
            "{\"$ref\": \"#/definitions/d0\", \"definitions\": {" + doubling(30) + "}}"));
  }

  private static String wrongTypes() {
    return "{\"services\": [null, 3, [], {}, {\"id\": {}, \"name\": [], \"plans\": 7,"
        + " \"bindable\": \"no\"}, {\"id\": \"a\", \"plans\": [null, 1, {\"id\": [], \"schemas\":"
        + " []}]}]}";
  }

  private static String plans(int count) {
    var plans = new StringBuilder();
    for (int i = 0; i < count; i++) {
      plans.append(i == 0 ? "" : ",");
      plans.append("{\"id\": \"p").append(i).append("\", \"name\": \"n").append(i);
      plans.append("\", \"description\": \"A plan.\"}");
    }
    return "{\"services\": [{\"id\": \"db-id\", \"name\": \"db\", \"description\": \"Many.\","
        + " \"bindable\": true, \"plans\": ["
        + plans
        + "]}]}";
  }

  private static String branches(int count) {
    var branches = new StringBuilder("{\"anyOf\": [");
    for (int i = 0; i < count; i++) {
      branches.append(i == 0 ? "" : ",").append("{\"required\": [\"b").append(i).append("\"]}");
    }
    return branches.append("]}").toString();
  }

  /** Each definition needs the next one twice: small to write, and 2^levels objects to fill. */
  private static String doubling(int levels) {
    var text = new StringBuilder();
    for (int i = 0; i < levels; i++) {
      text.append("\"d%d\": {\"type\": \"object\", \"required\": [\"a\", \"b\"], ".formatted(i));
      text.append("\"properties\": {\"a\": {\"$ref\": \"#/definitions/d%d\"}, ".formatted(i + 1));
      text.append("\"b\": {\"$ref\": \"#/definitions/d%d\"}}},".formatted(i + 1));
    }
    return text.append("\"d%d\": {\"type\": \"string\"}".formatted(levels)).toString();
  }

  private static Hostility says(String name, String description) {
    return catalog(name, HonestBodies.described(description));
  }

  private static Hostility schema(String name, String schema) {
    return catalog(name, HonestBodies.schema(schema));
  }

  private static Hostility catalog(String name, String catalog) {
    var body = catalog.getBytes(StandardCharsets.UTF_8);
    return new Hostility(
        "catalog-" + name,
        HARMLESS,
        Set.of(Place.CATALOG),
        (wire, request, honest) -> wire.answer(200, "", body));
  }
}
