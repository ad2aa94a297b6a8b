package org.osbctl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.http.Authentication;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.mock.MockOptions.Mode;

/** Every command the README shows for a broker, as it stands there, in its order. */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class ReadmeIT {
  @TempDir Path folder;

  private static List<String> commands() throws IOException {
    return commands("## Your broker", "Whatever osbctl creates");
  }

  private static List<String> commands(String from, String to) throws IOException {
    var readme = Files.readString(Path.of("README.md"));
    return readme
        .substring(readme.indexOf(from))
        .lines()
        .takeWhile(line -> !line.startsWith(to))
        .filter(line -> line.startsWith("osbctl "))
        .toList();
  }

  @Test
  void commands_of_the_readme_work_one_after_the_other() throws Exception {
    var commands = commands();
    assertTrue(commands.size() >= 10, commands::toString);
    try (var broker = PlainBroker.start()) {
      runAll(commands, "plain-async", broker.url());
    }
  }

  @ParameterizedTest
  @CsvSource({"SYNC, mock-database", "ASYNC, mock-database", "MIXED, mock-cluster"})
  void commands_of_the_readme_work_with_the_mock(Mode mode, String service) throws Exception {
    var options =
        MockOptions.defaults()
            .withMode(mode)
            .withAuthentication(new Authentication.Basic("admin", "secret"));
    try (var broker = MockBroker.start(options)) {
      runAll(commands(), service, broker.url());
    }
  }

  @Test
  void commands_for_platforms_work_with_the_mock() throws Exception {
    var commands = commands("## Platforms", "speak and judge");
    assertEquals(3, commands.size());
    var options =
        MockOptions.defaults().withAuthentication(new Authentication.Basic("admin", "secret"));
    try (var broker = MockBroker.start(options)) {
      var osbctl = new Installed(folder, broker.url());
      for (var command : commands) {
        var ran = osbctl.shell(command.replace("my-service", "mock-database"));
        assertEquals(0, ran.code(), () -> command + ": " + ran);
      }
    }
  }

  private void runAll(List<String> commands, String service, URI broker) throws Exception {
    // One service of each broker has only plans that cost something.
    var osbctl = new Installed(folder, broker).with("OSBCTL_YES", "1");
    for (var command : commands) {
      var ran = osbctl.shell(command.replace("my-service", service));
      assertEquals(0, ran.code(), () -> command + ": " + ran);
      assertFalse(ran.err().contains("violates"), () -> command + ": " + ran);
    }
    assertEquals("", osbctl.inventory());
    assertTrue(Files.readString(folder.resolve("out.json")).contains("ConformanceReport"));
  }
}
