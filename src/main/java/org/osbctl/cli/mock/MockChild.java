package org.osbctl.cli.mock;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.Map;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.Surroundings;
import org.osbctl.cli.session.Settings;

/** A shell command that is to find a broker in its environment. */
final class MockChild {
  private final String command;
  private final Surroundings surroundings;

  MockChild(String command, Surroundings surroundings) {
    this.command = command;
    this.surroundings = surroundings;
  }

  /** Runs the command to its end, and returns its exit code. */
  int run(Map<String, String> broker) {
    var builder = new ProcessBuilder("/bin/sh", "-c", command);
    var environment = builder.environment();
    environment.clear();
    environment.putAll(surroundings.environment());
    Settings.MISLEADING.forEach(environment::remove);
    environment.putAll(broker);
    // A terminal is handed over, so that the command can see that it is one; the rest is copied.
    var terminal = surroundings.terminal();
    builder.redirectInput(terminal.in() ? Redirect.INHERIT : Redirect.PIPE);
    builder.redirectOutput(terminal.out() ? Redirect.INHERIT : Redirect.PIPE);
    builder.redirectError(terminal.err() ? Redirect.INHERIT : Redirect.PIPE);
    try {
      return finish(builder.start());
    } catch (IOException e) {
      throw new Problem(
              "cannot-run",
              "The command cannot be run: " + command,
              String.valueOf(e.getMessage()),
              "it is given to /bin/sh; try it there")
          .exit(ExitCode.USAGE);
    }
  }

  private int finish(Process process) {
    var hook = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      // Left behind when the command ends before its input does.
      Thread.startVirtualThread(() -> copy(surroundings.in(), process.getOutputStream(), true));
      var out = copier(process.getInputStream(), surroundings.out());
      var err = copier(process.getErrorStream(), surroundings.err());
      int code = process.waitFor();
      out.join();
      err.join();
      return code;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroy();
      return ExitCode.INTERRUPTED.code();
    } finally {
      unhook(hook);
    }
  }

  private static void unhook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already.
    }
  }

  private static Thread copier(InputStream from, OutputStream to) {
    return Thread.startVirtualThread(() -> copy(from, to, false));
  }

  private static void copy(InputStream from, OutputStream to, boolean close) {
    try {
      var buffer = new byte[8192];
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        to.write(buffer, 0, n);
        to.flush();
      }
    } catch (IOException e) {
      // One side has gone: there is nothing more to copy.
    }
    try {
      if (close) {
        to.close();
      }
    } catch (IOException e) {
      // Closed already.
    }
  }
}
