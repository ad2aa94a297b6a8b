package org.osbctl.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.session.Session;
import org.osbctl.http.Authentication;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.mock.fault.FaultInterceptor;
import org.osbctl.mock.fault.Faults;
import picocli.CommandLine.Command;

@Command(
    name = "demo",
    description = {
      "Show what osbctl does in ten seconds: against a broker in this process, with a folder of"
          + " its own that is deleted at the end. Needs no broker and no network."
    },
    footer = {"", "Example: osbctl demo"})
final class DemoCommand implements Callable<Integer> {
  private static final String FAULT = "deprovision-deletes-nothing";

  private final Session session;

  DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    var home = Files.createTempDirectory("osbctl-demo");
    var healthy = MockOptions.defaults().withDelay(Duration.ofMillis(500));
    var broken =
        healthy.withInterceptor(new FaultInterceptor(List.of(Faults.bundled().select(FAULT))));
    try (var good = MockBroker.start(healthy);
        var bad = MockBroker.start(broken)) {
      say("A broker that follows the specification, at " + good.url() + ":");
      for (var line :
          List.of(
              "catalog",
              "provision -s mock-database -p small -i db1",
              "bind -i db1 -b app1",
              "unbind -i db1 -b app1 --yes",
              "deprovision -i db1 --yes")) {
        int code = run(home, good, line);
        if (code != ExitCode.DONE.code()) {
          return code;
        }
      }
      say("");
      say("The same broker with a mistake: " + Faults.bundled().get(FAULT).says());
      int code =
          run(
              home,
              bad,
              "conform run -s mock-database -p small --only deprovision.removes-instance");
      if (code != ExitCode.REFUSED.code()) {
        throw new IllegalStateException("the mistake was not found: exit code " + code);
      }
      say("");
      say("Yours is next:");
      say("  export SB_BROKER_URL=… SB_BROKER_USERNAME=… SB_BROKER_PASSWORD=…");
      say("  osbctl doctor && osbctl conform run --quick");
      return ExitCode.DONE.code();
    } finally {
      delete(home);
    }
  }

  private void say(String text) {
    session.output().print(text);
  }

  private int run(Path home, MockBroker broker, String line) {
    say("");
    say("$ osbctl " + line);
    var outer = session.surroundings();
    var environment = new HashMap<String, String>();
    environment.put("OSBCTL_HOME", home.toString());
    environment.put("SB_BROKER_URL", broker.url().toString());
    if (broker.target().authentication() instanceof Authentication.Basic basic) {
      environment.put("SB_BROKER_USERNAME", basic.username());
      environment.put("SB_BROKER_PASSWORD", basic.password());
    }
    for (var name : List.of("NO_COLOR", "FORCE_COLOR", "TERM", "LANG", "LC_ALL")) {
      outer.variable(name).ifPresent(value -> environment.put(name, value));
    }
    return session
        .program()
        .run(outer.with(environment, InputStream.nullInputStream()), line.split(" "));
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
