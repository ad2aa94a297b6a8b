package org.osbctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.ResultStream;

/** Half a result is no whole one, unless whoever reads it wants no more. */
class UnwritableResultTest {
  @TempDir Path home;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String trouble, boolean isPipe, String... args) {
    var full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(trouble);
          }
        };
    var surroundings =
        new Osbctl(home)
            .surroundings()
            .printingTo(
                new ResultStream(full, () -> isPipe),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    return Main.run(surroundings, args);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void full_disk_is_told_and_no_success() {
    assertEquals(ExitCode.USAGE.code(), run("No space left on device", false, "instances"));
    assertTrue(said().startsWith("unwritable-result: "), said());
    assertTrue(said().contains("cause:  No space left on device\n"), said());
  }

  @Test
  void help_is_a_result_as_well() {
    assertEquals(ExitCode.USAGE.code(), run("No space left on device", false, "--help"));
    assertTrue(said().startsWith("unwritable-result: "), said());
  }

  @Test
  void trouble_of_the_command_comes_first() {
    assertEquals(ExitCode.USAGE.code(), run("No space left on device", false, "catalog"));
    assertTrue(said().startsWith("no-broker: "), said());
  }

  @Test
  void reader_that_has_enough_is_no_trouble() {
    assertEquals(ExitCode.DONE.code(), run("Broken pipe", false, "instances"));
    assertEquals(ExitCode.DONE.code(), run("Tuber\u00eda rota", true, "instances"));
    assertEquals("", said());
  }
}
