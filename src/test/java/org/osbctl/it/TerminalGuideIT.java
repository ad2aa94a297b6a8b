package org.osbctl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every command that docs/terminal.md shows, as it stands there; forms and shell: TerminalIT. */
@Timeout(300)
class TerminalGuideIT {
  private static final Pattern BLOCK = Pattern.compile("```(\\w*)\\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  void commands_of_the_guide_work_one_after_the_other() throws Exception {
    var guide = Files.readString(Path.of("docs", "terminal.md"));
    int commands = 0;
    try (var broker = PlainBroker.start()) {
      var osbctl = new Installed(folder, broker.url()).with("OSBCTL_YES", "1");
      for (var block : BLOCK.matcher(guide).results().toList()) {
        var text = block.group(2).replace("my-service", "plain-async");
        if (block.group(1).equals("yaml")) {
          Files.writeString(folder.resolve("scenario.yaml"), text);
        } else {
          for (var command : text.lines().toList()) {
            var ran = osbctl.shell(command);
            assertEquals(0, ran.code(), () -> command + ": " + ran);
            commands++;
          }
        }
      }
    }
    assertTrue(commands >= 10, "there were only " + commands);
    assertTrue(Files.readString(folder.resolve("osbctl.fish")).contains("complete -c osbctl"));
    assertTrue(Files.readString(folder.resolve("smoke.xml")).contains("failures=\"0\""));
  }
}
