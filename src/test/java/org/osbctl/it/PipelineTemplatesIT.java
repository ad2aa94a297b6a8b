package org.osbctl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The templates for pipelines: what they run is run, and what they are written in is read. */
@Timeout(300)
class PipelineTemplatesIT {
  private static final Path CI = Path.of("dist", "ci").toAbsolutePath();

  @TempDir Path folder;

  private static JsonNode yaml(String file) throws Exception {
    return YAMLMapper.shared().readTree(Files.readString(CI.resolve(file)));
  }

  /** The shell lines that a template has its pipeline run. */
  private static List<String> lines(JsonNode script) {
    var lines = new java.util.ArrayList<String>();
    script.forEach(line -> lines.add(line.stringValue()));
    return lines;
  }

  @Test
  void templates_share_what_they_run() throws Exception {
    var action = yaml("github/action.yml");
    assertEquals("composite", action.at("/runs/using").stringValue());
    assertEquals(
        "sh \"$GITHUB_ACTION_PATH/../run.sh\"", action.at("/runs/steps/0/run").stringValue());
    action
        .at("/runs/steps/0/env")
        .forEach(
            value -> {
              var input = value.stringValue().replaceAll(".*inputs\\.(\\w+) .*", "$1");
              assertTrue(action.path("inputs").has(input), input);
            });
    var gitlab = yaml("gitlab/osb.gitlab-ci.yml").path("osb-conformance");
    assertEquals(List.of("sh dist/ci/run.sh"), lines(gitlab.path("script")));
    var concourse = yaml("concourse/task.yml");
    assertEquals(List.of("dist/ci/run.sh"), lines(concourse.at("/run/args")));
    var job = yaml("kubernetes/job.yaml");
    assertEquals("Indexed", job.at("/spec/completionMode").stringValue());
    var container = job.at("/spec/template/spec/containers/0");
    assertTrue(container.at("/command/2").stringValue().endsWith("sh /ci/run.sh"));
    assertEquals(
        job.at("/spec/completions").asString(), container.at("/env/0/value").stringValue());
    var jenkins = Files.readString(CI.resolve("jenkins/Jenkinsfile"));
    assertTrue(jenkins.contains("sh 'sh dist/ci/run.sh'"), jenkins);
    assertEquals(
        jenkins.chars().filter(c -> c == '{').count(),
        jenkins.chars().filter(c -> c == '}').count());
  }

  @Test
  void run_leaves_every_report_and_the_exit_code_of_the_run() throws Exception {
    try (var broker = PlainBroker.start()) {
      var summary = folder.resolve("summary.md");
      var osbctl =
          new Installed(folder, broker.url())
              .with("OSB_ARGS", "-s plain-sync --jobs 1")
              .with("GITHUB_STEP_SUMMARY", summary.toString());
      var good = osbctl.shell("sh " + CI.resolve("run.sh")).ends(0);
      assertTrue(good.out().contains("PASSED"), good::toString);
      for (var name :
          List.of(
              "osb.json",
              "osb.ndjson",
              "osb.xml",
              "osb.html",
              "osb.sarif",
              "osb.md",
              "evidence/exchanges.har")) {
        assertTrue(Files.size(folder.resolve("osb-reports").resolve(name)) > 0, name);
      }
      assertTrue(Files.readString(summary).startsWith("## "), "no summary");
      Files.writeString(folder.resolve("osb-waivers.yaml"), "waivers:\n  - requirement: no.such\n");
      osbctl.shell("sh " + CI.resolve("run.sh")).ends(2).says("bad-waivers:");
    }
  }

  @Test
  void jobs_of_kubernetes_share_a_run_and_come_to_one_verdict() throws Exception {
    try (var broker = PlainBroker.start()) {
      var command =
          yaml("kubernetes/job.yaml")
              .at("/spec/template/spec/containers/0/command/2")
              .stringValue()
              .replace("/ci/run.sh", CI.resolve("run.sh").toString())
              .replace("/reports/", folder.resolve("reports") + "/");
      var osbctl = new Installed(folder, broker.url()).with("JOB_COMPLETIONS", "2");
      for (var index : List.of("0", "1")) {
        osbctl.with("JOB_COMPLETION_INDEX", index).shell(command).ends(0);
      }
      var merged = osbctl.shell("sh " + CI.resolve("merge.sh") + " reports/*/osb.json").ends(0);
      assertTrue(merged.out().contains("PASSED"), merged::toString);
      assertFalse(Files.readString(folder.resolve("osb-reports/osb.xml")).isEmpty());
    }
  }
}
