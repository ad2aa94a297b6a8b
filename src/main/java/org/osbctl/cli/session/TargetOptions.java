package org.osbctl.cli.session;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.Arguments;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Names;
import org.osbctl.cli.io.Output;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.cli.io.Surroundings;
import org.osbctl.http.Authentication;
import org.osbctl.http.Target;
import org.osbctl.http.TokenHeader;
import org.osbctl.http.TransportOptions;
import picocli.CommandLine.Model.CommandSpec;

/** Which broker to talk to, and as whom. */
public final class TargetOptions {
  private @Nullable String url;

  private @Nullable String username;

  private @Nullable String password;

  private @Nullable Path passwordFile;

  private boolean passwordStdin;

  private @Nullable Path tokenFile;

  private @Nullable AuthKind auth;

  private final TokenOptions tokens = new TokenOptions();

  /** Declares the options. */
  void addTo(CommandSpec spec) {
    spec.addOption(
        SharedOption.of(String.class, value -> url = value, "URL", "--url")
            .description("Base URL of the broker, without /v2 (SB_BROKER_URL).")
            .build());
    spec.addOption(
        SharedOption.of(String.class, value -> username = value, "NAME", "--username")
            .description("User for basic authentication (SB_BROKER_USERNAME).")
            .build());
    spec.addOption(
        SharedOption.of(String.class, value -> password = value, "PASSWORD", "--password")
            .description(
                "Password. Others can read it in the process list: better use the next two, or"
                    + " SB_BROKER_PASSWORD.")
            .build());
    spec.addOption(
        SharedOption.of(Path.class, value -> passwordFile = value, "FILE", "--password-file")
            .description("File whose first line is the password.")
            .build());
    spec.addOption(
        SharedOption.flag(value -> passwordStdin = value, "--password-stdin")
            .description("Read the password from the first line of standard input.")
            .build());
    spec.addOption(
        SharedOption.of(Path.class, value -> tokenFile = value, "FILE", "--token-file")
            .description("File whose first line is a bearer token (OSBCTL_TOKEN).")
            .build());
    spec.addOption(
        SharedOption.of(AuthKind.class, value -> auth = value, "KIND", "--auth")
            .description(
                "basic, bearer, oauth2, keystone, mtls or none. Default: what the credentials given"
                    + " are for.")
            .build());
    tokens.addTo(spec);
  }

  /** Kinds of authentication. */
  public enum AuthKind {
    basic,
    bearer,
    /** A token that an OAuth2 server issues for the credentials of a client. */
    oauth2,
    /** A token that a Keystone issues. */
    keystone,
    /** A client certificate on the connection, nothing in the request. */
    mtls,
    none
  }

  /** The kind of authentication that was asked for by name. */
  Optional<AuthKind> authKind() {
    return Optional.ofNullable(auth);
  }

  /** The broker these options name; ends the command when they name none. */
  Target target(
      Surroundings surroundings,
      Output output,
      Settings settings,
      Supplier<TransportOptions> connection) {
    var broker = url(settings);
    return new Target(broker, authentication(surroundings, output, settings, connection));
  }

  /** Where tokens come from. */
  TokenOptions tokens() {
    return tokens;
  }

  /** Whether a broker is named. */
  boolean namesUrl() {
    return url != null;
  }

  /** The broker's URL; ends the command when none is named. */
  URI url(Settings settings) {
    if (url == null) {
      throw new Problem(
              "no-broker",
              "No broker is named.",
              "neither --url nor SB_BROKER_URL is given"
                  + settings
                      .contextName()
                      .map(name -> ", and the context \"" + name + "\" has no url")
                      .orElse(", and no context is in use"),
              "name one: --url http://localhost:8080, "
                  + (settings.contextName().isEmpty() && !settings.contexts().byName().isEmpty()
                      ? "or choose one of your contexts: osbctl context use NAME"
                      : "or keep it: osbctl context set "
                          + Names.word(settings.contextName().orElse("NAME"))
                          + " url=http://localhost:8080"))
          .exit(ExitCode.USAGE);
    }
    return BrokerUrl.parse(url);
  }

  private Authentication authentication(
      Surroundings surroundings,
      Output output,
      Settings settings,
      Supplier<TransportOptions> connection) {
    var token = token(settings);
    var usual = token.isPresent() ? AuthKind.bearer : tokens.kind().orElse(null);
    var kind = auth != null ? auth : usual;
    if (kind == AuthKind.oauth2) {
      return tokens.oauth2(settings, connection.get(), surroundings.clock());
    }
    if (kind == AuthKind.keystone) {
      return tokens.keystone(surroundings, connection.get());
    }
    if (kind == AuthKind.none || kind == AuthKind.mtls) {
      return new Authentication.None();
    }
    if (kind == AuthKind.bearer) {
      return new Authentication.Bearer(
          token.orElseThrow(() -> missing("a token", "--token-file or OSBCTL_TOKEN")),
          tokens.header(TokenHeader.BEARER));
    }
    var password = password(surroundings, output, settings);
    return kind == null && username == null && password.isEmpty()
        ? new Authentication.None()
        : basic(password);
  }

  private Authentication basic(Optional<String> given) {
    if (username == null) {
      throw missing("a user name", "--username or SB_BROKER_USERNAME");
    }
    var where = "SB_BROKER_PASSWORD, --password-file or --password-stdin";
    return new Authentication.Basic(
        username, given.orElseThrow(() -> missing("a password", where)));
  }

  static ProblemException missing(String what, String where) {
    return new Problem(
            "no-credentials", "The authentication lacks " + what + ".", "", "give it with " + where)
        .exit(ExitCode.USAGE);
  }

  private Optional<String> password(Surroundings surroundings, Output output, Settings settings) {
    if (password != null) {
      output.warn(
          "a password on the command line can be read by others; use SB_BROKER_PASSWORD or"
              + " --password-file");
      return Optional.of(password);
    }
    if (passwordStdin) {
      return Optional.of(Arguments.firstLine(surroundings.in()));
    }
    if (passwordFile != null) {
      return Optional.of(Arguments.firstLine(passwordFile));
    }
    return settings.secret("password");
  }

  private Optional<String> token(Settings settings) {
    return tokenFile != null
        ? Optional.of(Arguments.firstLine(tokenFile))
        : settings.secret("token");
  }
}
