package org.osbctl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osbctl.conform.RunResult;
import org.osbctl.conform.Verdict;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class JsonReportTest {
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(
              JsonReportTest.class.getResourceAsStream("/specs/report.schema.json"),
              InputFormat.JSON);

  private static RunResult mixed() {
    return Runs.run(
        List.of("service instance abc"),
        List.of("small: bind: status 500"),
        false,
        Runs.violated(
            "provision.other-attributes-conflict",
            Verdict.FAILED,
            Runs.conflictMissed(),
            Runs.finding(
                "dashboard_url is a number",
                "a string or null",
                "7",
                "/dashboard_url",
                Runs.exchange("GET", "/v2/service_instances/abc", 200, "{\"dashboard_url\":7}"))),
        Runs.blocked("bind.created-is-201", "small: bind: status 500"),
        Runs.skipped("unbind.unknown-is-410", "nothing was bound"),
        Runs.passed("catalog.plan-name-cli-friendly"));
  }

  private static ObjectNode tree(RunResult result) {
    return JsonReport.tree(Runs.report(result));
  }

  private static List<Error> errors(JsonNode report) {
    return SCHEMA.validate(report);
  }

  private static List<String> names(JsonNode object) {
    return new ArrayList<>(object.propertyNames());
  }

  @Test
  void members_stand_in_their_order() {
    var report = tree(mixed());
    assertEquals(
        List.of(
            "apiVersion",
            "kind",
            "tool",
            "target",
            "specVersion",
            "profiles",
            "startedAt",
            "durationMs",
            "interrupted",
            "requests",
            "created",
            "leftBehind",
            "blockers",
            "staleWaivers",
            "conclusion",
            "gate",
            "summary",
            "coverage",
            "requirements",
            "exchanges"),
        names(report));
    assertEquals(
        List.of("passed", "failed", "warned", "skipped", "blocked", "waived", "info"),
        names(report.path("summary")));
    assertEquals(List.of("requirements", "judgeable", "exercised"), names(report.path("coverage")));
    var failed = report.at("/requirements/1");
    assertEquals(
        List.of(
            "id",
            "level",
            "section",
            "link",
            "subject",
            "gist",
            "hint",
            "verdict",
            "seen",
            "notes",
            "findings"),
        names(failed));
    assertEquals(
        List.of(
            "because",
            "expected",
            "actual",
            "pointer",
            "times",
            "number",
            "hint",
            "exchange",
            "curl"),
        names(failed.at("/findings/1")));
  }

  @Test
  void numbers_and_words_are_those_of_the_run() {
    var report = tree(mixed());
    assertEquals("2026-03-01T12:00:00Z", report.path("startedAt").asString());
    assertEquals(2345, report.path("durationMs").asInt());
    assertEquals(42, report.path("requests").asInt());
    assertEquals("failed", report.path("conclusion").asString());
    assertEquals(1, report.at("/summary/blocked").asInt());
    assertEquals(2, report.at("/coverage/exercised").asInt());
    assertEquals(
        7, report.at("/requirements/1/findings/1/exchange/response/body/dashboard_url").asInt());
  }

  @Test
  void url_of_the_target_has_no_user_info() {
    var run = mixed();
    var result =
        new RunResult(
            URI.create("https://joe:secret@broker.example/osb"),
            run.version(),
            run.startedAt(),
            run.duration(),
            run.requests(),
            run.instancesCreated(),
            run.bindingsCreated(),
            run.leftBehind(),
            run.blockers(),
            run.interrupted(),
            run.judgeable(),
            run.requirements(),
            run.exchanges());
    assertEquals("https://broker.example/osb", tree(result).at("/target/url").asString());
  }

  @Test
  void report_is_valid() {
    assertEquals(List.of(), errors(tree(mixed())));
  }

  @Test
  void report_of_a_real_run_is_valid() {
    try (var broker = RealRun.broker()) {
      var report = tree(RealRun.against(broker, false));
      assertEquals(List.of(), errors(report));
      assertTrue(report.path("requests").asInt() > 10);
    }
  }

  @Test
  void additions_are_allowed() {
    var report = tree(mixed());
    report.put("later", "more");
    assertEquals(List.of(), errors(report));
  }

  static Stream<Consumer<ObjectNode>> mutations() {
    var report = tree(mixed());
    var mutations = new ArrayList<Consumer<ObjectNode>>();
    for (var name : names(report)) {
      mutations.add(tree -> tree.remove(name));
      mutations.add(tree -> tree.putNull(name));
    }
    for (var object :
        List.of(
            "/tool",
            "/target",
            "/created",
            "/summary",
            "/coverage",
            "/requirements/1/findings/0")) {
      for (var name : names(report.at(object))) {
        mutations.add(tree -> at(tree, object).remove(name));
        mutations.add(tree -> at(tree, object).putNull(name));
      }
    }
    mutations.add(tree -> tree.put("apiVersion", "osbctl/v2"));
    mutations.add(tree -> tree.put("specVersion", "2.10"));
    mutations.add(tree -> tree.put("startedAt", "yesterday"));
    mutations.add(tree -> tree.put("durationMs", -1));
    mutations.add(tree -> tree.put("requests", 1.5));
    mutations.add(tree -> at(tree, "/target").put("url", "http://joe:pw@host"));
    mutations.add(tree -> at(tree, "/requirements/0").put("verdict", "PASSED"));
    mutations.add(tree -> at(tree, "/requirements/0").put("seen", 0));
    mutations.add(tree -> at(tree, "/requirements/0").put("level", "OUGHT"));
    mutations.add(tree -> at(tree, "/requirements/0").put("id", "OSB-12"));
    mutations.add(tree -> at(tree, "/requirements/1").putArray("findings"));
    mutations.add(tree -> at(tree, "/requirements/1").put("verdict", "passed"));
    mutations.add(tree -> at(tree, "/requirements/1/findings/0").put("times", 0));
    mutations.add(tree -> at(tree, "/requirements/1/findings/0/exchange").remove("response"));
    mutations.add(tree -> at(tree, "/requirements/2").remove("reason"));
    mutations.add(tree -> at(tree, "/requirements/3").put("seen", 2));
    return mutations.stream();
  }

  private static ObjectNode at(ObjectNode tree, String pointer) {
    return (ObjectNode) tree.at(pointer);
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void mutated_report_is_not_valid(Consumer<ObjectNode> mutation) {
    var report = tree(mixed());
    mutation.accept(report);
    assertFalse(errors(report).isEmpty(), () -> Json.pretty(report));
  }
}
