package org.osbctl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;

/**
 * Every command the guides of an operator show in their plain blocks, in the order of each guide.
 */
@Timeout(300)
class GuidesIT {
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

  @ParameterizedTest
  @ValueSource(strings = {"contexts.md", "inventory.md", "credentials.md"})
  void commands_work_one_after_the_other(String guide) throws Exception {
    var commands = commands(guide);
    assertTrue(commands.size() >= 10, commands::toString);
    Files.writeString(
        folder.resolve("eden-config"),
        """
        service_instances:
        - {id: i1, name: old, service_id: s, service_name: db, plan_id: p, plan_name: small,
           broker_url: "http://127.0.0.1:1", bindings: []}
        """);
    var options = MockOptions.defaults().withMode(MockOptions.Mode.SYNC);
    try (var broker = MockBroker.start(options)) {
      var osbctl =
          new Installed(folder, broker.url())
              .with("SB_BROKER_USERNAME", "mock")
              .with("SB_BROKER_PASSWORD", "mock-password")
              .with("STAGING_PASSWORD", "mock-password");
      for (var command : commands) {
        if (command.startsWith("export ")) {
          var parts = command.substring("export ".length()).split("=", 2);
          osbctl.with(parts[0], parts[1]);
          continue;
        }
        var ran = osbctl.shell(command.replace("my-service", "mock-cluster"));
        assertEquals(0, ran.code(), () -> command + ": " + ran);
        assertFalse(ran.err().contains("violates"), () -> command + ": " + ran);
      }
      osbctl.with("OSBCTL_RUN", "");
      assertEquals(guide.equals("contexts.md") ? "old\n" : "", osbctl.inventory());
    }
  }
}
