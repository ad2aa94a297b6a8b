package org.osbctl.cli.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.ScriptedBroker;
import org.osbctl.cli.ScriptedBroker.Reply;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.report.ReportReader;

/** The reports that {@code conform run} writes. */
class ConformRunReportsTest {
  @TempDir Path home;

  private Osbctl osbctl() {
    return new Osbctl(home);
  }

  @Test
  void report_in_json_is_as_its_schema_says() throws IOException {
    var file = home.resolve("out.json");
    osbctl().done("test", "run", "--mock=sync", "--report", "json=" + file).prints("PASSED");
    assertValid(Files.readString(file));
    for (var arguments :
        List.of(
            new String[] {"conform", "run", "--mock=sync", "--report", "json=-"},
            new String[] {"conform", "run", "--mock=sync", "-o", "json"})) {
      assertValid(osbctl().done(arguments).out());
    }
  }

  private static void assertValid(String report) {
    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                ConformRunCommandTest.class.getResourceAsStream("/specs/report.schema.json"),
                InputFormat.JSON);
    assertEquals(List.of(), schema.validate(report, InputFormat.JSON));
  }

  @Test
  void reports_of_all_formats_are_written_by_one_run() throws IOException {
    var summary = Files.writeString(home.resolve("summary.md"), "before\n");
    osbctl()
        .with("GITHUB_STEP_SUMMARY", summary.toString())
        .done(
            "conform",
            "run",
            "--mock=sync",
            "--quick",
            "--report",
            "json=" + home.resolve("r.json"),
            "--report",
            "ndjson=" + home.resolve("r.ndjson"),
            "--report",
            "junit=" + home.resolve("r.xml"),
            "--report",
            "markdown=" + home.resolve("r.md"),
            "--report",
            "sarif=" + home.resolve("r.sarif"),
            "--report",
            "tap=-");
    var report = ReportReader.read(Files.readAllBytes(home.resolve("r.json")));
    var lines = Files.readAllLines(home.resolve("r.ndjson"));
    assertEquals(2 + report.requests() + report.requirements().size(), lines.size());
    assertTrue(Files.readString(home.resolve("r.xml")).endsWith("</testsuites>\n"));
    assertTrue(Files.readString(home.resolve("r.sarif")).contains("\"2.1.0\""));
    var markdown = Files.readString(home.resolve("r.md"));
    assertEquals("before\n" + markdown + "\n", Files.readString(summary));
    try (var left = Files.list(home)) {
      assertEquals(List.of(), left.filter(each -> each.toString().endsWith(".part")).toList());
    }
  }

  @Test
  void report_in_a_file_is_replaced_as_a_whole_or_not_at_all() throws IOException {
    var file = Files.writeString(home.resolve("out.xml"), "of yesterday");
    var link = Files.createSymbolicLink(home.resolve("link.xml"), file);
    try (var broker = ScriptedBroker.start()) {
      broker.on("GET", "/v2/catalog", Reply.of(401, "{}"));
      Osbctl.of(home, broker)
          .run("conform", "run", "--report", "junit=" + link)
          .ends(ExitCode.REFUSED);
    }
    assertEquals("of yesterday", Files.readString(file));
    osbctl().done("conform", "run", "--mock=sync", "--quick", "--report", "junit=" + link);
    assertTrue(Files.isSymbolicLink(link));
    assertTrue(Files.readString(file).startsWith("<?xml"));
  }

  @Test
  void report_can_be_for_people_in_a_file() throws IOException {
    var file = home.resolve("out.txt");
    osbctl().done("conform", "run", "--mock=sync", "--report", "console=" + file, "-o", "json");
    assertTrue(Files.readString(file).contains("PASSED"));
  }

  @Test
  void report_that_cannot_be_written_is_found_before_the_first_request() {
    try (var broker = ScriptedBroker.start()) {
      var osbctl = Osbctl.of(home, broker);
      refused(osbctl, "unwritable-report:", "--report", "json=" + home + "/no/out.json");
      refused(osbctl, "it is a folder", "--report", "json=" + home);
      refused(osbctl, "there is no format xml", "--report", "xml=out.xml");
      refused(osbctl, "it lacks =PATH", "--report", "json");
      refused(osbctl, "it lacks =PATH", "--report", "json=");
      refused(osbctl, "cannot share a.x", "--report", "json=a.x", "--report", "tap=a.x");
      refused(osbctl, "contradict", "--strict", "--gate", "must");
      refused(osbctl, "cannot share", "--report", "json=-", "--report", "console=-");
      refused(osbctl, "no report of the form yaml", "-o", "yaml");
      refused(osbctl, "--jobs", "--jobs", "0");
      refused(osbctl, "--max-failures", "--max-failures", "-1");
      refused(osbctl, "bad-params:", "--params", "{}");
      refused(osbctl, "bad-json:", "--params", "small={");
      refused(osbctl, "--timeout", "--timeout", "soon");
      assertEquals(List.of(), broker.seen());
    }
  }

  private static void refused(Osbctl osbctl, String why, String... options) {
    var words = new ArrayList<>(List.of("conform", "run"));
    words.addAll(List.of(options));
    osbctl.run(words.toArray(String[]::new)).ends(ExitCode.USAGE).printsNothing().says(why);
  }
}
