package org.osbctl.cli.session;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.Arguments;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.cli.io.Surroundings;
import org.osbctl.cli.settings.CloudsFile;
import org.osbctl.cli.settings.SettingsException;
import org.osbctl.http.Authentication;
import org.osbctl.http.ExaminedTokens;
import org.osbctl.http.IssuedTokens;
import org.osbctl.http.Tls;
import org.osbctl.http.TlsFilesException;
import org.osbctl.http.Token;
import org.osbctl.http.TokenException;
import org.osbctl.http.TokenHeader;
import org.osbctl.http.TokenSource;
import org.osbctl.http.TransportOptions;
import org.osbctl.http.token.ClientCredentials;
import org.osbctl.http.token.Keystone;
import org.osbctl.http.token.KeystoneExaminer;
import org.osbctl.http.token.KeystoneLogin;
import picocli.CommandLine.Model.CommandSpec;

/** Where tokens come from, and how they travel. */
public final class TokenOptions {
  /** What an environment may say of a Keystone, by the names of clouds.yaml. */
  private static final List<String> KEYSTONE =
      List.of(
          "auth_url",
          "auth_type",
          "username",
          "user_id",
          "password",
          "user_domain_name",
          "user_domain_id",
          "project_name",
          "project_id",
          "project_domain_name",
          "project_domain_id",
          "domain_name",
          "domain_id",
          "default_domain",
          "system_scope",
          "trust_id",
          "token",
          "application_credential_id",
          "application_credential_name",
          "application_credential_secret",
          "cacert",
          "cert",
          "key");

  /** How long the mock goes by what a Keystone said of a token. */
  private static final Duration MEMORY = Duration.ofSeconds(30);

  private @Nullable Header header;
  private @Nullable String tokenUrl;
  private @Nullable String clientId;
  private @Nullable Path clientSecretFile;
  private @Nullable String scope;
  private @Nullable String cloud;
  private @Nullable String authUrl;

  /** The headers in which a token may travel, as words. */
  enum Header {
    bearer(TokenHeader.BEARER),
    xAuthToken(TokenHeader.X_AUTH_TOKEN);

    private final TokenHeader header;

    Header(TokenHeader header) {
      this.header = header;
    }

    @Override
    public String toString() {
      return this == bearer ? "bearer" : "x-auth-token";
    }
  }

  /** Declares the options. */
  void addTo(CommandSpec spec) {
    spec.addOption(
        SharedOption.of(Header.class, value -> header = value, "HEADER", "--token-as")
            .converters(TokenOptions::header)
            .description(
                "How a token travels: bearer or x-auth-token. Default: x-auth-token with --auth"
                    + " keystone, else bearer.")
            .build());
    spec.addOption(
        SharedOption.of(String.class, value -> tokenUrl = value, "URL", "--token-url")
            .description("Where an OAuth2 server issues tokens for a client's credentials.")
            .build());
    spec.addOption(
        SharedOption.of(String.class, value -> clientId = value, "ID", "--client-id")
            .description("The client's id there. The secret: OSBCTL_CLIENT_SECRET, or the next.")
            .build());
    spec.addOption(
        SharedOption.of(
                Path.class, value -> clientSecretFile = value, "FILE", "--client-secret-file")
            .description("File whose first line is the client's secret.")
            .build());
    spec.addOption(
        SharedOption.of(String.class, value -> scope = value, "SCOPE", "--scope")
            .description("Scopes to ask the OAuth2 server for, separated by blanks.")
            .build());
    spec.addOption(
        SharedOption.of(String.class, value -> cloud = value, "NAME", "--os-cloud")
            .description(
                "Cloud of clouds.yaml whose Keystone issues tokens. Without it, the OS_ variables"
                    + " count.")
            .build());
    spec.addOption(
        SharedOption.of(String.class, value -> authUrl = value, "URL", "--os-auth-url")
            .description("The Keystone (OS_AUTH_URL).")
            .build());
  }

  private static Header header(String word) {
    for (var each : Header.values()) {
      if (each.toString().equals(word.toLowerCase(Locale.ROOT))) {
        return each;
      }
    }
    throw new picocli.CommandLine.TypeConversionException(
        "'" + word + "' is none of bearer, x-auth-token");
  }

  /** How tokens travel. */
  TokenHeader header(TokenHeader usual) {
    return header == null ? usual : header.header;
  }

  /**
   * What these options are for, when they are given. Variables of OpenStack alone say nothing: who
   * has them set all day must not send tokens to every broker.
   */
  Optional<TargetOptions.AuthKind> kind() {
    if (tokenUrl != null || clientId != null) {
      return Optional.of(TargetOptions.AuthKind.oauth2);
    }
    return cloud != null || authUrl != null
        ? Optional.of(TargetOptions.AuthKind.keystone)
        : Optional.empty();
  }

  /** Tokens of an OAuth2 server; ends the command when something is missing. */
  Authentication oauth2(Settings settings, TransportOptions connection, Clock clock) {
    if (tokenUrl == null) {
      throw TargetOptions.missing("the place that issues tokens", "--token-url");
    }
    if (clientId == null) {
      throw TargetOptions.missing("the id of the client", "--client-id");
    }
    var secret =
        clientSecretFile != null
            ? Optional.of(Arguments.firstLine(clientSecretFile))
            : settings.secret("client-secret");
    var source =
        new ClientCredentials(
            url("--token-url", tokenUrl),
            clientId,
            secret.orElseThrow(
                () ->
                    TargetOptions.missing(
                        "the client's secret", "OSBCTL_CLIENT_SECRET or --client-secret-file")),
            Optional.ofNullable(scope),
            connection,
            clock);
    return new IssuedTokens(source, header(TokenHeader.BEARER), clock);
  }

  /** Tokens of a Keystone; ends the command when something is missing. */
  Authentication keystone(Surroundings surroundings, TransportOptions connection) {
    try {
      return loggedIn(surroundings, connection);
    } catch (TokenException e) {
      throw problem(e);
    }
  }

  private Authentication loggedIn(Surroundings surroundings, TransportOptions connection) {
    var settings = keystoneSettings(surroundings);
    var travels = header(TokenHeader.X_AUTH_TOKEN);
    var type = Optional.ofNullable(settings.get("auth_type"));
    return switch (KeystoneLogin.kind(type, settings)) {
      // Nobody can renew it, so nobody has to know the Keystone.
      case TOKEN ->
          new Authentication.Bearer(KeystoneLogin.required(settings, "token", "OS_TOKEN"), travels);
      case PASSWORD ->
          issued(settings, KeystoneLogin.password(settings), travels, surroundings, connection);
      case APPLICATION_CREDENTIAL ->
          issued(
              settings,
              KeystoneLogin.applicationCredential(settings),
              travels,
              surroundings,
              connection);
    };
  }

  /**
   * Tokens that a Keystone examines; with those of a user where one is named, else with the tokens
   * in question.
   */
  ExaminedTokens examined(Surroundings surroundings, TransportOptions connection) {
    var settings = keystoneSettings(surroundings);
    var keystone = keystone(settings, surroundings, connection);
    var type = Optional.ofNullable(settings.get("auth_type"));
    var own =
        KeystoneLogin.names(settings)
            ? Optional.of(
                asking(keystone, KeystoneLogin.kind(type, settings), settings, surroundings))
            : Optional.<IssuedTokens>empty();
    return new ExaminedTokens(
        new KeystoneExaminer(keystone, own, MEMORY, surroundings.clock()),
        URI.create(settings.getOrDefault("auth_url", "")));
  }

  private static IssuedTokens asking(
      Keystone keystone,
      KeystoneLogin.Kind kind,
      Map<String, String> settings,
      Surroundings surroundings) {
    var source =
        switch (kind) {
          case TOKEN -> fixed(KeystoneLogin.required(settings, "token", "OS_TOKEN"));
          case PASSWORD -> keystone.tokens(KeystoneLogin.password(settings));
          case APPLICATION_CREDENTIAL ->
              keystone.tokens(KeystoneLogin.applicationCredential(settings));
        };
    return new IssuedTokens(source, TokenHeader.X_AUTH_TOKEN, surroundings.clock());
  }

  private static TokenSource fixed(String token) {
    return new TokenSource() {
      @Override
      public Token issue() {
        return new Token(token, Optional.empty());
      }

      @Override
      public List<String> secrets() {
        return List.of(token);
      }
    };
  }

  private IssuedTokens issued(
      Map<String, String> settings,
      KeystoneLogin login,
      TokenHeader travels,
      Surroundings surroundings,
      TransportOptions connection) {
    var source = keystone(settings, surroundings, connection).tokens(login);
    return new IssuedTokens(source, travels, surroundings.clock());
  }

  private static Keystone keystone(
      Map<String, String> settings, Surroundings surroundings, TransportOptions connection) {
    var url = KeystoneLogin.required(settings, "auth_url", "OS_AUTH_URL");
    return new Keystone(
        url("OS_AUTH_URL", url), trusting(settings, connection), surroundings.clock());
  }

  /** What is said of a Keystone: by the cloud that is named, or else by the environment. */
  private Map<String, String> keystoneSettings(Surroundings surroundings) {
    var settings = new LinkedHashMap<String, String>();
    var named = Optional.ofNullable(cloud).or(() -> surroundings.variable("OS_CLOUD"));
    if (named.isPresent()) {
      try {
        var clouds = new CloudsFile(surroundings.environment(), surroundings.folder());
        settings.putAll(clouds.cloud(named.get()));
      } catch (SettingsException e) {
        throw new Problem("no-cloud", String.valueOf(e.getMessage()), e.reason(), e.remedy())
            .exit(ExitCode.USAGE);
      }
    } else {
      for (var name : KEYSTONE) {
        surroundings
            .variable("OS_" + name.toUpperCase(Locale.ROOT))
            .ifPresent(value -> settings.put(name, value));
      }
    }
    if (authUrl != null) {
      settings.put("auth_url", authUrl);
    }
    return settings;
  }

  private static TransportOptions trusting(
      Map<String, String> settings, TransportOptions connection) {
    var insecure = "false".equalsIgnoreCase(settings.get("verify"));
    var authorities = Optional.ofNullable(settings.get("cacert")).map(Path::of);
    var certificate = Optional.ofNullable(settings.get("cert")).map(Path::of);
    var key = Optional.ofNullable(settings.get("key")).map(Path::of);
    if (!insecure && authorities.isEmpty() && certificate.isEmpty() && key.isEmpty()) {
      return connection;
    }
    try {
      return new TransportOptions(
          connection.connectTimeout(),
          connection.requestTimeout(),
          connection.maxBodyBytes(),
          Tls.of(authorities, certificate, key, insecure),
          connection.proxies());
    } catch (TlsFilesException e) {
      throw new Problem("bad-setting", e.what(), e.reason(), e.remedy()).exit(ExitCode.USAGE);
    }
  }

  private static URI url(String option, String text) {
    try {
      var url = URI.create(text);
      if (url.getScheme() != null
          && url.getScheme().matches("(?i)https?")
          && url.getHost() != null
          && url.getRawUserInfo() == null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new Problem(
            "bad-url",
            "What " + option + " says is no place that issues tokens.",
            "it is no http or https URL with a host and without a user",
            "write it like https://uaa.example.com/oauth/token or https://keystone.example.com/v3")
        .exit(ExitCode.USAGE);
  }

  /** In words, with whom the fault lies. */
  public static ProblemException problem(TokenException none) {
    return new Problem("no-token", String.valueOf(none.getMessage()), none.reason(), none.remedy())
        .exit(
            switch (none.kind()) {
              case SETTING -> ExitCode.USAGE;
              case SERVICE -> ExitCode.UNREACHABLE;
            });
  }
}
