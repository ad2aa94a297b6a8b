package org.osbctl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every command that docs/reports.md shows, as it stands there, in its order. */
@Timeout(300)
class ReportsDocIT {
  @TempDir Path folder;

  @Test
  void commands_of_the_page_work_one_after_the_other() throws Exception {
    var commands =
        Files.readString(Path.of("docs", "reports.md"))
            .lines()
            .filter(line -> line.startsWith("osbctl "))
            .toList();
    assertTrue(commands.size() >= 10, commands::toString);
    try (var broker = PlainBroker.start()) {
      var osbctl =
          new Installed(folder, broker.url())
              .with("OSBCTL_YES", "1")
              .with("OSBCTL_SERVICE", "plain-sync");
      for (var command : commands) {
        var ran = osbctl.shell(command);
        assertEquals(0, ran.code(), () -> command + ": " + ran);
      }
    }
    for (var file :
        List.of(
            "osb.html", "osb.xml", "osb.sarif", "osb.tap", "osb.md", "all.json", "waivers.yaml")) {
      assertTrue(Files.size(folder.resolve(file)) > 0, file);
    }
  }
}
