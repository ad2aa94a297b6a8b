package org.osbctl.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.conform.WaiverReader.WaiverException;

class WaiverReaderTest {
  private static final String GOOD =
      """
      # why
      waivers:
        - requirement: bind.created-is-201
          service: db
          plan: "small"
          reason: the framework cannot
          owner: team-db
          expires: 2027-01-31
        - requirement: bind.repeat-is-200
          reason: "soon: fixed"
          owner: team-db
          expires: "2026-12-01"
      """;

  @Test
  void waivers_are_read_with_their_lines() {
    var waivers = WaiverReader.read(GOOD).all();
    assertEquals(
        new Waiver(
            3,
            "bind.created-is-201",
            Optional.of("db"),
            Optional.of("small"),
            "the framework cannot",
            "team-db",
            LocalDate.parse("2027-01-31")),
        waivers.getFirst());
    assertEquals(9, waivers.getLast().line());
    assertEquals("soon: fixed", waivers.getLast().reason());
    assertEquals(Waivers.NONE, WaiverReader.read("waivers: []\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bind.created-is-201 | bind.created-is-202 | line 3: key 'requirement': there is no"
            + " requirement 'bind.created-is-202'; did you mean 'bind.created-is-201'?",
        "owner: team-db\\n"
            + "    expires: 2027-01-31 | owner: team-db | line 3: key 'expires' is missing from"
            + " this waiver",
        "owner: team-db\\n    expires: 2027-01-31 | onwer: team-db\\n    expires: 2027-01-31 |"
            + " line 7: there is no key 'onwer'; did you mean 'owner'?",
        "2027-01-31 | soon | line 8: key 'expires': 'soon' is no day like 2027-01-31",
        "reason: the framework cannot | reason: | line 6: key 'reason' is no text",
        "reason: the framework cannot | reason: [a] | line 6: key 'reason' is no text",
        "waivers: | weavers: | line 2: there is no key 'weavers'; did you mean 'waivers'?",
      })
  void mistakes_are_told_by_line_and_key(String right, String wrong, String message) {
    var text = GOOD.replaceFirst(lines(right), lines(wrong));
    var e = assertThrows(WaiverException.class, () -> WaiverReader.read(text));
    assertEquals(message, e.getMessage());
  }

  private static String lines(String text) {
    return text.replace("\\n", "\n");
  }

  @Test
  void what_is_no_yaml_is_told_with_its_line() {
    var e =
        assertThrows(
            WaiverException.class,
            () -> WaiverReader.read("waivers:\n  - requirement: \"open\n  : : [\n"));
    assertEquals(true, e.getMessage().matches("(?s)line \\d+: .+"), e.getMessage());
    assertThrows(WaiverException.class, () -> WaiverReader.read(""));
    assertThrows(WaiverException.class, () -> WaiverReader.read("waivers: yes"));
    assertThrows(WaiverException.class, () -> WaiverReader.read("waivers: [text]"));
  }
}
