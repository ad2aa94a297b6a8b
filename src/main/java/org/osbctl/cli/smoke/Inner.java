package org.osbctl.cli.smoke;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osbctl.cli.io.Surroundings;
import org.osbctl.cli.session.Program;
import org.osbctl.cli.session.Session;
import org.osbctl.cli.session.Settings;
import org.osbctl.http.Authentication;
import org.osbctl.http.ExaminedTokens;
import org.osbctl.http.IssuedTokens;
import org.osbctl.http.Target;
import org.osbctl.http.TokenHeader;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;

/**
 * Runs commands inside a command, at the same broker and as the same caller: what is scripted goes
 * the way that people go by hand, inventory and clean-up included.
 */
final class Inner {
  /** Options whose meaning is in the environment already, or that are the outer command's own. */
  private static final List<String> NOT_HANDED_ON =
      List.of(
          "url",
          "username",
          "password",
          "password-file",
          "password-stdin",
          "token-file",
          "auth",
          "token-as",
          "token-url",
          "client-id",
          "client-secret-file",
          "scope",
          "os-cloud",
          "os-auth-url",
          "output",
          "quiet",
          "no-input",
          "help",
          "context");

  private final Program program;
  private final Surroundings surroundings;
  private final Target target;
  private final List<String> options;

  private Inner(Program program, Surroundings surroundings, Target target, List<String> options) {
    this.program = program;
    this.surroundings = surroundings;
    this.target = target;
    this.options = options;
  }

  /**
   * Commands at the broker of a session.
   *
   * @param spec the outer command, whose shared options the inner ones get
   */
  static Inner of(Session session, CommandSpec spec) {
    var target = session.target();
    var options = new ArrayList<String>();
    for (var option : spec.root().options()) {
      var key = option.longestName().replaceFirst("^--", "");
      if (option.scopeType() == ScopeType.INHERIT && !NOT_HANDED_ON.contains(key)) {
        given(spec, option.longestName())
            .or(() -> session.settings().value(key).map(v -> v.text()).map(List::of))
            .ifPresent(values -> values.forEach(v -> options.add("--" + key + "=" + v)));
      }
    }
    if (target.authentication() instanceof Authentication.None) {
      options.add("--auth=none");
    }
    return new Inner(session.program(), session.surroundings(), target, options);
  }

  /** What a shared option was given on the command line. */
  private static Optional<List<String>> given(CommandSpec spec, String name) {
    for (var each = spec; each != null; each = each.parent()) {
      for (var option : each.commandLine().getParseResult().matchedOptions()) {
        if (option.longestName().equals(name) && !option.originalStringValues().isEmpty()) {
          return Optional.of(option.originalStringValues());
        }
      }
    }
    return Optional.empty();
  }

  /** Surroundings in which a broker is found, and nothing to read or to ask. */
  static Surroundings at(Surroundings outer, Target target) {
    var environment = new HashMap<>(outer.environment());
    Settings.MISLEADING.forEach(environment::remove);
    environment.remove("OSBCTL_CONTEXT");
    environment.remove("OSBCTL_OUTPUT");
    environment.put("OSBCTL_URL", target.baseUrl().toString());
    switch (target.authentication()) {
      case Authentication.Basic basic -> {
        environment.put("OSBCTL_USERNAME", basic.username());
        environment.put("OSBCTL_PASSWORD", basic.password());
      }
      case Authentication.Bearer bearer -> give(environment, bearer.token(), bearer.header());
      // The token of now: whoever asks again later gets the one of then.
      case IssuedTokens issued ->
          give(environment, issued.header().in(issued.headers()).orElse(""), issued.header());
      case ExaminedTokens examined -> {}
      case Authentication.None none -> {}
    }
    return outer.with(environment, InputStream.nullInputStream());
  }

  private static void give(Map<String, String> environment, String token, TokenHeader header) {
    environment.put("OSBCTL_TOKEN", token);
    environment.put("OSBCTL_AUTH", "bearer");
    environment.put("OSBCTL_TOKEN_AS", header == TokenHeader.BEARER ? "bearer" : "x-auth-token");
  }

  /** What a command did. */
  record Ran(int code, String out, String err) {}

  /** Runs a command line to its end; what it prints is kept. */
  Ran run(String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var line = new ArrayList<>(List.of(words));
    line.addAll(options);
    int code =
        program.run(
            at(surroundings, target).printingTo(stream(out), stream(err)),
            line.toArray(String[]::new));
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  Map<String, String> environment() {
    return at(surroundings, target).environment();
  }

  private static PrintStream stream(ByteArrayOutputStream to) {
    return new PrintStream(to, false, StandardCharsets.UTF_8);
  }
}
