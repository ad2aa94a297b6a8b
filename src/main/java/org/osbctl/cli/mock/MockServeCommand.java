package org.osbctl.cli.mock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.OutputFormat;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.session.Session;
import org.osbctl.cli.session.TargetOptions;
import org.osbctl.http.Authentication;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.mock.strict.StrictFinding;
import org.osbctl.mock.strict.StrictInterceptor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "serve",
    description = {
      "Run a broker that follows the specification to the letter, until interrupted.",
      "It prints one line: how to reach it, ready for a shell. --auth says what it wants to see:"
          + " basic (default), bearer, keystone, mtls or none."
    },
    footer = {
      "",
      "Examples:",
      "  osbctl mock serve --port 8080 --mode async --delay 5s",
      "  osbctl mock serve --catalog my-catalog.yaml --spec-version 2.14",
      "  osbctl mock serve --fault no-request-identity --fault stall@provision#2",
      "  osbctl mock serve --for 'osbctl catalog'",
      "  osbctl mock serve --strict --for './my-platform-tests'"
    })
final class MockServeCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private MockListenOptions listen;
  @Mixin private MockBehaviourOptions behaviour;
  @Mixin private MockBinderOptions binder;
  @Mixin private MockFaultOptions faults;

  @Option(
      names = "--mock-username",
      paramLabel = "NAME",
      description =
          "User that basic authentication wants. Default: mock. The password is"
              + " OSBCTL_MOCK_PASSWORD, the token OSBCTL_MOCK_TOKEN, or made up.")
  private String username = "mock";

  @Option(
      names = "--strict",
      description =
          "Judge who calls by what the specification asks of platforms; findings are told on"
              + " standard error and make --for and --exit-with-stdin exit with 1.")
  private boolean strict;

  @Option(
      names = "--for",
      paramLabel = "COMMAND",
      description =
          "Run a shell command that finds the mock in SB_BROKER_URL and its like, stop, and exit"
              + " with its code; with --strict, 1 if that is 0 and there are findings.")
  private @Nullable String command;

  @Option(names = "--exit-with-stdin", description = "Stop when standard input ends.")
  private boolean exitWithStdin;

  MockServeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var plain = options();
    var judge = strict ? new StrictInterceptor(plain, this::tell) : null;
    // Outside of the faults: it judges by what the platform sees.
    var options = faults.addTo(judge == null ? plain : plain.withInterceptor(judge));
    var tls = options.listen().tls();
    // A resource that is null is not closed.
    try (var files = tls.isPresent() ? MockCertificates.write(tls.get()) : null;
        var broker = start(options)) {
      var access =
          new MockAccess(
              broker.url(),
              options.authentication(),
              Optional.ofNullable(files),
              options.listen().adminToken());
      if (command == null) {
        serve(broker, files, judge, access);
        return verdict(broker, judge, ExitCode.DONE.code());
      }
      announce(access);
      return verdict(broker, judge, run(command, access, broker));
    }
  }

  private void tell(StrictFinding finding) {
    session.output().warn(finding.text());
  }

  /** What the command itself says goes before what was found. */
  private int verdict(MockBroker broker, @Nullable StrictInterceptor judge, int code) {
    if (judge == null) {
      return code;
    }
    judge.finish(broker.state().clock());
    var counts = judge.counts();
    if (counts.isEmpty()) {
      return code;
    }
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    session
        .output()
        .warn("the platform violated %d requirements, %d times".formatted(counts.size(), all));
    return code == ExitCode.DONE.code() ? ExitCode.REFUSED.code() : code;
  }

  private MockOptions options() {
    var kind = session.authKind().orElse(TargetOptions.AuthKind.basic);
    var authentication =
        switch (kind) {
          case basic -> new Authentication.Basic(username, secret("OSBCTL_MOCK_PASSWORD"));
          case bearer ->
              new Authentication.Bearer(secret("OSBCTL_MOCK_TOKEN"), session.tokenHeader());
          case keystone -> session.examinedTokens();
          case oauth2 ->
              throw new Problem(
                      "bad-auth",
                      "The mock does not know an OAuth2 server.",
                      "it examines tokens at a Keystone only",
                      "serve with --auth bearer and the token OSBCTL_MOCK_TOKEN")
                  .exit(ExitCode.USAGE);
          case mtls, none -> new Authentication.None();
        };
    var standard = MockOptions.defaults();
    return standard
        .withCatalog(behaviour.toCatalog(standard.catalog()))
        .withPace(behaviour.toPace())
        .withNewest(behaviour.toNewest())
        .withBinder(binder.toBinder(session.surroundings()))
        .withAuthentication(authentication)
        .withListen(
            listen.toListen(
                session,
                kind == TargetOptions.AuthKind.mtls,
                Optional.of(secret("OSBCTL_MOCK_ADMIN_TOKEN"))));
  }

  /** What the environment says, or else letters and digits nobody can guess. */
  private String secret(String variable) {
    return session.surroundings().variable(variable).orElseGet(MockServeCommand::random);
  }

  private static String random() {
    var alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    return new SecureRandom()
        .ints(24, 0, alphabet.length())
        .collect(
            StringBuilder::new, (text, i) -> text.append(alphabet.charAt(i)), StringBuilder::append)
        .toString();
  }

  private MockBroker start(MockOptions options) {
    try {
      return MockBroker.start(options, session.surroundings().clock());
    } catch (UncheckedIOException e) {
      throw MockListenOptions.problem(options.listen(), e);
    }
  }

  /** With a command, standard output is the command's. */
  private void announce(MockAccess access) {
    var output = session.output();
    if (command != null) {
      output.info("mock broker at " + access.url());
      return;
    }
    var json = output.format() == OutputFormat.json || output.format() == OutputFormat.yaml;
    output.out().println(json ? org.osbctl.spec.Json.text(access.json()) : access.line());
    output.out().flush();
  }

  /** A signal that ends the process must not end it before the broker has cleaned up. */
  private int run(String words, MockAccess access, MockBroker broker) {
    var hook = new Thread(broker::close);
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return new MockChild(words, session.surroundings()).run(access.environment());
    } finally {
      unhook(hook);
    }
  }

  private void serve(
      MockBroker broker,
      @Nullable MockCertificates files,
      @Nullable StrictInterceptor judge,
      MockAccess access) {
    var hook =
        new Thread(
            () -> {
              var unused = verdict(broker, judge, ExitCode.DONE.code());
              broker.close();
              if (files != null) {
                files.close();
              }
              // To be ended by a signal is how this command is meant to end.
              Runtime.getRuntime().halt(ExitCode.DONE.code());
            });
    Runtime.getRuntime().addShutdownHook(hook);
    // Not before: whoever reads it may send a signal at once.
    announce(access);
    try {
      if (exitWithStdin) {
        untilEnd();
      } else {
        new CountDownLatch(1).await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      unhook(hook);
    }
  }

  private void untilEnd() {
    try {
      var rest = new byte[1024];
      while (session.surroundings().in().read(rest) >= 0) {
        // What is written there does not matter, only that it ends.
      }
    } catch (IOException e) {
      // An input that breaks has ended, too.
    }
  }

  private static void unhook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already.
    }
  }
}
