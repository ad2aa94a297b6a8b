package org.osbctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.cli.Osbctl.Ran;
import org.osbctl.cli.io.ExitCode;

/** A mistake of our own: what is said, and what is left to be attached to its report. */
class CrashFileTest {
  private static final String SECRET = "canary-of-crash";

  @TempDir Path home;

  private Ran crashing(Supplier<? extends Throwable> bug, String... args) {
    var osbctl = new Osbctl(home).as("admin", SECRET).with("SB_BROKER_URL", "http://127.0.0.1:9");
    osbctl.time().breakWith(bug);
    return osbctl.run(args).ends(ExitCode.BUG);
  }

  private String file() throws IOException {
    try (var files = Files.newDirectoryStream(home, "crash-*.txt")) {
      var file = files.iterator().next();
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      return Files.readString(file);
    }
  }

  @Test
  void bug_ends_with_70_and_a_file_without_secrets() throws IOException {
    var ran =
        crashing(
            () -> new IllegalStateException("no \u001b[2J for " + SECRET),
            "catalog",
            "--config=/home/somebody/x");
    ran.says("This is a bug in osbctl.").says("crash-").saysNot("\tat ").saysNot(SECRET);
    ran.saysNot("\u001b");
    var text = file();
    assertTrue(text.contains("osbctl catalog --config=…\n"), text);
    assertTrue(text.contains("\tat org.osbctl"), text);
    assertFalse(text.contains(SECRET), text);
    assertFalse(text.contains("\u001b"), text);
  }

  @Test
  void want_of_memory_is_no_stack_trace_either() throws IOException {
    crashing(() -> new OutOfMemoryError("Java heap space"), "catalog")
        .says("There is not enough memory for this.")
        .says("OSBCTL_JAVA_OPTS=-Xmx1g")
        .saysNot("This is a bug")
        .saysNot("\tat ");
    assertTrue(file().contains("OutOfMemoryError"));
  }

  @Test
  void trace_is_for_those_who_ask() {
    crashing(() -> new IllegalStateException(SECRET), "catalog", "-v")
        .says("\tat org.osbctl")
        .saysNot(SECRET);
  }
}
