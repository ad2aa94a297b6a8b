package org.osbctl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;

/** Every command the guides show in their plain blocks, in the order of each guide. */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
@Order(4)
class GuidesIT {
  private static final Pattern SHOWN_FILE =
      Pattern.compile(
          "^```yaml\\n(# (\\S+\\.yaml)\\n.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  @TempDir Path folder;

  private static List<String> commands(String guide) throws IOException {
    var commands = new ArrayList<String>();
    var block = "";
    for (var line : Files.readAllLines(Path.of("docs", guide))) {
      if (line.startsWith("```")) {
        block = block.isEmpty() ? line : "";
      } else if (block.equals("```")) {
        // Blocks that name a language need what is not here.
        commands.add(line);
      }
    }
    return commands;
  }

  /** Files that the guide shows: their first line is a comment with the name. */
  private void writeFiles(String guide) throws IOException {
    var text = Files.readString(Path.of("docs", guide));
    for (var shown : SHOWN_FILE.matcher(text).results().toList()) {
      Files.writeString(folder.resolve(shown.group(2)), withService(shown.group(1)));
    }
  }

  private static String withService(String text) {
    return text.replace("my-service", "mock-cluster");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contexts.md",
        "inventory.md",
        "credentials.md",
        "terminal.md",
        "from-eden.md",
        "conformance.md"
      })
  void commands_work_one_after_the_other(String guide) throws Exception {
    var commands = commands(guide);
    assertFalse(commands.isEmpty());
    var eden = Files.createDirectory(folder.resolve(".eden")).resolve("config");
    Files.writeString(
        eden,
        """
        service_instances:
        - {id: i1, name: old, service_id: s, service_name: db, plan_id: p, plan_name: small,
           broker_url: "http://127.0.0.1:1", bindings: []}
        """);
    Files.copy(eden, folder.resolve("eden-config"));
    writeFiles(guide);
    Files.writeString(folder.resolve("small.json"), "{}");
    var options = MockOptions.defaults().withMode(MockOptions.Mode.SYNC);
    try (var broker = MockBroker.start(options)) {
      var osbctl =
          new Installed(folder, broker.url())
              .with("SB_BROKER_USERNAME", "mock")
              .with("SB_BROKER_PASSWORD", "mock-password")
              .with("HOME", folder.toString())
              // Some plans of the mock cost something.
              .with("OSBCTL_YES", "1")
              .with("STAGING_PASSWORD", "mock-password");
      for (var command : commands) {
        if (command.startsWith("export ")) {
          var parts = command.substring("export ".length()).split("=", 2);
          osbctl.with(parts[0], parts[1]);
          continue;
        }
        var ran = osbctl.shell(withService(command));
        assertEquals(0, ran.code(), () -> command + ": " + ran);
        assertFalse(ran.err().contains("violates"), () -> command + ": " + ran);
      }
      osbctl.with("OSBCTL_RUN", "");
      var imports = guide.equals("contexts.md") || guide.equals("from-eden.md");
      assertEquals(imports ? "old\n" : "", osbctl.inventory());
    }
  }
}
