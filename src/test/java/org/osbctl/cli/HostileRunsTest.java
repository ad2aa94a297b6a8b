package org.osbctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Conformance runs survive every hostility, in a process with little memory.
 *
 * <p>{@code -Dosbctl.hostile=all} meets each in every place where it fits: some minutes.
 */
class HostileRunsTest {
  private static final long PATIENCE_MINUTES = 30;

  @TempDir Path folder;

  @Test
  void conformance_runs_survive_every_hostility_in_320_megabytes()
      throws IOException, InterruptedException {
    var words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                HostileRuns.class.getName(),
                folder.resolve("runs").toString()));
    if (System.getProperty("osbctl.hostile") != null) {
      words.add("all");
    }
    var said = folder.resolve("said.txt");
    var process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertTrue(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES), "does not end");
    var text = Files.readString(said);
    assertEquals(0, process.exitValue(), text);
    assertTrue(text.matches("(?s).*\\d{3,4} runs\\s*"), text);
  }
}
