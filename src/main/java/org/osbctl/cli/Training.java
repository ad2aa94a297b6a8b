package org.osbctl.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osbctl.cli.io.Surroundings;
import org.osbctl.client.Sleeper;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;

/**
 * Runs typical commands in one JVM, so that the image's AOT cache knows the classes they load.
 *
 * <p>Started only by the build of the image, with a folder to work in.
 */
final class Training {

  private Training() {}

  /** Runs the commands; what they print is of no interest. */
  public static void main(String[] args) {
    var home =
        args.length > 0 ? args[0] : System.getProperty("java.io.tmpdir") + "/osbctl-training";
    try (var broker = MockBroker.start(MockOptions.defaults())) {
      var environment =
          Map.of(
              "SB_BROKER_URL",
              broker.url().toString(),
              "SB_BROKER_USERNAME",
              "mock",
              "SB_BROKER_PASSWORD",
              "mock-password",
              "OSBCTL_HOME",
              home);
      Main.run("--version");
      QuickTraining.commands(environment);
      commands(environment, home);
    }
  }

  private static void commands(Map<String, String> environment, String home) {
    run(
        environment,
        "provision",
        "-s",
        "mock-cluster",
        "-p",
        "small",
        "-i",
        "t",
        "--interval",
        "100ms");
    run(environment, "bind", "-i", "t", "-b", "b", "--interval", "100ms");
    run(environment, "get", "instance", "-i", "t");
    run(environment, "instances");
    run(environment, "cleanup", "--all", "--dry-run");
    run(environment, "get", "binding", "-i", "t", "-b", "b", "-o", "yaml");
    run(environment, "update", "-i", "t", "-p", "large", "--interval", "100ms");
    run(environment, "last-operation", "-i", "t");
    run(environment, "unbind", "-i", "t", "-b", "b", "--interval", "100ms");
    run(environment, "deprovision", "-i", "t", "--yes", "--interval", "100ms");
    run(environment, "curl", "GET", "/v2/catalog");
    var run = new ArrayList<>(List.of("conform", "run", "--mock"));
    for (var format : List.of("json", "ndjson", "junit", "html", "sarif", "markdown", "tap")) {
      run.addAll(List.of("--report", format + "=" + Path.of(home, "report." + format)));
    }
    run(environment, run.toArray(String[]::new));
    run(environment, "conform", "run", "--quick");
    run(environment, "mock", "serve", "--for", "true");
  }

  /** Runs one command that prints to nowhere. */
  static void run(Map<String, String> environment, String... args) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Main.run(
        new Surroundings(
            environment,
            InputStream.nullInputStream(),
            nowhere,
            nowhere,
            Surroundings.Terminal.NONE,
            Path.of(System.getProperty("java.io.tmpdir")),
            Clock.systemUTC(),
            Sleeper.REAL),
        args);
  }
}
