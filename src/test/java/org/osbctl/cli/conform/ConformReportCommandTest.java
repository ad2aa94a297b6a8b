package org.osbctl.cli.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.ScriptedBroker;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.report.Report;
import org.osbctl.report.ReportReader;
import tools.jackson.databind.JsonNode;

class ConformReportCommandTest {
  @TempDir Path home;

  private Path path(String name) {
    return home.resolve(name);
  }

  private Report report(String name) throws IOException {
    return ReportReader.read(Files.readAllBytes(path(name)));
  }

  private static List<String> verdicts(JsonNode report) {
    var verdicts = new ArrayList<String>();
    report
        .path("requirements")
        .forEach(
            each ->
                verdicts.add(
                    each.path("id").stringValue() + " " + each.path("verdict").stringValue()));
    return verdicts;
  }

  @Test
  void shards_of_one_run_become_one_report_again() throws IOException {
    try (var broker = MockBroker.start(MockOptions.defaults().withMode(MockOptions.Mode.SYNC))) {
      var osbctl = Osbctl.of(home, broker);
      var whole =
          osbctl
              .done("conform", "run", "--seed", "1", "--only", "provision.*", "-o", "json")
              .json();
      for (int i = 1; i <= 2; i++) {
        osbctl.done(
            "conform",
            "run",
            "--seed",
            "1",
            "--only",
            "provision.*",
            "--shard",
            i + "/2",
            "--report",
            "json=" + path(i + ".json"));
      }
      var merged =
          osbctl
              .done(
                  "conform",
                  "report",
                  "--merge",
                  "-o",
                  "json",
                  path("1.json").toString(),
                  path("2.json").toString())
              .json();
      assertEquals(verdicts(whole), verdicts(merged));
      assertEquals(whole.at("/created/instances"), merged.at("/created/instances"));
      assertEquals(
          report("1.json").requests() + report("2.json").requests(),
          merged.path("requests").intValue());
      var numbers = new TreeSet<Integer>();
      merged.path("exchanges").forEach(each -> numbers.add(each.path("number").intValue()));
      assertEquals(merged.path("requests").intValue(), numbers.size());
    }
  }

  @Test
  void plans_are_divided_alike_by_every_run() {
    try (var broker = MockBroker.start(MockOptions.defaults())) {
      var osbctl = Osbctl.of(home, broker);
      var all = new ArrayList<String>();
      for (int i = 0; i < 3; i++) {
        var words = osbctl.with("JOB_COMPLETION_INDEX", "" + i).with("JOB_COMPLETIONS", "3");
        var part = words.done("conform", "run", "-n", "-q", "-o", "name", "--all-plans").out();
        assertEquals(
            part,
            words
                .done(
                    "conform",
                    "run",
                    "-n",
                    "-q",
                    "-o",
                    "name",
                    "--all-plans",
                    "--shard",
                    (i + 1) + "/3")
                .out());
        part.lines().forEach(all::add);
      }
      osbctl.without("JOB_COMPLETION_INDEX").without("JOB_COMPLETIONS");
      var whole = osbctl.done("conform", "run", "-n", "-q", "-o", "name", "--all-plans").out();
      assertEquals(new TreeSet<>(whole.lines().toList()), new TreeSet<>(all));
      assertEquals(whole.lines().count(), all.size());
      for (var bad : List.of("0/3", "4/3", "1", "a/b", "1/0")) {
        osbctl.run("conform", "run", "--shard", bad).ends(ExitCode.USAGE).says("bad-shard:");
      }
      osbctl
          .with("JOB_COMPLETION_INDEX", "x")
          .with("JOB_COMPLETIONS", "3")
          .run("conform", "run", "-n")
          .ends(ExitCode.USAGE)
          .says("bad-shard:");
    }
  }

  @Test
  void report_of_an_earlier_run_is_written_again_in_any_format() throws IOException {
    var osbctl = new Osbctl(home);
    var printed =
        osbctl.done(
            "conform",
            "run",
            "--mock=sync",
            "--quick",
            "--report",
            "json=" + path("r.json"),
            "--report",
            "ndjson=" + path("r.ndjson"),
            "--report",
            "junit=" + path("r.xml"));
    var again =
        osbctl.done(
            "conform",
            "report",
            path("r.json").toString(),
            "--report",
            "junit=" + path("again.xml"),
            "--report",
            "ndjson=" + path("again.ndjson"));
    assertEquals(printed.out(), again.out());
    assertEquals(Files.readString(path("r.xml")), Files.readString(path("again.xml")));
    // In the order of the judge, while the run wrote them in that of their lanes.
    assertEquals(
        new TreeSet<>(Files.readAllLines(path("r.ndjson"))).size(),
        new TreeSet<>(Files.readAllLines(path("again.ndjson"))).size());
    var stream = osbctl.done("conform", "report", path("again.ndjson").toString(), "-o", "json");
    assertEquals(Files.readString(path("r.json")), stream.out());
  }

  @Test
  void run_that_died_is_told_as_far_as_it_got() throws IOException {
    try (var broker = ScriptedBroker.start()) {
      var osbctl = Osbctl.of(home, broker);
      osbctl
          .run("conform", "run", "--quick", "--report", "ndjson=" + path("r.ndjson"))
          .ends(ExitCode.REFUSED);
      var exchanges =
          Files.readAllLines(path("r.ndjson")).stream()
              .filter(line -> !line.startsWith("{\"type\":\"requirement\""))
              .filter(line -> !line.startsWith("{\"type\":\"end\""))
              .toList();
      var cut = String.join("\n", exchanges);
      Files.writeString(path("died.ndjson"), cut + "\n{\"type\":\"exch");
      var died =
          osbctl
              .run("conform", "report", path("died.ndjson").toString(), "-o", "json")
              .ends(ExitCode.INTERRUPTED)
              .json();
      assertTrue(died.path("interrupted").booleanValue());
      assertEquals(exchanges.size() - 1, died.path("requests").intValue());
      var failed = verdicts(died).stream().filter(each -> each.endsWith(" failed")).toList();
      assertTrue(failed.contains("auth.failure-is-401 failed"), failed::toString);
      // What was seen to be right is not lost, either.
      assertTrue(verdicts(died).contains("catalog.success-is-200 passed"), died::toString);
      assertTrue(died.at("/coverage/exercised").intValue() > failed.size(), died::toString);
      osbctl
          .run("conform", "report", path("died.ndjson").toString())
          .prints("the run died before its verdict")
          .prints("repeat    curl");
    }
  }

  @Test
  void different_brokers_do_not_become_one() throws IOException {
    var osbctl = new Osbctl(home);
    osbctl.done("conform", "run", "--mock=sync", "--quick", "--report", "json=" + path("1.json"));
    var text = Files.readString(path("1.json"));
    Files.writeString(
        path("2.json"), text.replaceFirst("\"url\" : \"http://[^\"]*", "\"url\" : \"http://b"));
    Files.writeString(
        path("3.json"),
        text.replaceFirst("\"specVersion\" : \"2.17\"", "\"specVersion\" : \"2.16\""));
    for (var other : List.of("2.json", "3.json")) {
      osbctl
          .run("conform", "report", "--merge", path("1.json").toString(), path(other).toString())
          .ends(ExitCode.USAGE)
          .printsNothing()
          .says("different-results:")
          .says(other.equals("2.json") ? "different brokers" : "2.17, 2.16");
    }
    osbctl
        .run("conform", "report", path("1.json").toString(), path("1.json").toString())
        .ends(ExitCode.USAGE)
        .says("say --merge");
    Files.writeString(path("4.json"), text.replace("osbctl/v1", "osbctl/v9"));
    osbctl
        .run("conform", "report", path("4.json").toString())
        .ends(ExitCode.USAGE)
        .says("osbctl/v9");
    osbctl.run("conform", "report", path("none").toString()).ends(ExitCode.USAGE).says("no such");
    Files.writeString(path("5.json"), "{}");
    var wrong = osbctl.run("conform", "report", path("5.json").toString()).ends(ExitCode.USAGE);
    wrong.says("it is no report");
    assertFalse(wrong.err().contains("Exception"), wrong::toString);
  }
}
