package org.osbctl.cli.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.ScriptedBroker;
import org.osbctl.cli.ScriptedBroker.Reply;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

class EvidenceTest {
  @TempDir Path home;

  private Path folder() {
    return home.resolve("evidence");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static Map<String, String> verdicts(JsonNode report) {
    var verdicts = new TreeMap<String, String>();
    report
        .path("requirements")
        .forEach(
            each ->
                verdicts.put(each.path("id").stringValue(), each.path("verdict").stringValue()));
    return verdicts;
  }

  @Test
  void evidence_is_for_its_owner_and_has_no_secrets() throws IOException {
    try (var broker = ScriptedBroker.start()) {
      Osbctl.of(home, broker)
          .run("conform", "run", "--quick", "--evidence", folder().toString())
          .ends(ExitCode.REFUSED);
    }
    assertEquals("rwx------", permissions(folder()));
    try (var files = Files.list(folder())) {
      for (var file : files.toList()) {
        assertTrue(permissions(file).endsWith("------"), file.toString());
        var text = Files.readString(file);
        assertFalse(text.contains(Osbctl.PASSWORD), file.toString());
        if (file.toString().endsWith(".sh")) {
          assertTrue(text.startsWith("#!/bin/sh\n# "), text);
          assertTrue(text.contains("\ncurl -sS -i"), text);
        }
      }
    }
    var log = Json.parse(Files.readAllBytes(folder().resolve("exchanges.har"))).node().path("log");
    assertEquals("1.2", log.path("version").stringValue());
    var entry = log.path("entries").get(0);
    for (var member :
        List.of("startedDateTime", "time", "request", "response", "cache", "timings")) {
      assertTrue(entry.has(member), member);
    }
    assertTrue(Files.readString(folder().resolve("exchanges.txt")).contains("> GET http"));
  }

  @Test
  void script_of_a_finding_is_what_a_shell_understands() throws Exception {
    try (var broker = ScriptedBroker.start()) {
      broker.on(
          "GET",
          "/v2/catalog",
          Reply.of(500, "{\"description\": \"$(touch hacked)\\n`touch hacked`\\ntouch hacked\"}"));
      broker.on("PUT", ScriptedBroker.AN_INSTANCE, Reply.of(500, "'; touch hacked; '"));
      broker.on("GET", "/v2/catalog", Reply.of(200, ScriptedBroker.CATALOG));
      Osbctl.of(home, broker)
          .run("conform", "run", "--quick", "--evidence", folder().toString())
          .ends(ExitCode.REFUSED);
    }
    try (var files = Files.list(folder())) {
      for (var file : files.filter(each -> each.toString().endsWith(".sh")).toList()) {
        // A shell that runs nothing but what it is given for curl.
        var line = "curl() { for a in \"$@\"; do :; done; }; . " + file;
        var builder = new ProcessBuilder("sh", "-eu", "-c", line).directory(home.toFile());
        builder.environment().put("SB_BROKER_USERNAME", "u");
        builder.environment().put("SB_BROKER_PASSWORD", "p");
        var process = builder.redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), () -> file + ": " + said);
      }
    }
    assertFalse(Files.exists(home.resolve("hacked")));
  }

  @Test
  void archive_of_a_run_is_judged_as_the_run_was() throws IOException {
    try (var broker = MockBroker.start(MockOptions.defaults().withMode(MockOptions.Mode.SYNC))) {
      var run =
          Osbctl.of(home, broker)
              .done(
                  "conform",
                  "run",
                  "--jobs",
                  "1",
                  "-s",
                  "mock-database",
                  "-o",
                  "json",
                  "--evidence",
                  folder().toString())
              .json();
      var judged =
          new Osbctl(home)
              .done("conform", "judge", folder().resolve("exchanges.har").toString(), "-o", "json")
              .json();
      assertEquals(run.at("/target/url"), judged.at("/target/url"));
      assertEquals(run.path("requests"), judged.path("requests"));
      assertEquals(run.path("created"), judged.path("created"));
      var before = verdicts(run);
      var after = verdicts(judged);
      before.values().removeIf(verdict -> !verdict.equals("passed"));
      after.values().removeIf(verdict -> !verdict.equals("passed"));
      assertEquals(before, after);
    }
  }

  @Test
  void archive_of_a_browser_is_judged_from_where_it_begins() throws IOException {
    var har =
        """
        {"log": {"version": "1.2", "creator": {"name": "browser", "version": "1"}, "entries": [
          {"startedDateTime": "2026-03-01T13:00:00.000+01:00", "time": 12.5,
           "request": {"method": "GET", "url": "https://b.example/assets/logo.png",
             "headers": []},
           "response": {"status": 200, "headers": [], "content": {"text": ""}}},
          {"startedDateTime": "2026-03-01T13:00:01.000+01:00", "time": 12,
           "request": {"method": "GET",
             "url": "https://b.example/osb/v2/catalog",
             "headers": [{"name": ":method", "value": "GET"},
                         {"name": "Authorization", "value": "Basic Zm9vOmNhbmFyeQ=="},
                         {"name": "X-Broker-API-Version", "value": "2.17"}]},
           "response": {"status": 200, "headers": [{"name": "content-type", "value": "application/json"}],
             "content": {"text": "W10=", "encoding": "base64"}}}]}}
        """;
    var file = Files.writeString(home.resolve("b.har"), har);
    var ran =
        new Osbctl(home)
            .run("conform", "judge", file.toString(), "-o", "json")
            .ends(ExitCode.REFUSED);
    assertFalse(ran.out().contains("Zm9vOmNhbmFyeQ"), ran::toString);
    var judged = ran.json();
    assertEquals("https://b.example/osb", judged.at("/target/url").stringValue());
    assertEquals(1, judged.path("requests").intValue());
    assertEquals("failed", judged.path("conclusion").stringValue());
    for (var bad :
        List.of("{}", "[1", "{\"log\":{\"entries\":[]}}", "{\"log\":{\"entries\":[{}]}}")) {
      Files.writeString(file, bad);
      new Osbctl(home)
          .run("conform", "judge", file.toString())
          .ends(ExitCode.USAGE)
          .printsNothing()
          .says("unreadable-archive:");
    }
  }

  @Test
  void folder_that_cannot_be_written_is_found_before_the_first_request() throws IOException {
    var file = Files.writeString(home.resolve("file"), "no folder");
    try (var broker = ScriptedBroker.start()) {
      Osbctl.of(home, broker)
          .run("conform", "run", "--evidence", file.resolve("below").toString())
          .ends(ExitCode.USAGE)
          .says("unwritable-evidence:");
      assertEquals(List.of(), broker.seen());
    }
  }
}
