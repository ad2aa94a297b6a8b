package org.osbctl.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.HashSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RequirementsTest {
  private static final String ENTRY =
      """
      - id: area.what-is-right
        section: { "2.11": old-anchor, "2.14": new-anchor }
        side: broker
        level: { "2.12": SHOULD, "2.14": MUST, "2.16": none }
        seen: free
        subject: catalog
        gist: Something holds.
      """;

  private static Requirements read(String entries) {
    var yaml = "requirements:\n" + entries;
    return Requirements.read(new ByteArrayInputStream(yaml.getBytes(UTF_8)));
  }

  private static String refusal(String entries) {
    return assertThrows(IllegalStateException.class, () -> read(entries)).getMessage();
  }

  @Test
  void bundled_catalogue_is_whole() {
    var all = Requirements.bundled().all();
    assertTrue(all.size() > 500, () -> all.size() + " requirements");
    var ids = new HashSet<String>();
    for (var each : all) {
      assertTrue(ids.add(each.id()), each::id);
      assertTrue(each.id().matches("[a-z-]+\\.[a-z0-9-]+"), each::id);
      assertFalse(each.gist().isBlank(), each::id);
      assertEquals(each.seen() == Requirement.Seen.NO, each.unseen() != null, each::id);
      assertTrue(
          each.levels().values().stream().anyMatch(Optional::isPresent),
          () -> each.id() + " holds at no version");
    }
  }

  @ParameterizedTest
  @EnumSource(ApiVersion.class)
  void every_requirement_has_a_section_at_every_version(ApiVersion version) {
    for (var each : Requirements.bundled().all()) {
      assertTrue(each.section(version).matches("(profile#)?[a-z0-9-]+"), each::id);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "provision.other-attributes-conflict, 2.11, SHOULD",
    "provision.other-attributes-conflict, 2.12, MUST",
    "provision.other-attributes-conflict, 2.17, MUST",
    "auth.tls-required, 2.13,",
    "auth.tls-required, 2.14, MUST",
    "auth.tls-required, 2.15,",
    "concurrency.refusal-is-concurrency-error, 2.11,",
    "concurrency.refusal-is-concurrency-error, 2.12, MUST",
    "provision.repeat-is-200, 2.11, MAY",
    "provision.repeat-is-200, 2.13, MUST",
    "provision.repeat-is-200, 2.14, SHOULD",
    "poll-instance.unknown-is-404, 2.15,",
    "poll-instance.unknown-is-404, 2.16, MUST",
    "bind.synchronous-only, 2.13, MUST",
    "bind.synchronous-only, 2.14,",
  })
  void level_is_that_of_the_text_at_the_version(String id, String version, String level) {
    var found = Requirements.bundled().get(id).level(ApiVersion.parse(version).orElseThrow());
    assertEquals(Optional.ofNullable(level), found.map(Level::toString));
  }

  @Test
  void level_and_section_hold_from_their_version_until_the_next() {
    var requirement = read(ENTRY).get("area.what-is-right");
    assertEquals(Optional.empty(), requirement.level(ApiVersion.V2_11));
    assertEquals(Optional.of(Level.SHOULD), requirement.level(ApiVersion.V2_13));
    assertEquals(Optional.of(Level.MUST), requirement.level(ApiVersion.V2_15));
    assertEquals(Optional.empty(), requirement.level(ApiVersion.V2_17));
    assertEquals("old-anchor", requirement.section(ApiVersion.V2_13));
    assertEquals("new-anchor", requirement.section(ApiVersion.V2_14));
    assertTrue(requirement.bindsBroker());
  }

  @Test
  void link_leads_to_the_text_of_the_version() {
    var base = "https://github.com/openservicebrokerapi/servicebroker/blob/v2.13/";
    assertEquals(
        base + "spec.md#old-anchor", read(ENTRY).get("area.what-is-right").link(ApiVersion.V2_13));
    var profile = read(ENTRY.replaceFirst("section: .*", "section: profile#here"));
    assertEquals(
        base + "profile.md#here", profile.get("area.what-is-right").link(ApiVersion.V2_13));
  }

  @Test
  void level_without_versions_holds_from_the_first() {
    var requirement =
        read(ENTRY.replaceFirst("level: .*", "level: MUST NOT")).get("area.what-is-right");
    assertEquals(Optional.of(Level.MUST_NOT), requirement.level(ApiVersion.V2_11));
  }

  @Test
  void unknown_id_is_named() {
    var requirements = read(ENTRY);
    assertEquals(Optional.empty(), requirements.find("area.other"));
    var error = assertThrows(IllegalArgumentException.class, () -> requirements.get("area.other"));
    assertEquals("no requirement area.other", error.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "side: broker | side: brokr | BROKR",
        "seen: free | seen: fre | FRE",
        "SHOULD | SHALL | unknown level SHALL",
        "2.12 | 2.10 | unknown version 2.10",
        "level: { | levels: { | level",
        "section: { | sections: { | section",
        "gist: Something holds. | gist: [a, b] | gist",
        "subject: catalog | subjects: catalog | subject",
        "{ \"2.12\": SHOULD, \"2.14\": MUST, \"2.16\": none } | [MUST] | level",
        "{ \"2.12\": SHOULD, \"2.14\": MUST, \"2.16\": none } | {} | level",
        "{ \"2.11\": old-anchor, \"2.14\": new-anchor } | [a] | section",
        "{ \"2.11\": old-anchor, \"2.14\": new-anchor } | {} | section",
        "gist: Something holds. | gist: Something holds.NEWLINE  hint: [a] | hint",
        "gist: Something holds. | gist: Something holds.NEWLINE  unseen: {a: b} | unseen",
      })
  void broken_entry_is_named_with_what_is_wrong(String right, String wrong, String reason) {
    var message = refusal(ENTRY.replace(right, wrong.replace("NEWLINE", "\n")));
    assertTrue(message.contains("area.what-is-right"), message);
    assertTrue(message.contains(reason), message);
  }

  @Test
  void id_may_not_stand_twice() {
    assertEquals("requirement area.what-is-right stands twice", refusal(ENTRY + ENTRY));
  }

  @Test
  void member_may_not_stand_twice() {
    assertTrue(refusal(ENTRY + "  side: platform\n").contains("side"), "names the member");
  }

  @Test
  void entry_without_id_is_refused() {
    assertTrue(
        refusal(ENTRY.replace("id:", "name:")).contains("has no id"), "says what is missing");
    assertTrue(refusal("- just text\n").contains("has no id"), "text instead of an entry");
  }

  @Test
  void file_without_requirements_is_refused() {
    var nothing = new ByteArrayInputStream("other: []".getBytes(UTF_8));
    var error = assertThrows(IllegalStateException.class, () -> Requirements.read(nothing));
    assertEquals("requirements: there are none", error.getMessage());
  }

  @Test
  void text_that_is_no_yaml_is_refused() {
    assertTrue(refusal("- id: [\n").startsWith("requirements: "), "says which file");
  }
}
