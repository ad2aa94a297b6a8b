package org.osbctl.report;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osbctl.conform.Catalogue;
import org.osbctl.conform.Verdict;
import org.osbctl.http.Exchange;
import org.osbctl.http.Outcome;
import org.osbctl.http.Printout;
import org.osbctl.http.Redaction;
import org.osbctl.http.Timing;
import org.osbctl.http.Transcript;
import org.osbctl.http.TransportFailure;
import org.osbctl.report.Report.Entry;
import org.osbctl.report.Report.Found;
import org.osbctl.report.Report.Traffic;
import org.osbctl.report.Report.Violation;
import org.osbctl.report.ReportReader.UnreadableException;
import org.osbctl.spec.Json;
import org.osbctl.spec.Requirement;
import org.osbctl.spec.Requirements;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what {@link NdjsonReport} wrote, and makes the best of a stream whose run died: what was
 * seen to be violated or met is, all else is not known.
 */
final class StreamReader {
  private static final String DIED = "the run died before its verdict";

  private StreamReader() {}

  /** Whether a file begins as a stream does. */
  static boolean isStream(String text) {
    return text.startsWith("{\"type\":\"run\"");
  }

  static Report read(String text) {
    var tree = Json.object();
    var exchanges = tree.putArray("exchanges");
    var requirements = tree.putArray("requirements");
    var met = new HashSet<String>();
    var ended = false;
    for (var line : text.lines().toList()) {
      if (!(Json.parse(line.getBytes(StandardCharsets.UTF_8)).node()
          instanceof ObjectNode object)) {
        // The last line of a run that died while it was written.
        break;
      }
      var type = object.path("type").asString("");
      object.remove("type");
      switch (type) {
        case "run", "end" -> tree.setAll(object);
        case "exchange" -> {
          Json.elements(object.path(NdjsonReport.FIRST_MET))
              .forEach(id -> met.add(id.asString("")));
          object.remove(NdjsonReport.FIRST_MET);
          exchanges.add(object);
        }
        case "requirement" -> requirements.add(object);
        default -> throw new UnreadableException("it has a line of the type '" + type + "'");
      }
      ended |= type.equals("end");
    }
    return ended ? ReportReader.read(tree) : died(tree, met);
  }

  /** What can be told of a run that did not come to its end. */
  private static Report died(ObjectNode tree, Set<String> met) {
    tree.putArray("leftBehind");
    tree.putArray("blockers");
    tree.putArray("staleWaivers");
    tree.put("durationMs", 0).put("interrupted", true);
    tree.put("requests", tree.path("exchanges").size());
    tree.putObject("created").put("instances", 0).put("bindings", 0);
    tree.putObject("gate").put("level", Gate.MUST.word());
    tree.putObject("coverage").put("judgeable", 0);
    tree.putArray("requirements");
    var head = ReportReader.read(tree);
    var violations = new LinkedHashMap<String, List<Violation>>();
    head.exchanges().stream()
        .flatMap(each -> each.violations().stream())
        .forEach(
            each ->
                violations.computeIfAbsent(each.requirement(), id -> new ArrayList<>()).add(each));
    var catalogue = new Catalogue();
    var entries =
        Requirements.bundled().all().stream()
            .filter(Requirement::bindsBroker)
            .filter(each -> each.level(head.version()).isPresent())
            .map(each -> entry(each, head, violations.getOrDefault(each.id(), List.of()), met))
            .toList();
    var judgeable =
        (int)
            Requirements.bundled().all().stream()
                .filter(each -> each.level(head.version()).isPresent() && catalogue.judges(each))
                .count();
    return new Report(
        head.tool(),
        head.target(),
        head.version(),
        head.profiles(),
        head.startedAt(),
        duration(head),
        true,
        false,
        head.requests(),
        created(head, "service_instances", false),
        created(head, "service_bindings", true),
        List.of(),
        List.of(),
        List.of(),
        head.gate(),
        judgeable,
        entries,
        head.exchanges(),
        List.of());
  }

  private static Duration duration(Report head) {
    return head.exchanges().stream()
        .map(
            each ->
                Duration.between(
                        head.startedAt(), Instant.parse(each.exchange().path("at").asString("")))
                    .plusMillis(each.exchange().path("ms").asInt(0)))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private static int created(Report head, String what, boolean binding) {
    Set<String> paths = new LinkedHashSet<>();
    for (var each : head.exchanges()) {
      var path = each.path().replaceFirst("\\?.*", "");
      if (each.exchange().path("method").asString("").equals("PUT")
          && each.answer().startsWith("2")
          && path.contains("/" + what + "/")
          && binding == path.contains("/service_bindings/")) {
        paths.add(path);
      }
    }
    return paths.size();
  }

  private static Entry entry(
      Requirement requirement, Report head, List<Violation> violations, Set<String> met) {
    var level = requirement.level(head.version()).orElseThrow();
    var isMet = met.contains(requirement.id());
    return new Entry(
        requirement.id(),
        level,
        requirement.section(head.version()),
        requirement.link(head.version()),
        requirement.subject(),
        requirement.gist(),
        requirement.hint(),
        violations.isEmpty() ? isMet ? Verdict.PASSED : Verdict.SKIPPED : Waiving.violated(level),
        violations.size() + (isMet ? 1 : 0),
        violations.isEmpty() && !isMet ? DIED : "",
        List.of(),
        findings(head, violations));
  }

  private static List<Found> findings(Report head, List<Violation> violations) {
    Map<Integer, Traffic> byNumber = new LinkedHashMap<>();
    head.exchanges().forEach(each -> byNumber.put(each.number(), each));
    var findings = new LinkedHashMap<String, Found>();
    for (var each : violations) {
      var traffic = byNumber.get(each.number());
      if (traffic != null) {
        findings.merge(
            each.because(),
            found(each, traffic.exchange(), 1),
            (old, fresh) -> found(each, old.exchange(), old.times() + 1));
      }
    }
    return List.copyOf(findings.values());
  }

  private static Found found(Violation violation, ObjectNode exchange, int times) {
    return new Found(
        violation.because(),
        violation.expected(),
        violation.actual(),
        null,
        times,
        violation.number(),
        "",
        exchange,
        curl(exchange));
  }

  /** A command line that repeats the request of an exchange that was written down. */
  private static String curl(JsonNode exchange) {
    var unknown = new Outcome.Failed(new TransportFailure(TransportFailure.Kind.OTHER, "not told"));
    return new Printout(
            new Exchange(
                Instant.EPOCH, Transcript.request(exchange), unknown, new Timing(Duration.ZERO)),
            new Redaction(List.of()))
        .curl();
  }
}
