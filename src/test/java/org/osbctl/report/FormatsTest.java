package org.osbctl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osbctl.conform.Verdict;
import org.osbctl.http.Redaction;

/** What holds of the formats of other tools: they are valid, harmless, and tell the same. */
class FormatsTest extends FormatsRig {
  @ParameterizedTest
  @MethodSource("texts")
  void junit_is_as_jenkins_wants_it(String text) throws Exception {
    for (var gate : Gate.values()) {
      var cases = junit(print(new JunitReport(), text, gate)).getElementsByTagName("testcase");
      assertEquals(7, cases.getLength());
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void sarif_is_as_its_standard_wants_it(String text) {
    var sarif = print(new SarifReport(), text, Gate.MUST);
    assertEquals(List.of(), SARIF.validate(sarif, InputFormat.JSON));
    var results = json(sarif).at("/runs/0/results");
    assertEquals(5, results.size());
    assertEquals(1, results.findValues("suppressions").size());
  }

  @Test
  void schema_of_sarif_is_not_content_with_everything() {
    var sarif = print(new SarifReport(), "x", Gate.MUST).replace("\"open\"", "\"pending\"");
    assertFalse(SARIF.validate(sarif, InputFormat.JSON).isEmpty());
  }

  @Test
  void braces_and_brackets_are_no_placeholders_in_sarif() {
    var sarif = json(print(new SarifReport(), "[a](1) {0}", Gate.MUST));
    var message = sarif.at("/runs/0/results/0/message/text").asString();
    assertTrue(message.startsWith("the name") || message.contains("\\[a\\](1) {{0}}"), message);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void tap_has_one_point_for_each_requirement_whatever_a_broker_says(String text) {
    var lines = print(new TapReport(), text, Gate.MUST).lines().toList();
    assertEquals("1..7", lines.get(1));
    var points = lines.stream().filter(line -> line.matches("(not )?ok .*")).toList();
    assertEquals(7, points.size(), points::toString);
    assertEquals(
        1, lines.stream().filter(line -> line.matches("ok .* # SKIP .*|ok .* # SKIP")).count());
    assertEquals(2, lines.stream().filter(line -> line.matches("not ok .* # TODO .*")).count());
    assertTrue(lines.stream().noneMatch(line -> line.startsWith("Bail out")));
    assertTrue(points.getLast().startsWith("not ok 7 - run.gate") || points.size() == 7);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void markdown_shows_what_a_broker_says_as_code(String text) {
    var markdown = print(new MarkdownReport(), text, Gate.MUST);
    var outside = outsideOfCode(markdown);
    for (var mark : List.of("<script", "@team", "](http://x)", "\u001b", "\u202e", "alert(1)")) {
      assertFalse(outside.contains(mark), () -> mark + " in " + outside);
    }
    assertTrue(markdown.lines().noneMatch(line -> line.startsWith("## heading")));
    assertEquals(1, markdown.lines().filter(line -> line.startsWith("## ")).count());
  }

  /** As CommonMark reads spans of code: from a run of backticks to the next run as long. */
  private static String outsideOfCode(String markdown) {
    var outside = new StringBuilder();
    for (int i = 0; i < markdown.length(); ) {
      if (markdown.charAt(i) != '`') {
        outside.append(markdown.charAt(i++));
        continue;
      }
      int run = 0;
      while (i + run < markdown.length() && markdown.charAt(i + run) == '`') {
        run++;
      }
      int end = closing(markdown, i + run, run);
      i = end < 0 ? i + run : end;
    }
    return outside.toString();
  }

  private static int closing(String markdown, int from, int length) {
    for (int i = from; i < markdown.length(); ) {
      int run = 0;
      while (i + run < markdown.length() && markdown.charAt(i + run) == '`') {
        run++;
      }
      if (run == length) {
        return i + run;
      }
      i += Math.max(1, run);
    }
    return -1;
  }

  @ParameterizedTest
  @MethodSource("texts")
  void platforms_are_told_apart_whatever_a_broker_says(String text) throws Exception {
    for (var gate : Gate.values()) {
      var report = Runs.report(run(text), gate, platforms(text));
      var bare = Runs.report(run(text), gate);
      var junit = junit(Runs.print(new JunitReport(), report));
      assertEquals(7 + 3, junit.getElementsByTagName("testcase").getLength());
      var sarif = Runs.print(new SarifReport(), report);
      assertEquals(List.of(), SARIF.validate(sarif, InputFormat.JSON));
      assertEquals(
          json(Runs.print(new SarifReport(), bare)).at("/runs/0"), json(sarif).at("/runs/0"));
      var points =
          Runs.print(new TapReport(), report)
              .lines()
              .filter(line -> line.matches("(not )?ok .*"))
              .toList();
      assertEquals(7 + 3, points.size(), points::toString);
      var html = Runs.print(new HtmlReport(), report);
      assertFalse(html.contains("<script>alert"), html);
      assertEquals(3, html.split("data-profile=", -1).length - 1);
    }
  }

  @Test
  void secrets_are_in_no_format() {
    var secret = "s3cr3t-of-the-platform";
    var finding =
        Runs.finding(
            "the description is " + secret,
            "another",
            secret,
            null,
            Runs.exchange(
                "GET", "/v2/catalog?x=" + secret, 200, "{\"description\":\"" + secret + "\"}"));
    var result =
        Runs.run(
            List.of(secret),
            List.of(secret),
            false,
            Runs.violated(CONFLICT, Verdict.FAILED, finding));
    var report = Runs.report(result, Gate.MUST, new Redaction(List.of(secret)));
    for (var format :
        List.of(
            new JsonReport(),
            new NdjsonReport(),
            new JunitReport(),
            new TapReport(),
            new SarifReport(),
            new MarkdownReport(),
            new ConsoleReport(ConsoleOptions.DEFAULT))) {
      assertFalse(Runs.print(format, report).contains(secret), format.getClass()::getName);
    }
  }
}
