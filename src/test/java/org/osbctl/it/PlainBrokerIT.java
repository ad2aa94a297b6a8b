package org.osbctl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.it.Installed.Ran;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** The conformance suite against a broker not built on our model: healthy, and with each fault. */
@Timeout(300)
@Order(2)
@Execution(ExecutionMode.CONCURRENT)
class PlainBrokerIT {
  private static final Path FOLDER = Path.of("src/it/brokers/plain");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"2.11", "2.12", "2.13", "2.14", "2.15", "2.16", "2.17"})
  void healthy_broker_conforms(String version) throws Exception {
    try (var broker = PlainBroker.start()) {
      var ran = conform(broker, "--api-version", version, "--strict").ends(0);
      assertEquals(Set.of(), found(ran));
      assertEquals(List.of(), report(ran).path("leftBehind").valueStream().toList());
      broker.assertHasNone(ran.asked());
      assertTrue(ran.asked().size() > 3, ran::toString);
    }
  }

  @Test
  void deletes_may_end_with_410_and_polls_may_ask_for_patience() throws Exception {
    try (var broker =
        PlainBroker.start("--delete-ends", "410", "--retry-after", "1", "--prefix", "/some/path")) {
      var ran = conform(broker, "-s", "plain-async", "--strict").ends(0);
      assertEquals(Set.of(), found(ran));
      broker.assertHasNone(ran.asked());
    }
  }

  @Test
  void quick_run_creates_nothing() throws Exception {
    try (var broker = PlainBroker.start()) {
      var ran = conform(broker, "--quick").ends(0);
      assertEquals(0, report(ran).path("created").path("instances").intValue());
      broker.assertHasNone(ran.asked());
    }
  }

  static Stream<String> faults() throws IOException {
    return rows("expected-findings.tsv").keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void fault_is_found(String fault) throws Exception {
    var expected = Arrays.asList(rows("expected-findings.tsv").get(fault).getFirst().split(" "));
    try (var broker = PlainBroker.start("--fault", fault, "--async-delay", delay(fault))) {
      // What else it breaks is of no interest here; without these the runs take minutes.
      var only = expected.stream().map(id -> "--only=" + id).toArray(String[]::new);
      var found = found(conform(broker, only));
      var missed = new TreeSet<>(expected);
      missed.removeAll(found);
      assertEquals(Set.of(), missed, () -> "found " + found);
    }
  }

  /** What shows only while an operation runs needs one that does, also on a slow machine. */
  private static String delay(String fault) {
    return Set.of("operation-changes", "state-typo").contains(fault) ? "2" : "0.3";
  }

  @Test
  void every_fault_is_expected_to_be_found() throws IOException {
    assertEquals(rows("expected.tsv").keySet(), rows("expected-findings.tsv").keySet());
  }

  /** The columns behind the first one, by the first one. */
  private static Map<String, List<String>> rows(String file) throws IOException {
    try (var lines = Files.lines(FOLDER.resolve(file))) {
      return lines
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> List.of(line.split("\t")))
          .collect(Collectors.toMap(List::getFirst, row -> row.subList(1, row.size())));
    }
  }

  private Ran conform(PlainBroker broker, String... options) throws Exception {
    var words = Stream.of("conform", "run", "--yes", "--trace", "--report", "json=-");
    return new Installed(folder, broker.url())
        .run(Stream.concat(words, Stream.of(options)).toArray(String[]::new));
  }

  private static JsonNode report(Ran ran) {
    return Json.parse(ran.out().getBytes(StandardCharsets.UTF_8)).node();
  }

  /** The requirements that are red in a report. */
  private static Set<String> found(Ran ran) {
    return report(ran)
        .path("requirements")
        .valueStream()
        .filter(each -> !Set.of("passed", "skipped", "info").contains(verdict(each)))
        .map(each -> each.path("id").stringValue())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String verdict(JsonNode requirement) {
    return requirement.path("verdict").stringValue();
  }
}
