package org.osbctl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.http.Authentication.Basic;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.operation.Operation.PollInstance;
import org.osbctl.operation.Operation.Provision;

/** Forms and the shell as they are seen on a terminal. */
@Timeout(300)
class TerminalIT {
  @TempDir Path folder;

  private final List<Provision> provisions = new CopyOnWriteArrayList<>();

  private MockBroker mock() {
    return MockBroker.start(
        MockOptions.defaults()
            .withDelay(Duration.ofSeconds(1))
            .withInterceptor(
                (request, next) -> {
                  if (request.operation() instanceof Provision provision) {
                    provisions.add(provision);
                  }
                  return next.proceed(request);
                }));
  }

  private Tmux show(MockBroker broker, String line) throws Exception {
    var basic = assertInstanceOf(Basic.class, broker.target().authentication());
    var bin = Path.of(System.getProperty("osbctl.home"), "bin");
    return Tmux.show(
        folder,
        Map.of(
            "LANG", "C.UTF-8",
            "OSBCTL_HOME", folder.toString(),
            "SB_BROKER_URL", broker.url().toString(),
            "SB_BROKER_USERNAME", basic.username(),
            "SB_BROKER_PASSWORD", basic.password()),
        "PATH=" + bin + ":$PATH; " + line + "; echo \"it ended with $?\"; cat");
  }

  @Test
  void form_is_filled_in_and_reviewed() throws Exception {
    try (var broker = mock();
        var screen = show(broker, "osbctl provision -s mock-database -p small -i db1 --form")) {
      screen.until("size – Storage in GB.");
      screen.untilLast("size:");
      screen.type("99", "Enter").until("must have a maximum value of 10\n  size: 99");
      screen.type("C-u", "3", "Enter").untilLast("name:");
      screen.type("orders", "Enter").untilLast("What now? [send]:");
      screen.type("Enter").until("it ended with 0");
      var sent = provisions.getFirst().body().path("parameters");
      assertEquals(3, sent.path("size").intValue());
      assertEquals("orders", sent.path("name").stringValue());
      assertEquals(1, provisions.size());
    }
  }

  @Test
  void keys_that_leave_a_form_send_nothing() throws Exception {
    var line = "osbctl provision -s mock-database -p small -i db1 --form";
    try (var broker = mock();
        var screen = show(broker, line + "; echo \"first $?\"; " + line)) {
      screen.untilLast("size:");
      screen.type("C-c").until("first 130");
      screen.untilLast("size:");
      screen.type("C-d").until("it ended with 2");
      assertTrue(provisions.isEmpty());
    }
  }

  @Test
  void shell_completes_runs_and_forgets_secrets() throws Exception {
    try (var broker = mock();
        var screen = show(broker, "osbctl shell")) {
      screen.untilLast(")>");
      screen.type("cata", "Tab", "Enter").until("mock-volume");
      screen.untilLast(")>");
      screen.type("provision -s mock-clu", "Tab", "-i c1 -p sm", "Tab").untilLast("-p small");
      screen.type("Enter").until("state:      succeeded");
      screen.untilLast(")>");
      screen.type("deprovision -i c", "Tab", "Enter").untilLast("Go on? [y/N]");
      screen.type("y", "Enter").until("\"c1\" is gone");
      screen.untilLast(")>");
      screen.type("provision -s mock-cluster -p small -i c2 --interval 30s", "Enter");
      screen.until("\"c2\": accepted");
      screen.type("C-c").until("go on waiting with: osbctl wait -i c2");
      screen.untilLast(")>");
      screen.type("curl GET /v2/catalog --password hunter2", "Enter").until("Refused because");
      screen.untilLast(")>");
      screen.type("params check -s mock-database -p small --param si", "Tab");
      screen.untilLast("--param size:=");
      screen.type("C-c").untilLast(")>");
      screen.type("params check -s mock-database -p small -c '{", "Enter").untilLast(">");
      screen.type("\"size\": 3}'", "Enter").until("as the plan wants them");
      screen.untilLast(")>");
      screen.type("instances", "Enter").until("provision under way");
      screen.untilLast(")>");
      screen.type("Up").untilLast(")> instances");
      screen.type("C-c").untilLast(")>");
      screen.type("C-d").until("it ended with 0");
      var history = Files.readString(folder.resolve("history"));
      assertTrue(history.contains("provision -s mock-cluster -i c1 -p small"), history);
      assertFalse(history.contains("hunter2"), history);
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("history"))));
    }
  }

  @Test
  void answers_typed_ahead_of_their_questions_count_and_show_once() throws Exception {
    var typed = new Semaphore(0);
    var options =
        MockOptions.defaults()
            .withInterceptor(
                (request, next) -> {
                  if (request.operation() instanceof PollInstance) {
                    await(typed);
                  }
                  return next.proceed(request);
                });
    try (var broker = MockBroker.start(options);
        var screen = show(broker, "osbctl shell")) {
      screen.untilLast(")>");
      screen.type("provision -s mock-cluster -p small -i c1 --interval 1s", "Enter");
      screen.until("\"c1\": accepted");
      screen.type("deprovision -i c1", "Enter", "y", "Enter");
      typed.release();
      screen.until("\"c1\" is gone");
      screen.until("Go on? [y/N] y\n");
      var shown = screen.shown();
      assertEquals(2, shown.split("deprovision -i c1", -1).length, shown);
      assertFalse(Pattern.compile("(?m)(^|accepted)y *$").matcher(shown).find(), shown);
      screen.untilLast(")>");
      typed.drainPermits();
      screen.type("provision -s mock-cluster -p small -i c2 --interval 1s", "Enter");
      screen.until("\"c2\": accepted");
      screen.type("deprovision -i c2", "Enter", "C-d");
      typed.release();
      screen.until("Go on? [y/N]\nnot-confirmed");
      screen.untilLast(")>");
      screen.type("provision -s mock-database -p small -i d1", "Enter").until("name:       d1");
      for (var leaves : List.of("C-c", "C-d")) {
        screen.untilLast(")>");
        screen.type("deprovision -i d1", "Enter").untilLast("Go on? [y/N]");
        screen.type(leaves).untilLast(")>");
      }
      screen.type("bind -i d1 -b b1", "Enter").until("credentials are hidden");
      screen.untilLast(")>");
      // In the line that is typed the word stands otherwise than in what it prints.
      screen.type("exec -i d1 -- sh -c 'echo be\"\"gins; read -r line; echo got $line'", "Enter");
      screen.untilLast("begins");
      screen.type("hello").untilLast("hello");
      screen.type("Enter").until("got hello");
    }
  }

  @Test
  void ctrl_c_at_any_moment_leaves_the_shell_alive() throws Exception {
    try (var broker = mock();
        var screen = show(broker, "osbctl shell")) {
      screen.untilLast(")>");
      for (int i = 0; i < 20; i++) {
        screen.type("help exit-codes", "Enter").type("C-c").type("C-c", "C-c");
      }
      screen.untilLast(")>");
      screen.type("catalog -o name", "Enter").until("mock-volume");
      screen.untilLast(")>");
      screen.type("C-d").until("it ended with 0");
    }
  }

  @Test
  void ctrl_c_leaves_the_shell_of_a_dumb_terminal_alive() throws Exception {
    try (var broker = mock();
        var screen = show(broker, "TERM=dumb osbctl shell")) {
      screen.untilLast(")>");
      screen.type("cata", "C-c").until("^C");
      screen.untilLast(")>");
      screen.type("provision -s mock-cluster -p small -i c1 --interval 30s", "Enter");
      screen.until("\"c1\": accepted");
      screen.type("C-c").until("osbctl was interrupted");
      screen.untilLast(")>");
      screen.type("exit", "Enter").until("it ended with 0");
    }
  }

  /** Waits until the gate is open, and leaves it open. */
  private static void await(Semaphore gate) {
    try {
      if (!gate.tryAcquire(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody typed");
      }
      gate.release();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
