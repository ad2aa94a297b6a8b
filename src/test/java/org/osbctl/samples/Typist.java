package org.osbctl.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.osbctl.spec.Json;

/** Somebody at a terminal: reads what a program shows, and types. */
public final class Typist {
  private static final int PATIENCE_SECONDS = 60;

  private final Path folder;
  private final List<String> command;
  private final Map<String, String> environment = new TreeMap<>();
  private final List<String[]> steps = new ArrayList<>();

  /**
   * At the terminal of a program.
   *
   * @param folder where it runs, its home as well
   */
  public Typist(Path folder, String... command) {
    this.folder = folder;
    this.command = List.of(command);
    environment.put("PATH", System.getenv("PATH"));
    environment.put("HOME", folder.toString());
    environment.put("LANG", "C.UTF-8");
    environment.put("TERM", "xterm");
  }

  /** Skips the test where a program is not installed; in CI that is a failure. */
  public static void needs(String program) {
    var there =
        List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
            .anyMatch(dir -> Files.isExecutable(Path.of(dir, program)));
    if ("true".equals(System.getenv("CI"))) {
      assertTrue(there, program + " is not installed");
    }
    assumeTrue(there, program + " is not installed");
  }

  /** With an environment variable. */
  public Typist with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Types something once the program has shown something since the step before. */
  public Typist awaiting(String shown, String typed) {
    steps.add(new String[] {shown, typed});
    return this;
  }

  /**
   * What was seen until the program ended.
   *
   * @param code its exit code
   */
  public record Screen(int code, String shown) {
    public Screen ends(int expected) {
      assertEquals(expected, code, this::toString);
      return this;
    }

    public Screen shows(String part) {
      assertTrue(shown.contains(part), () -> part + " is not shown by " + this);
      return this;
    }

    public Screen hides(String part) {
      assertFalse(shown.contains(part), () -> part + " is shown by " + this);
      return this;
    }
  }

  /** Does all that, and waits for the end. */
  public Screen watch() {
    var plan = Json.object();
    var words = plan.putArray("command");
    command.forEach(words::add);
    var variables = plan.putObject("environment");
    environment.forEach(variables::put);
    plan.put("folder", folder.toString()).put("patience", PATIENCE_SECONDS);
    var list = plan.putArray("steps");
    steps.forEach(step -> list.addObject().put("await", step[0]).put("type", step[1]));
    try (var script = Typist.class.getResourceAsStream("/org/osbctl/terminal/terminal.py")) {
      var program = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      var process = new ProcessBuilder("python3", "-c", program).redirectErrorStream(true).start();
      try (var in = process.getOutputStream()) {
        in.write(Json.text(plan).getBytes(StandardCharsets.UTF_8));
      }
      var shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "does not end");
      return new Screen(process.exitValue(), shown);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
