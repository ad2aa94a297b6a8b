package org.osbctl.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osbctl.conform.Finding;
import org.osbctl.conform.RequirementResult;
import org.osbctl.conform.RunResult;
import org.osbctl.conform.Verdict;
import org.osbctl.http.Body;
import org.osbctl.http.Exchange;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.HttpResponseData;
import org.osbctl.http.Outcome;
import org.osbctl.http.Redaction;
import org.osbctl.http.Timing;
import org.osbctl.lifecycle.Known;
import org.osbctl.rules.Judge;
import org.osbctl.rules.Judgement;
import org.osbctl.rules.Rule;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Level;
import org.osbctl.spec.Requirement;
import org.osbctl.spec.Requirements;

/** Results of runs that never took place. */
final class Runs {
  static final String INSTANCE = "8f14e45f-ceea-467f-a9d3-1d2a3b4c5d6e";
  static final String TARGET = "http://broker.example:8080";
  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private Runs() {}

  static RunResult run(RequirementResult... requirements) {
    return run(List.of(), List.of(), false, requirements);
  }

  static RunResult run(
      List<String> leftBehind,
      List<String> blockers,
      boolean interrupted,
      RequirementResult... requirements) {
    return new RunResult(
        URI.create(TARGET),
        ApiVersion.V2_17,
        START,
        Duration.ofMillis(2345),
        42,
        2,
        1,
        leftBehind,
        blockers,
        interrupted,
        requirements.length,
        sorted(requirements),
        List.of());
  }

  /** As the runner does it: in the order of the catalogue. */
  private static List<RequirementResult> sorted(RequirementResult... requirements) {
    var order = Requirements.bundled().all().stream().map(Requirement::id).toList();
    var sorted = new ArrayList<>(Arrays.asList(requirements));
    sorted.sort(
        (a, b) -> order.indexOf(a.requirement().id()) - order.indexOf(b.requirement().id()));
    return sorted;
  }

  /** The report of a run; nothing is secret. */
  static Report report(RunResult result) {
    return report(result, Gate.MUST);
  }

  static Report report(RunResult result, Gate gate) {
    return report(result, gate, new Redaction(List.of()));
  }

  static Report report(RunResult result, Gate gate, List<PlatformVerdict> platforms) {
    return new RunReport(new Tool("osbctl", "0.1.0"), new Redaction(List.of()), gate)
        .of(result, false, List.of(), platforms);
  }

  static Report report(RunResult result, Gate gate, Redaction redaction) {
    return new RunReport(new Tool("osbctl", "0.1.0"), redaction, gate)
        .of(result, false, List.of(), List.of());
  }

  /** A report as text. */
  static String print(ReportFormat format, Report report) {
    var text = new StringBuilder();
    try {
      format.write(report, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  static RequirementResult passed(String id) {
    return result(id, Verdict.PASSED, 3, "", List.of());
  }

  static RequirementResult skipped(String id, String why) {
    return result(id, Verdict.SKIPPED, 0, why, List.of());
  }

  static RequirementResult blocked(String id, String why) {
    return result(id, Verdict.BLOCKED, 0, why, List.of());
  }

  static RequirementResult violated(String id, Verdict verdict, Finding... findings) {
    return result(id, verdict, findings.length, "", List.of(findings));
  }

  static RequirementResult result(
      String id, Verdict verdict, int seen, String reason, List<Finding> findings) {
    var requirement = Requirements.bundled().get(id);
    Level level = requirement.level(ApiVersion.V2_17).orElse(Level.MAY);
    return new RequirementResult(requirement, level, verdict, seen, reason, findings, List.of());
  }

  static Finding finding(
      String because, String expected, String actual, String pointer, Exchange seen) {
    var violation = new Judgement.Violated(because, expected, actual, pointer);
    var id = "provision.other-attributes-conflict";
    var judge =
        new Judge(
            new Known(ApiVersion.V2_17, Catalog.EMPTY, Headers.NONE),
            List.of(Rule.of(id, observation -> violation)));
    return judge.judge(seen).stream()
        .filter(ruling -> ruling.judgement().equals(violation))
        .map(ruling -> new Finding(violation, ruling.about(), 1))
        .findFirst()
        .orElseThrow();
  }

  /** The broker says yes where it should say no. */
  static Finding conflictMissed() {
    return finding(
        "the answer is 200, 409 is due",
        "409",
        "200",
        null,
        exchange(
            "PUT", "/v2/service_instances/" + INSTANCE + "?accepts_incomplete=true", 200, "{}"));
  }

  static Exchange exchange(String method, String target, int status, String body) {
    return new Exchange(
        START,
        request(method, target),
        new Outcome.Answered(
            new HttpResponseData(
                status, Headers.of("Content-Type", "application/json"), Body.of(body))),
        new Timing(Duration.ofMillis(12)));
  }

  static HttpRequestData request(String method, String target) {
    return new HttpRequestData(
        method,
        URI.create(TARGET + target),
        Headers.of("X-Broker-API-Version", "2.17", "Authorization", "Basic bW9jazpzM2NyM3Q="),
        method.equals("PUT") ? Body.of("{\"plan_id\":\"small\"}") : Body.NONE);
  }
}
