package org.osbctl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osbctl.conform.Verdict;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

/** All formats tell the same of one run. */
class FormatsAgreementTest extends FormatsRig {
  @ParameterizedTest
  @EnumSource(Gate.class)
  void all_formats_tell_the_same_of_one_run(Gate gate) throws Exception {
    try (var broker = RealRun.broker()) {
      var result = RealRun.against(broker, true);
      assertAgreement(Runs.report(result, gate));
    }
    assertAgreement(Runs.report(run("plain"), gate));
    assertAgreement(Runs.report(run("plain"), gate, platforms("plain")));
  }

  private static void assertAgreement(Report report) throws Exception {
    var json = json(Runs.print(new JsonReport(), report));
    var verdicts = new TreeMap<String, String>();
    json.path("requirements")
        .forEach(each -> verdicts.put(text(each, "id"), text(each, "verdict")));

    assertEquals(verdicts, ndjson(Runs.print(new NdjsonReport(), report)));
    assertEquals(verdicts, junitVerdicts(junit(Runs.print(new JunitReport(), report))));
    var sarif = json(Runs.print(new SarifReport(), report));
    assertEquals(json.path("summary"), sarif.at("/runs/0/properties/summary"));
    var rules = new TreeMap<String, String>();
    sarif
        .at("/runs/0/tool/driver/rules")
        .forEach(each -> rules.put(text(each, "id"), text(each.path("properties"), "verdict")));
    assertEquals(verdicts, rules);
    assertEquals(verdicts.keySet(), tap(Runs.print(new TapReport(), report)).keySet());
    assertTap(report, tap(Runs.print(new TapReport(), report)));
    var all =
        Runs.print(new MarkdownReport(), report)
            .lines()
            .filter(line -> line.startsWith("| **all** |"))
            .findFirst()
            .orElseThrow();
    var expected = new ArrayList<String>();
    for (var name : List.of("failed", "blocked", "warned", "waived", "passed", "info", "skipped")) {
      int count = json.at("/summary/" + name).asInt();
      expected.add(count == 0 ? "" : Integer.toString(count));
    }
    assertEquals("| **all** | " + String.join(" | ", expected) + " |", all);
    assertPlatforms(report, json, sarif);
    var console = Runs.print(new ConsoleReport(ConsoleOptions.DEFAULT.withVerbose(true)), report);
    verdicts.keySet().forEach(id -> assertTrue(console.contains(id), id));
  }

  /** Every format says which platforms would take the broker, and names the same rules. */
  private static void assertPlatforms(Report report, JsonNode json, JsonNode sarif)
      throws Exception {
    var expected = new TreeMap<String, String>();
    for (var each : report.platforms()) {
      var rules = each.notes().stream().map(PlatformVerdict.Note::rule).toList();
      expected.put(each.profile(), each.accepts() + " " + rules);
    }
    assertEquals(expected, platforms(json.path("platforms"), "profile", "/notes", "rule"));
    var last = Runs.print(new NdjsonReport(), report).lines().toList().getLast();
    assertEquals(json.path("platforms"), json(last).path("platforms"));
    var runs = tools.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
    for (int i = 1; i < sarif.path("runs").size(); i++) {
      var run = sarif.path("runs").get(i);
      runs.add(((tools.jackson.databind.node.ObjectNode) run.path("properties")).set("all", run));
    }
    assertEquals(expected, platforms(runs, "platform", "/all/results", "ruleId"));
    var junit = junit(Runs.print(new JunitReport(), report)).getElementsByTagName("testcase");
    var cases = new TreeMap<String, Boolean>();
    for (int i = 0; i < junit.getLength(); i++) {
      var each = (Element) junit.item(i);
      if (each.getAttribute("classname").equals("osb.platform")) {
        cases.put(each.getAttribute("name"), each.getElementsByTagName("failure").getLength() == 0);
      }
    }
    var accepts = new TreeMap<String, Boolean>();
    report.platforms().forEach(each -> accepts.put(each.profile(), each.accepts()));
    assertEquals(accepts, cases);
    var points = new TreeMap<String, Boolean>();
    Runs.print(new TapReport(), report)
        .lines()
        .filter(line -> line.matches("(not )?ok \\d+ - platform\\..*"))
        .forEach(
            line -> points.put(line.replaceFirst(".* - platform\\.", ""), line.startsWith("ok")));
    assertEquals(accepts, points);
    var html = Runs.print(new HtmlReport(), report);
    var markdown = Runs.print(new MarkdownReport(), report);
    for (var each : report.platforms()) {
      var css = "platform v-" + (each.accepts() ? "passed" : "failed");
      assertTrue(html.contains(css + "\" data-profile=\"" + each.profile() + "\""), each.profile());
      assertTrue(
          markdown.contains("As a platform, `" + each.profile() + "` " + each.words()), markdown);
      each.notes().forEach(note -> assertTrue(html.contains(Wording.note(note)), note.rule()));
    }
  }

  private static Map<String, String> platforms(JsonNode all, String id, String notes, String rule) {
    var found = new TreeMap<String, String>();
    for (var each : all) {
      var rules = each.at(notes).valueStream().map(note -> text(note, rule)).toList();
      found.put(text(each, id), each.path("accepts").asBoolean() + " " + rules);
    }
    return found;
  }

  private static String text(JsonNode node, String member) {
    return node.path(member).asString();
  }

  private static Map<String, String> ndjson(String text) {
    return text.lines()
        .map(FormatsTest::json)
        .filter(line -> text(line, "type").equals("requirement"))
        .collect(
            Collectors.toMap(
                line -> text(line, "id"),
                line -> text(line, "verdict"),
                (a, b) -> b,
                TreeMap::new));
  }

  private static Map<String, String> junitVerdicts(Document document) {
    var verdicts = new TreeMap<String, String>();
    var cases = document.getElementsByTagName("testcase");
    for (int i = 0; i < cases.getLength(); i++) {
      var each = (Element) cases.item(i);
      if (!each.getAttribute("classname").matches("osb\\.(run|platform)")) {
        var out = each.getElementsByTagName("system-out").item(0).getTextContent();
        verdicts.put(
            each.getAttribute("name"),
            out.lines().findFirst().orElseThrow().substring("verdict: ".length()));
      }
    }
    return verdicts;
  }

  private static Map<String, Boolean> tap(String text) {
    var points = new TreeMap<String, Boolean>();
    text.lines()
        .filter(
            line -> line.matches("(not )?ok .*") && !line.matches(".* - (run.gate|platform\\..*)"))
        .forEach(
            line ->
                points.put(
                    line.replaceFirst("^(not )?ok \\d+ - ", "").replaceFirst(" .*", ""),
                    line.startsWith("ok") || line.contains(" # TODO ")));
    return points;
  }

  private static void assertTap(Report report, Map<String, Boolean> points) {
    for (var each : report.requirements()) {
      var red = report.gate().fails(each.verdict()) || each.verdict() == Verdict.BLOCKED;
      assertEquals(!red, points.get(each.id()), each.id());
    }
  }

  @Test
  void report_that_is_read_again_tells_the_same() {
    try (var broker = RealRun.broker()) {
      var report = Runs.report(RealRun.against(broker, false), Gate.SHOULD);
      assertExchanges(report);
      var json = Runs.print(new JsonReport(), report);
      var again = ReportReader.read(json.getBytes(StandardCharsets.UTF_8));
      assertEquals(json, Runs.print(new JsonReport(), again));
      assertEquals(
          Runs.print(new ConsoleReport(ConsoleOptions.DEFAULT), report),
          Runs.print(new ConsoleReport(ConsoleOptions.DEFAULT), again));
    }
    var report = Runs.report(run("\u001b <b>"));
    var json = Runs.print(new JsonReport(), report);
    var again = ReportReader.read(json.getBytes(StandardCharsets.UTF_8));
    for (var format :
        List.of(new JunitReport(), new TapReport(), new SarifReport(), new MarkdownReport())) {
      assertEquals(Runs.print(format, report), Runs.print(format, again));
    }
  }

  /** They name plan and scenario, and stand in their order. */
  private static void assertExchanges(Report report) {
    assertEquals(report.requests(), report.exchanges().size());
    assertEquals("catalog", report.exchanges().getFirst().scenario());
    assertTrue(report.exchanges().stream().anyMatch(each -> each.lane().contains("/")));
    for (int i = 0; i < report.requests(); i++) {
      assertEquals(i, report.exchanges().get(i).number());
    }
  }
}
