package org.osbctl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.osbctl.conform.Finding;
import org.osbctl.conform.RunResult;
import org.osbctl.conform.Verdict;
import org.osbctl.http.Exchange;
import org.osbctl.http.Outcome;
import org.osbctl.http.Timing;
import org.osbctl.http.TransportFailure;

class ConsoleReportTest {
  private static final ConsoleOptions OPTIONS = ConsoleOptions.DEFAULT;
  private static final String CONFLICT = "provision.other-attributes-conflict";
  private static final String PLAN_NAME = "catalog.plan-name-cli-friendly";

  private static String print(ConsoleOptions options, RunResult result) {
    return print(options, Gate.MUST, result);
  }

  private static String print(ConsoleOptions options, Gate gate, RunResult result) {
    return Runs.print(new ConsoleReport(options), Runs.report(result, gate));
  }

  private static Finding wrongName() {
    return Runs.finding(
        "the name of a plan has a blank",
        "letters, digits, periods and hyphens",
        "\"Small Plan\"",
        "/services/0/plans/1/name",
        Runs.exchange("GET", "/v2/catalog", 200, "{}"));
  }

  private static RunResult healthy() {
    return Runs.run(
        Runs.passed(CONFLICT),
        Runs.passed(PLAN_NAME),
        Runs.skipped("bind.created-is-201", "no plan is bindable"),
        Runs.skipped("bind.malformed-is-400", "no plan is bindable"),
        Runs.skipped("api.keywords-as-rfc-2119", "A rule for reading the text."));
  }

  @Test
  void healthy_run_is_counts_only() {
    assertEquals(
        """
        http://broker.example:8080 judged by version 2.17 of the specification
        ├─ – Notational conventions           1 skipped
        ├─ ✓ Catalog management               1 passed
        ├─ ✓ Provisioning                     1 passed
        └─ – Binding                          2 skipped

        3 skipped, because
            2  no plan is bindable
            1  it cannot be judged from outside

        PASSED  2 passed · 3 skipped
        because nothing is violated at a level that gates (MUST)
        exercised 2 of 5 judgeable requirements · 42 requests
        created 2 instances and 1 binding, left nothing behind · 2.3 s
        """,
        print(OPTIONS, healthy()));
  }

  @Test
  void what_is_wrong_comes_first_with_where_and_what_to_do() {
    var result =
        Runs.run(
            Runs.violated(PLAN_NAME, Verdict.WARNED, wrongName()),
            Runs.violated(CONFLICT, Verdict.FAILED, Runs.conflictMissed()),
            Runs.passed("deprovision.deleted-is-200"));
    assertEquals(
        """
        ✗ FAILED  provision.other-attributes-conflict  MUST
        │ A provision of an existing instance id with other attributes is refused with 409, from 2.15 also
        │ while it is created.
        │
        ├─ PUT /v2/service_instances/8f14e45f-ceea-467f-a9d3-1d2a3b4c5d6e?accepts_incomplete=true → 200
        │  expected  409
        │  seen      200
        │  repeat    CURL
        │
        ├─ fix   Keep the attributes of the first request; answer 409 Conflict when they differ.
        └─ spec  https://github.com/openservicebrokerapi/servicebroker/blob/v2.17/spec.md#provisioning

        ! WARNED  catalog.plan-name-cli-friendly  SHOULD
        │ The name of a plan consists of letters, digits, periods and hyphens only.
        │
        ├─ GET /v2/catalog → 200 at /services/0/plans/1/name
        │  because   the name of a plan has a blank
        │  expected  letters, digits, periods and hyphens
        │  seen      "Small Plan"
        │  repeat    CURL
        │
        ├─ fix   Use a short name such as small and put the pretty one into metadata.displayName.
        └─ spec  https://github.com/openservicebrokerapi/servicebroker/blob/v2.17/spec.md#service-plan-object

        http://broker.example:8080 judged by version 2.17 of the specification
        ├─ ! Catalog management               1 warned
        │  └─ ! catalog.plan-name-cli-friendly
        ├─ ✗ Provisioning                     1 failed
        │  └─ ✗ provision.other-attributes-conflict
        └─ ✓ Deprovisioning                   1 passed

        FAILED  1 failed · 1 warned · 1 passed
        because 1 requirement violated at a level that gates (MUST)
        exercised 3 of 3 judgeable requirements · 42 requests
        created 2 instances and 1 binding, left nothing behind · 2.3 s
        """,
        print(OPTIONS, result).replaceAll("(?m)(repeat +)curl .*$", "$1CURL"));
  }

  @Test
  void command_line_to_repeat_a_request_is_in_one_piece() {
    var text =
        print(
            OPTIONS.withWidth(60),
            Runs.run(Runs.violated(CONFLICT, Verdict.FAILED, Runs.conflictMissed())));
    assertTrue(
        text.lines()
            .anyMatch(
                line ->
                    line.startsWith("│  repeat    curl ")
                        && line.contains(
                            "'" + Runs.TARGET + "/v2/service_instances/" + Runs.INSTANCE)
                        && line.endsWith("'{\"plan_id\":\"small\"}'")),
        text);
  }

  @Test
  void other_lines_keep_to_the_width() {
    var text =
        print(
            OPTIONS.withWidth(80),
            Runs.run(
                Runs.violated(PLAN_NAME, Verdict.WARNED, wrongName()),
                Runs.violated(CONFLICT, Verdict.FAILED, Runs.conflictMissed()),
                Runs.blocked(
                    "bind.created-is-201", "small: bind: status 500, " + "x".repeat(200))));
    for (var line : text.lines().toList()) {
      assertTrue(line.length() <= 80 || line.contains("curl ") || line.contains("https://"), line);
    }
  }

  @Test
  void blocked_requirements_stand_below_what_blocked_them() {
    var why = "fake-db/small: bind: status 500, \"out of disk\"";
    var text =
        print(
            OPTIONS.withQuiet(true),
            Runs.run(
                List.of(),
                List.of(why, "fake-db/large: unbind: status 500"),
                false,
                Runs.blocked("bind.created-is-201", why),
                Runs.blocked("bind.malformed-is-400", why)));
    assertEquals(
        """
        ■ BLOCKED  2 requirements could not be judged
        │ fake-db/small: bind: status 500, "out of disk"
        └─ bind.created-is-201, bind.malformed-is-400

        ■ BLOCKED  a scenario could not go on
        └─ fake-db/large: unbind: status 500

        BLOCKED  2 blocked
        because the broker kept 2 requirements from being judged
        exercised 0 of 2 judgeable requirements · 42 requests
        created 2 instances and 1 binding, left nothing behind · 2.3 s
        """,
        text);
  }

  @Test
  void many_findings_of_one_requirement_are_listed_on_demand() {
    var findings =
        IntStream.range(0, 5)
            .mapToObj(
                i ->
                    Runs.finding(
                        "name " + i + " is wrong",
                        "another",
                        "this",
                        "/services/" + i + "/name",
                        Runs.exchange("GET", "/v2/catalog", 200, "{}")))
            .toArray(Finding[]::new);
    var result = Runs.run(Runs.violated(PLAN_NAME, Verdict.WARNED, findings));
    assertTrue(print(OPTIONS, result).contains("├─ … and 2 more, listed with --verbose\n"));
    assertFalse(print(OPTIONS, result).contains("name 3 is wrong"));
    assertTrue(print(OPTIONS.withVerbose(true), result).contains("name 4 is wrong"));
  }

  @Test
  void verbose_lists_every_requirement_with_its_reason() {
    var text = print(OPTIONS.withVerbose(true), healthy());
    assertTrue(text.contains("└─ – bind.malformed-is-400  MUST  no plan is bindable\n"), text);
    assertTrue(text.contains("├─ ✓ Provisioning                     1 passed\n"), text);
    assertTrue(text.contains("│     └─ ✓ catalog.plan-name-cli-friendly  SHOULD\n"), text);
    assertTrue(text.contains("│  └─ ✓ Service plan object           1 passed\n"), text);
    assertTrue(text.contains("│  └─ ✓ provision.other-attributes-conflict  MUST\n"), text);
  }

  @Test
  void waived_violations_stay_visible() {
    var waived =
        Runs.result(
            CONFLICT,
            Verdict.WAIVED,
            1,
            "fixed in release 4, until 2026-12-31",
            List.of(Runs.conflictMissed()));
    var text = print(OPTIONS, Runs.run(waived));
    assertTrue(
        text.contains("└─ ~ " + CONFLICT + "  fixed in release 4, until 2026-12-31\n"), text);
    assertFalse(text.contains("FAILED"));
  }

  @Test
  void quiet_says_nothing_when_all_is_well() {
    assertEquals("", print(OPTIONS.withQuiet(true), healthy()));
  }

  @Test
  void quiet_says_what_is_wrong_and_what_it_comes_to() {
    var text =
        print(
            OPTIONS.withQuiet(true),
            Runs.run(
                Runs.violated(CONFLICT, Verdict.FAILED, Runs.conflictMissed()),
                Runs.skipped("bind.created-is-201", "no plan is bindable")));
    assertTrue(text.startsWith("✗ FAILED  " + CONFLICT), text);
    assertFalse(text.contains("judged by version"), text);
    assertFalse(text.contains("no plan is bindable"), text);
    assertTrue(text.contains("\nFAILED  1 failed · 1 skipped\n"), text);
  }

  @Test
  void quiet_run_that_tested_nothing_is_not_silent() {
    var text =
        print(
            OPTIONS.withQuiet(true), Runs.run(Runs.skipped("bind.created-is-201", "not bindable")));
    assertTrue(text.startsWith("NOTHING TESTED  1 skipped\n"), text);
  }

  @Test
  void what_is_left_behind_is_listed_even_when_all_passed() {
    var text =
        print(
            OPTIONS.withQuiet(true),
            Runs.run(List.of("service instance abc"), List.of(), false, Runs.passed(CONFLICT)));
    assertEquals(
        """
        ! LEFT BEHIND  created by this run and still there
        └─ service instance abc

        LEFT BEHIND  1 passed
        because 1 resource could not be deleted
        exercised 1 of 1 judgeable requirements · 42 requests
        created 2 instances and 1 binding, left 1 behind · 2.3 s
        """,
        text);
    assertTrue(
        print(
                OPTIONS,
                Runs.run(List.of("service instance abc"), List.of(), true, Runs.passed(CONFLICT)))
            .contains("left 1 behind · 2.3 s, interrupted\n"));
  }

  @Test
  void colours_only_paint() {
    var result =
        Runs.run(
            Runs.violated(CONFLICT, Verdict.FAILED, Runs.conflictMissed()),
            Runs.passed(PLAN_NAME),
            Runs.skipped("bind.created-is-201", "no plan is bindable"));
    var plain = print(OPTIONS, result);
    var coloured = print(OPTIONS.withColours(true), result);
    assertFalse(plain.contains("\033"));
    assertTrue(coloured.contains("\033[31mFAILED\033[0m"));
    assertEquals(plain, coloured.replaceAll("\033\\[[0-9]+m", "").replaceAll("(?m) +$", ""));
  }

  @Test
  void without_unicode_everything_is_ascii() {
    var text =
        print(
            OPTIONS.withUnicode(false),
            Runs.run(
                Runs.violated(CONFLICT, Verdict.FAILED, Runs.conflictMissed()),
                Runs.blocked("bind.created-is-201", "the broker said: größer \uD83D\uDE00 …")));
    assertTrue(text.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f)), text);
    assertTrue(text.contains("x FAILED  " + CONFLICT), text);
    assertTrue(text.contains("|- x Provisioning"), text);
    assertTrue(text.contains("gr\\u00f6\\u00dfer \\u{1f600} ..."), text);
  }

  @Test
  void request_without_an_answer_says_why() {
    var failed =
        new Exchange(
            Runs.START,
            Runs.request("GET", "/v2/catalog"),
            new Outcome.Failed(
                new TransportFailure(TransportFailure.Kind.TIMEOUT, "no answer within 60 s")),
            new Timing(Duration.ofSeconds(60)));
    var text =
        print(
            OPTIONS,
            Runs.run(
                Runs.violated(
                    PLAN_NAME,
                    Verdict.WARNED,
                    Runs.finding("late", "sooner", "nothing", null, failed))));
    assertTrue(text.contains("├─ GET /v2/catalog → no answer: no answer within 60 s\n"), text);
  }

  @Test
  void refusal_is_told_in_the_words_of_the_broker() {
    var refused =
        Runs.exchange(
            "GET",
            "/v2/catalog",
            500,
            "{\"description\":\"the database is down\",\"error\":\"X\"}");
    var text =
        print(
            OPTIONS,
            Runs.run(
                Runs.violated(
                    PLAN_NAME,
                    Verdict.WARNED,
                    Runs.finding("the answer is 500, 200 is due", "200", "500", null, refused))));
    assertTrue(
        text.contains("│  seen      500\n│  said      the database is down\n│  repeat "), text);
  }
}
