package org.osbctl.mock.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultReaderTest {
  private static final String WHOLE =
      """
      faults:
      - name: a-fault
        kind: message
        says: Something is wrong.
        violates: [sync.answers-quickly]
        since: "2.12"
        shows: { mode: async, plan: mock-cluster/small }
        on: { operation: [bind, poll-instance], state: ready, answer: [200, { status: 422, error: Own }] }
        effect: { status: 500, body: { set: { /a/b: "{{count}}" } } }
      """;

  private static Faults read(String yaml) {
    return Faults.read(
        new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)),
        yaml.startsWith("faults") ? "faults" : "quirks");
  }

  @Test
  void reads_what_an_entry_says() {
    var fault = read(WHOLE).get("a-fault");
    assertEquals("2.12 … 2.17", fault.versions().toString());
    assertEquals(2, fault.occasion().operations().size());
    assertEquals(500, fault.effect().status().orElseThrow());
    assertTrue(!fault.isQuirk());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          says: | sais: | the entry has no says, a text
          violates: | violate: | unknown member of the entry "violate"; did you mean "violates"?
          violates: [sync.answers-quickly] | violates: [] | it violates nothing and blocks nothing
          since: | sinse: | unknown member of the entry "sinse"; did you mean "since"?
          sync.answers-quickly | sync.answer-quickly | unknown requirement "sync.answer-quickly"; did you mean "sync.answers-quickly"?
          poll-instance | pol-instance | unknown operation "pol-instance"; did you mean "poll-instance"?
          state: ready | state: reddy | unknown state "reddy"; did you mean "ready"?
          mode: async | mode: asinc | unknown mode "asinc"; did you mean "async"?
          kind: message | kind: mesage | unknown kind "mesage"; did you mean "message"?
          status: 500 | statuss: 500 | unknown member of effect "statuss"; did you mean "status"?
          status: 500 | status: many | status is no whole number above zero
          {{count}} | {{cound}} | unknown placeholder "cound"; did you mean "count"?
          /a/b | a/b | "a/b" is no pointer such as /services/0/id
          "2.12" | "3.0" | unknown version "3.0"
          status: 500 | wire: stal | unknown wire effect "stal"; did you mean "stall"?
          status: 500 | behaviour: stail | unknown behaviour "stail"; did you mean "stale"?
          status: 500 | delay: long | "long" is no time such as 61s
          """)
  void an_entry_that_says_something_else_is_refused(String right, String wrong, String words) {
    var text = WHOLE.replace(right, wrong);
    var refused = assertThrows(FaultException.class, () -> read(text));
    assertEquals("faults, a-fault: " + words, refused.getMessage());
  }

  @Test
  void an_effect_has_to_do_something() {
    var text = WHOLE.substring(0, WHOLE.indexOf("  effect"));
    assertThrows(FaultException.class, () -> read(text));
  }

  @Test
  void a_name_stands_once() {
    var twice = WHOLE + WHOLE.substring(WHOLE.indexOf("- name"));
    assertEquals(
        "a-fault stands twice", assertThrows(FaultException.class, () -> read(twice)).getMessage());
  }

  @Test
  void a_file_that_is_no_yaml_is_refused() {
    assertThrows(FaultException.class, () -> read("faults: [ {"));
  }

  @Test
  void a_quirk_says_why_it_is_allowed() {
    var quirk =
        """
        quirks:
        - { name: odd, kind: wire, says: Odd., effect: { wire: chunked } }
        """;
    assertEquals(
        "quirks, odd: the entry has no because, a text",
        assertThrows(FaultException.class, () -> read(quirk)).getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "a-fault@bind#2, a-fault@bind#2",
    "a-fault, a-fault",
    "a-fault#7, a-fault#7",
    "a-fault@poll-binding, a-fault@poll-binding"
  })
  void a_selection_reads_as_it_is_written(String text, String written) {
    assertEquals(written, read(WHOLE).select(text).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a-folt | unknown fault "a-folt"; did you mean "a-fault"?
          a-fault@bint | unknown operation "bint"; did you mean "bind"?
          a-fault#0 | "a-fault#0" is no fault; write NAME[@OPERATION][#NTH]
          """)
  void a_selection_of_something_unknown_is_refused(String text, String words) {
    var faults = read(WHOLE);
    assertEquals(words, assertThrows(FaultException.class, () -> faults.select(text)).getMessage());
  }
}
