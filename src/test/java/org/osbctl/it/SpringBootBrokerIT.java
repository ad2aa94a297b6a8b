package org.osbctl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The broker in Spring Boot below src/it, built by a Maven of its own, which runs the suite in the
 * broker's tests. That fails when the suite finds more or less than its waivers.yaml says.
 */
@Timeout(300)
class SpringBootBrokerIT {
  private static final Path SAMPLE = Path.of("src", "it", "spring-boot");
  private static final Pattern RUN =
      Pattern.compile(
          "Tests run: (\\d+), Failures: 0, Errors: 0, Skipped: (\\d+)\\R\\[INFO\\] *\\R");
  private static final String UNRESOLVED = "Could not resolve dependencies";

  @TempDir Path folder;

  @Test
  void suite_runs_in_the_tests_of_the_broker_and_finds_what_its_framework_does_wrong()
      throws Exception {
    var project = copy();
    var java = Path.of(System.getProperty("java.home"), "bin");
    // Maven may run on 17; the sample is compiled and run by the JDK of these tests.
    var log =
        maven(
            project,
            "-Dmaven.compiler.fork=true",
            "-Dmaven.compiler.executable=" + java.resolve("javac"),
            "-Djvm=" + java.resolve("java"));
    var run = RUN.matcher(log);
    assertTrue(run.find(), log);
    int tests = Integer.parseInt(run.group(1));
    assertTrue(tests > 250, log);
    assertTrue(tests - Integer.parseInt(run.group(2)) > 80, log);
  }

  private Path copy() throws IOException {
    var project = folder.resolve("spring-boot");
    try (var files = Files.walk(SAMPLE)) {
      for (var file : files.filter(each -> !each.startsWith(SAMPLE.resolve("target"))).toList()) {
        Files.copy(file, project.resolve(SAMPLE.relativize(file).toString()));
      }
    }
    return project;
  }

  /** Tests a project, with the repository and the osbctl of this build; what Maven said. */
  private String maven(Path project, String... options) throws Exception {
    var log = folder.resolve("log.txt");
    var words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                "-B",
                "-ntp",
                "-Dstyle.color=never",
                "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"),
                "test"));
    words.addAll(List.of(options));
    var process =
        new ProcessBuilder(words)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    process.getOutputStream().close();
    if (!process.waitFor(240, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    int code = process.waitFor();
    var said = Files.readString(log);
    // Without a network a build cannot learn a framework; on the machine that decides it has to.
    assumeTrue(code == 0 || !said.contains(UNRESOLVED) || "true".equals(System.getenv("CI")), said);
    assertEquals(0, code, said);
    return said;
  }
}
