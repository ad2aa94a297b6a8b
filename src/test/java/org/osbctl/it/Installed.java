package org.osbctl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The command in the runtime image, with an inventory of its own. */
final class Installed {
  private static final Path BIN = Path.of(System.getProperty("osbctl.home"), "bin", "osbctl");
  private static final Pattern CREATED =
      Pattern.compile("> PUT \\S*/v2/service_instances/([^/?\\s]+)");
  private static final long PATIENCE_SECONDS = 120;

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  Installed(Path folder, URI broker) {
    this.folder = folder;
    environment.put("OSBCTL_HOME", folder.toString());
    environment.put("SB_BROKER_URL", broker.toString());
    environment.put("SB_BROKER_USERNAME", "admin");
    environment.put("SB_BROKER_PASSWORD", "secret");
  }

  /** With an environment variable. */
  Installed with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** What a command did. */
  record Ran(int code, String out, String err) {
    Ran ends(int expected) {
      assertEquals(expected, code, this::toString);
      return this;
    }

    Ran prints(String part) {
      assertTrue(out.contains(part), () -> part + " is not on standard output of " + this);
      return this;
    }

    Ran says(String part) {
      assertTrue(err.contains(part), () -> part + " is not on standard error of " + this);
      return this;
    }

    /** The instances the command asked for, by its trace on standard error. */
    Set<String> asked() {
      var ids = new TreeSet<String>();
      CREATED.matcher(err).results().forEach(found -> ids.add(found.group(1)));
      return ids;
    }
  }

  /** Runs a command. */
  Ran run(String... arguments) throws IOException, InterruptedException {
    return start(arguments).end();
  }

  /** Runs a line of a shell. */
  Ran shell(String line) throws IOException, InterruptedException {
    return start(List.of("sh", "-c", line)).end();
  }

  /** Starts a command. */
  Running start(String... arguments) throws IOException {
    // A parent that ignores SIGINT, as a shell's background job does, hands that down.
    var words =
        new ArrayList<>(
            List.of(
                "python3",
                "-c",
                "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL);"
                    + " os.execv(sys.argv[1], sys.argv[1:])",
                BIN.toString()));
    words.addAll(Arrays.asList(arguments));
    return start(words);
  }

  private Running start(List<String> words) throws IOException {
    var out = Files.createTempFile(folder, "out", ".txt");
    var builder = new ProcessBuilder(words).redirectOutput(out.toFile());
    var path = BIN.getParent() + ":" + builder.environment().get("PATH");
    builder.environment().clear();
    builder.environment().put("PATH", path);
    builder.environment().putAll(environment);
    builder.directory(folder.toFile());
    return new Running(builder.start(), out);
  }

  /** The names of all instances the inventory remembers, one a line. */
  String inventory() throws IOException, InterruptedException {
    return run("instances", "--all-contexts", "-o", "name").ends(0).out();
  }

  /** A command that runs; its standard error is read as it comes. */
  static final class Running {
    private final Process process;
    private final Path out;
    private final BufferedReader err;
    private final StringBuilder said = new StringBuilder();

    private Running(Process process, Path out) {
      this.process = process;
      this.out = out;
      this.err =
          new BufferedReader(
              new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    }

    /** Waits until a line with this part has been said. */
    Running until(String part) throws IOException {
      for (var line = err.readLine(); line != null; line = err.readLine()) {
        said.append(line).append('\n');
        if (line.contains(part)) {
          return this;
        }
      }
      throw new AssertionError(part + " was never said, but: " + said);
    }

    /** Sends a signal: {@code INT}, {@code TERM} or {@code KILL}. */
    Running signal(String name) throws IOException, InterruptedException {
      // The shell's own: not every machine has one beside it.
      var kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start();
      assertEquals(0, kill.waitFor());
      return this;
    }

    /** Kills it when it has not ended by itself before, and waits for that. */
    void killAfter(long millis) throws InterruptedException {
      if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "does not end");
    }

    /** Waits for the end. */
    Ran end() throws IOException, InterruptedException {
      process.getOutputStream().close();
      for (var line = err.readLine(); line != null; line = err.readLine()) {
        said.append(line).append('\n');
      }
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "does not end");
      return new Ran(process.exitValue(), Files.readString(out), said.toString());
    }
  }
}
