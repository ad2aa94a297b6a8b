package org.osbctl.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.osbctl.samples.Typist;

/** A screen of tmux, and somebody in front of it. */
final class Tmux implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

  private final String socket;

  private Tmux(Path folder) {
    this.socket = folder.resolve("tmux").toString();
  }

  /** Shows a command line of a shell, its folder and environment as given. */
  static Tmux show(Path folder, Map<String, String> environment, String line) throws Exception {
    Typist.needs("tmux");
    var tmux = new Tmux(folder);
    var words =
        new ArrayList<>(List.of("-f", "/dev/null", "new-session", "-d", "-x", "120", "-y", "50"));
    environment.forEach((name, value) -> words.addAll(List.of("-e", name + "=" + value)));
    words.addAll(List.of("-c", folder.toString(), line));
    tmux.run(words);
    return tmux;
  }

  private String run(List<String> words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("tmux", "-S", socket));
    command.addAll(words);
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new AssertionError(command + " does not work: " + out);
    }
    return out;
  }

  /** Types keys by the names tmux has for them; what is no name is typed as it is. */
  Tmux type(String... keys) throws Exception {
    var words = new ArrayList<>(List.of("send-keys", "--"));
    words.addAll(List.of(keys));
    run(words);
    return this;
  }

  /** What the screen shows now. */
  String shown() throws Exception {
    return run(List.of("capture-pane", "-p"));
  }

  /** Waits until the screen shows something. */
  void until(String shown) throws Exception {
    until(shown, screen -> screen.contains(shown));
  }

  /** Waits until something is the last the screen shows: a prompt, with what is typed behind it. */
  void untilLast(String shown) throws Exception {
    until(shown, screen -> screen.stripTrailing().endsWith(shown));
  }

  private void until(String shown, Predicate<String> there) throws Exception {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    var screen = "";
    while (System.nanoTime() < end) {
      screen = run(List.of("capture-pane", "-p"));
      if (there.test(screen)) {
        return;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
    }
    throw new AssertionError(shown + " was never shown, but:\n" + screen.stripTrailing());
  }

  /** Ends what runs there, and waits until it has: it may still be writing to the folder. */
  @Override
  public void close() throws IOException {
    try {
      var pane = run(List.of("display-message", "-p", "#{pane_pid}")).strip();
      var running =
          ProcessHandle.of(Long.parseLong(pane)).stream()
              .flatMap(shell -> Stream.concat(Stream.of(shell), shell.descendants()))
              .toList();
      run(List.of("kill-server"));
      for (var each : running) {
        each.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("what ran on the screen does not end", e);
    }
  }
}
