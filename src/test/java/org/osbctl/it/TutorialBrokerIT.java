package org.osbctl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.spec.Json;

/** A broker in Flask as a tutorial writes it, and what has to be found in it. */
@Timeout(120)
class TutorialBrokerIT {
  private static final Path BROKER = Path.of("src/it/brokers/tutorial");

  @TempDir Path folder;

  /** The package python3-flask is there in CI; elsewhere it may be missing. */
  @BeforeEach
  void needFlask() throws Exception {
    var flask = new ProcessBuilder("python3", "-W", "ignore", "-c", "import flask").start();
    boolean there = flask.waitFor() == 0;
    assumeTrue(there || "true".equals(System.getenv("CI")), "Flask is not installed");
    assertTrue(there, "Flask is not installed: python3-flask");
  }

  @Test
  void what_the_tutorial_leaves_out_is_found_and_the_platform_takes_it_all_the_same()
      throws Exception {
    var python =
        new ProcessBuilder("python3", BROKER.resolve("broker.py").toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var out = python.getOutputStream();
        var in = python.getInputStream()) {
      var line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
      var url = URI.create(String.valueOf(line).replace("listening on ", ""));
      var file = folder.resolve("report.json");
      new Installed(folder, url)
          .run("conform", "run", "--profile", "cloudfoundry", "--report", "json=" + file)
          .ends(1);
      var report = Json.parse(Files.readAllBytes(file)).node();
      var found = new TreeSet<String>();
      for (var each : report.path("requirements")) {
        if (Set.of("failed", "warned").contains(each.path("verdict").asString())) {
          found.add(each.path("id").asString());
        }
      }
      var missed = new TreeSet<>(expected());
      missed.removeAll(found);
      assertEquals(Set.of(), missed, () -> "found " + found);
      assertTrue(
          found.stream().noneMatch(id -> id.matches("(catalog|version)\\..*")), found::toString);
      assertEquals("[]", report.path("leftBehind").toString());
      assertTrue(
          report.at("/platforms/0/accepts").booleanValue(), report.path("platforms")::toString);
      out.flush();
    } finally {
      if (!python.waitFor(10, TimeUnit.SECONDS)) {
        python.destroyForcibly();
      }
    }
  }

  private static Set<String> expected() throws IOException {
    try (var lines = Files.lines(BROKER.resolve("expected-findings.txt"))) {
      return lines
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" ", 2)[0])
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
