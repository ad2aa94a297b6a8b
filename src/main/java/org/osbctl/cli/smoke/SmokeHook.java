package org.osbctl.cli.smoke;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.Durations;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.smoke.Scenario.Step;

/** A command that a scenario runs, with credentials in its environment and nowhere else. */
final class SmokeHook {
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final int MOST_BYTES = 1024 * 1024;
  private static final int TIMED_OUT = 124;

  private SmokeHook() {}

  /** Runs it to its end, or to the end of its time: then the exit code is 124. */
  static Inner.Ran run(Step step, Map<String, String> environment, @Nullable Path folder) {
    var builder = new ProcessBuilder("/bin/sh", "-c", step.text("command"));
    builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
    if (folder != null) {
      builder.directory(folder.toFile());
    }
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      return finish(step, builder.start());
    } catch (IOException e) {
      return new Inner.Ran(127, "", "the command cannot be run: " + e.getMessage());
    }
  }

  private static Inner.Ran finish(Step step, Process process) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var readers =
        new Thread[] {
          Thread.startVirtualThread(() -> copy(process.getInputStream(), out)),
          Thread.startVirtualThread(() -> copy(process.getErrorStream(), err))
        };
    var patience = step.timeout().map(new Durations()::convert).orElse(PATIENCE);
    var late = "";
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        late = "\nthe command did not end in time";
        kill(process);
      }
      for (var reader : readers) {
        reader.join(Duration.ofSeconds(5));
      }
      int code = late.isEmpty() ? process.exitValue() : TIMED_OUT;
      return new Inner.Ran(code, text(out), text(err) + late);
    } catch (InterruptedException e) {
      kill(process);
      Thread.currentThread().interrupt();
      return new Inner.Ran(ExitCode.INTERRUPTED.code(), text(out), text(err));
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static String text(ByteArrayOutputStream bytes) {
    synchronized (bytes) {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }

  private static void copy(InputStream from, ByteArrayOutputStream to) {
    var buffer = new byte[8192];
    try {
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        synchronized (to) {
          to.write(buffer, 0, Math.min(n, MOST_BYTES - Math.min(MOST_BYTES, to.size())));
        }
      }
    } catch (IOException e) {
      // The command has gone: there is nothing more to read.
    }
  }
}
