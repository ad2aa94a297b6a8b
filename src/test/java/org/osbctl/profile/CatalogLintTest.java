package org.osbctl.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.profile.CatalogRule.Severity;
import org.osbctl.spec.Json;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class CatalogLintTest {
  private static final Path FOLDER = Path.of("src/test/resources/profiles");
  private static final JsonNode ACCEPTED = read("accepted-catalog.json");
  private static final JsonNode REFUSED = read("refused-catalogs.yaml");
  private static final Map<String, CatalogRule> RULES =
      Profiles.SHIPPED.stream()
          .flatMap(name -> Profiles.load(name).catalogRules().stream())
          .collect(
              // Who extends a profile has its rules.
              Collectors.toMap(CatalogRule::id, Function.identity(), (one, same) -> one));

  private static JsonNode read(String name) {
    try {
      return YAMLMapper.shared().readTree(Files.readString(FOLDER.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> refused() {
    return REFUSED.propertyNames().stream();
  }

  private static JsonNode changed(JsonNode changes) {
    JsonNode catalog = ACCEPTED.deepCopy();
    for (var change : changes.properties()) {
      if (change.getKey().isEmpty()) {
        return change.getValue();
      }
      set(catalog, JsonPointer.compile(change.getKey()), value(change.getValue()));
    }
    return catalog;
  }

  private static JsonNode value(JsonNode written) {
    var words = written.stringValue("").split(" ", 2);
    return switch (words[0]) {
      case "~remove" -> Json.missing();
      case "~long" -> StringNode.valueOf("x".repeat(Integer.parseInt(words[1])));
      default -> written;
    };
  }

  private static void set(JsonNode catalog, JsonPointer at, JsonNode value) {
    var parent = catalog.at(at.head());
    var last = at.last();
    if (parent instanceof ArrayNode array) {
      array.set(last.getMatchingIndex(), value);
    } else if (value.isMissingNode()) {
      ((ObjectNode) parent).remove(last.getMatchingProperty());
    } else {
      ((ObjectNode) parent).set(last.getMatchingProperty(), value);
    }
  }

  static List<String> shipped() {
    return Profiles.SHIPPED;
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void realistic_catalog_is_accepted(String platform) {
    var findings = CatalogLint.findings(Profiles.load(platform).catalogRules(), ACCEPTED);
    assertEquals(
        List.of(),
        findings.stream().filter(each -> each.rule().severity() != Severity.INFORMS).toList());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void rule_finds_what_breaks_it(String id) {
    var rule = RULES.get(id);
    var wrong = changed(REFUSED.path(id));
    // Some say what they know of the accepted catalog, too.
    var before = CatalogLint.findings(List.of(rule), ACCEPTED).size();
    var findings = CatalogLint.findings(List.of(rule), wrong);
    assertEquals(before + 1, findings.size(), findings::toString);
    for (var finding : findings) {
      assertFalse(finding.message().isBlank());
      assertFalse(finding.message().matches(".*\\{(value|ruby|service|plan|member)}.*"));
    }
  }

  @Test
  void every_rule_that_is_checked_has_a_catalog_that_breaks_it() {
    var checked = new TreeSet<String>();
    RULES.values().stream().filter(CatalogRule::isChecked).forEach(rule -> checked.add(rule.id()));
    assertEquals(checked, refused().collect(Collectors.toCollection(TreeSet::new)));
  }

  /** The platform's words for each rule, in a file; {@code -Dosbctl.remake=true} remakes it. */
  @Test
  void rejected_catalogs_are_answered_in_the_words_of_the_platform() throws IOException {
    var words = new StringBuilder();
    for (var id : new TreeSet<>(REFUSED.propertyNames())) {
      var rule = RULES.get(id);
      var before = CatalogLint.findings(List.of(rule), ACCEPTED);
      var findings =
          new ArrayList<>(CatalogLint.findings(List.of(rule), changed(REFUSED.path(id))));
      before.forEach(findings::remove);
      var finding = findings.getFirst();
      var message = finding.message();
      var shown = message.length() > 300 ? message.substring(0, 300) + "…" : message;
      words.append(id).append(" ").append(rule.severity().word()).append(" ");
      words.append(finding.path()).append("\n  ").append(shown).append("\n");
    }
    var file = FOLDER.resolve("refusals.txt");
    if (Boolean.getBoolean("osbctl.remake")) {
      Files.writeString(file, words);
    }
    assertEquals(Files.readString(file), words.toString());
  }

  @Test
  void finding_says_where_and_what_the_platform_says() {
    var wrong = changed(REFUSED.path("CF-PLN-2"));
    var finding =
        CatalogLint.findings(Profiles.load("cloudfoundry").catalogRules(), wrong).getFirst();
    assertEquals("services[0].plans[1].name", finding.path());
    assertTrue(finding.message().endsWith("Service postgresql already has a plan named small"));
    assertEquals("rename one", finding.rule().remedy());
  }

  @Test
  void what_no_source_says_informs_at_most() {
    assertEquals(Severity.INFORMS, RULES.get("CF-SCH-5").severity());
    for (var rule : RULES.values()) {
      assertTrue(rule.verified() || rule.severity() == Severity.INFORMS, rule::id);
    }
  }

  @Test
  void one_rule_does_not_fill_the_screen() {
    var services = Json.object();
    var list = services.putArray("services");
    for (int i = 0; i < 500; i++) {
      list.addObject();
    }
    var rules = List.of(RULES.get("CF-SVC-1"));
    assertEquals(100, CatalogLint.findings(rules, services).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{\"services\":7}",
        "{\"services\":[null,7,[],\"x\",{\"plans\":{}},{\"plans\":[[],null,{\"schemas\":7}]}]}",
        "{\"services\":[{\"tags\":[{},null],\"dashboard_client\":[],\"plans\":[{\"metadata\":{\"costs\":[7]},"
            + "\"schemas\":{\"service_instance\":{\"create\":{\"parameters\":{\"$schema\":{},\"$ref\":[]}}}}}]}]}"
      })
  void nothing_is_too_strange(String text) {
    var strange = Json.parse(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)).node();
    var all = CatalogLint.findings(List.copyOf(RULES.values()), strange);
    assertFalse(all.isEmpty());
  }
}
