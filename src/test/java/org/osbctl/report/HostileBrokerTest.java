package org.osbctl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osbctl.conform.Finding;
import org.osbctl.conform.RunResult;
import org.osbctl.conform.Verdict;
import org.osbctl.http.Redaction;
import org.osbctl.spec.Json;

/** What a broker says may be meant for the terminal, or secret. */
class HostileBrokerTest {
  /**
   * Clears the screen, turns the reading direction, starts a line of its own, is C1, or invisible.
   */
  private static final String EVIL = "\033[2J\u009b31m\u202Egnp\r\nPASSED\u200b\uDB40\uDC41";

  private static final String LONG = "y".repeat(10_000);
  private static final String PASSWORD = "Xq7-hunter2";
  private static final Redaction REDACTION = new Redaction(List.of("broker-password"));

  private static RunResult run(String text) {
    return Runs.run(
        List.of("service instance 1: " + text),
        List.of("small: " + text),
        false,
        Runs.violated("provision.other-attributes-conflict", Verdict.FAILED, finding(text)),
        Runs.blocked("bind.created-is-201", "bind: " + text),
        Runs.skipped("unbind.unknown-is-410", text));
  }

  private static Finding finding(String text) {
    var body = Json.object().put("description", text);
    return Runs.finding(
        "the description is " + text,
        "another",
        text,
        "/" + text,
        Runs.exchange("GET", "/v2/catalog", 500, Json.text(body)));
  }

  private static String print(ReportFormat format, RunResult result) {
    var bytes = new ByteArrayOutputStream();
    try {
      format.write(Runs.report(result, Gate.MUST, REDACTION), bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String console(RunResult result) {
    return print(new ConsoleReport(ConsoleOptions.DEFAULT.withVerbose(true)), result);
  }

  private static String json(RunResult result) {
    return print(new JsonReport(), result);
  }

  private static void assertHarmless(String text) {
    text.codePoints()
        .filter(c -> c != '\n')
        .forEach(
            c -> {
              int type = Character.getType(c);
              assertFalse(
                  type == Character.CONTROL
                      || type == Character.FORMAT
                      || type == Character.SURROGATE,
                  () -> "%x in %s".formatted(c, text));
            });
  }

  @Test
  void nothing_acts_on_the_terminal() {
    var text = console(run(EVIL));
    assertHarmless(text);
    assertTrue(text.contains("\\u001b[2J\\u009b31m\\u202egnp\\r\\nPASSED\\u200b"), text);
    assertTrue(text.lines().noneMatch(line -> line.startsWith("PASSED")), text);
  }

  @Test
  void json_is_harmless_to_look_at_and_loses_nothing() {
    var text = json(run(EVIL));
    assertHarmless(text.replace("\r", ""));
    var tree = Json.parse(text.getBytes(StandardCharsets.UTF_8)).node();
    assertEquals("service instance 1: " + EVIL, tree.at("/leftBehind/0").asString());
  }

  @Test
  void endless_strings_are_shortened_for_people() {
    var text = console(run(LONG));
    assertFalse(text.contains("y".repeat(301)));
    assertTrue(text.contains("y…"));
    // Six sentences that quote it, and the long path of the pointer.
    assertTrue(text.length() < 10_000, () -> text.length() + " characters");
  }

  @Test
  void known_secrets_are_masked_everywhere() {
    var result = run("login with broker-password failed at https://joe:pw12@host/x");
    for (var text : List.of(console(result), json(result))) {
      assertFalse(text.contains("broker-password"), text);
      assertFalse(text.contains("pw12"), text);
      assertTrue(text.contains("login with *** failed at https://***@host/x"), text);
    }
  }

  @Test
  void credentials_of_a_binding_are_masked_where_a_sentence_quotes_them() {
    var finding =
        Runs.finding(
            "credentials differ: " + PASSWORD,
            "what bind returned",
            "{\"password\":\"" + PASSWORD + "\"}",
            "/credentials/uri",
            Runs.exchange(
                "GET",
                "/v2/service_instances/1/service_bindings/2",
                200,
                "{\"credentials\":{\"list\":[{\"uri\":\"" + PASSWORD + "\"}],\"port\":5432}}"));
    var result = Runs.run(Runs.violated("bind.created-is-201", Verdict.FAILED, finding));
    for (var text : List.of(console(result), json(result))) {
      assertFalse(text.contains(PASSWORD), text);
      assertTrue(text.contains("credentials differ: ***"), text);
    }
  }

  @Test
  void credentials_of_the_platform_are_not_in_the_report() {
    var result = run("x");
    for (var text : List.of(console(result), json(result))) {
      assertFalse(text.contains("bW9jazpzM2NyM3Q="), text);
    }
  }

  @Test
  void no_line_gives_orders_to_a_build_server_wherever_it_is_broken() {
    for (int before = 0; before < 120; before++) {
      var text = console(run("x".repeat(before) + " ::error::pwned ##vso[task.x]y"));
      assertTrue(text.contains("pwned"), text);
      assertTrue(text.lines().noneMatch(line -> line.strip().startsWith("::")), text);
      assertFalse(text.contains("##vso["), text);
    }
  }
}
