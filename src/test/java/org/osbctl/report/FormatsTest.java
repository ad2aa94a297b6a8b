package org.osbctl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.osbctl.conform.RunResult;
import org.osbctl.conform.Verdict;
import org.osbctl.http.Redaction;
import org.osbctl.samples.RandomJson;
import org.osbctl.spec.Json;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

/** What holds of the formats of other tools: they are valid, harmless, and tell the same. */
class FormatsTest {
  private static final String CONFLICT = "provision.other-attributes-conflict";
  private static final String PLAN_NAME = "catalog.plan-name-cli-friendly";

  private static final Schema SARIF =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
          .getSchema(
              FormatsTest.class.getResourceAsStream("/schemas/sarif-schema-2.1.0.json"),
              InputFormat.JSON);

  private static RunResult run(String text) {
    var finding =
        Runs.finding(
            "the description is " + text,
            "another than " + text,
            text,
            "/description",
            Runs.exchange(
                "GET", "/v2/catalog", 500, Json.text(Json.object().put("description", text))));
    return Runs.run(
        List.of("service instance 1: " + text),
        List.of("small: " + text),
        true,
        Runs.violated(CONFLICT, Verdict.FAILED, finding, Runs.conflictMissed()),
        Runs.violated(PLAN_NAME, Verdict.WARNED, finding),
        Runs.result("bind.malformed-is-400", Verdict.WAIVED, 1, text, List.of(finding)),
        Runs.blocked("bind.created-is-201", "bind: " + text),
        Runs.skipped("unbind.unknown-is-410", text),
        Runs.passed("provision.created-is-201"));
  }

  /** Some by hand, and some that nobody would write; {@code -Dosbctl.fuzz} makes them many. */
  static Stream<String> texts() {
    var random = new RandomJson(new Random(83));
    var many = Math.max(8, Integer.getInteger("osbctl.fuzz", 0) / 1_000);
    var strange = Stream.generate(() -> random.text() + random.text()).limit(many);
    return Stream.concat(known(), strange);
  }

  private static Stream<String> known() {
    return Stream.of(
        "plain",
        "]]><script>alert(1)</script>",
        "\u0000\u0001\u001b[2J\u009b31m\ufffe\uffff\ud800 \udc00\u202e",
        "| a | `b` ``c`` |\n| --- | @team #1 <!-- [x](http://x) -->",
        "# SKIP me\nok 1 - all\n1..0 # TODO\nBail out!",
        "\"}\\{0} [link](1) {\"a\":\"",
        "&amp; ' \" < >",
        "```\n## heading",
        " ");
  }

  private static String print(ReportFormat format, String text, Gate gate) {
    return Runs.print(format, Runs.report(run(text), gate));
  }

  private static Document junit(String xml) throws Exception {
    var bytes = xml.getBytes(StandardCharsets.UTF_8);
    var schema =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(FormatsTest.class.getResource("/schemas/junit-10.xsd"));
    schema.newValidator().validate(new StreamSource(new StringReader(xml)));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(bytes));
  }

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

  private static JsonNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8)).node();
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
  @EnumSource(Gate.class)
  void all_formats_tell_the_same_of_one_run(Gate gate) throws Exception {
    try (var broker = RealRun.broker()) {
      var result = RealRun.against(broker, true);
      assertAgreement(Runs.report(result, gate));
    }
    assertAgreement(Runs.report(run("plain"), gate));
    assertAgreement(Runs.report(run("plain"), gate, platforms("plain")));
  }

  /** One that takes the broker, and one that does not. */
  private static List<PlatformVerdict> platforms(String text) {
    return List.of(
        new PlatformVerdict(
            "none",
            "Nobody",
            true,
            List.of(note("N-1", "informs", text), note("N-2", "warns", text))),
        new PlatformVerdict(
            "cloudfoundry",
            "Cloud " + text,
            false,
            List.of(
                note("CF-PLN-2", "rejects", text),
                new PlatformVerdict.Note(
                    "answer", "rejects", true, "PUT /v2/service_instances/1", text, "", 2, 3))),
        new PlatformVerdict("empty", "Empty", true, List.of()));
  }

  private static PlatformVerdict.Note note(String rule, String severity, String text) {
    return new PlatformVerdict.Note(
        rule, severity, true, "services[0].plans[1].name", text, "rename " + text, 1, 1);
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
