package org.osbctl.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command has, before or after its name. */
final class GlobalOptions {
  @Option(
      names = "--url",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "Base URL of the broker, without /v2 (SB_BROKER_URL).")
  @Nullable String url;

  @Option(
      names = "--username",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "User for basic authentication (SB_BROKER_USERNAME).")
  @Nullable String username;

  @Option(
      names = "--password",
      paramLabel = "PASSWORD",
      scope = ScopeType.INHERIT,
      description =
          "Password. Others can read it in the process list: better use the next two, or"
              + " SB_BROKER_PASSWORD.")
  @Nullable String password;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "File whose first line is the password.")
  @Nullable Path passwordFile;

  @Option(
      names = "--password-stdin",
      scope = ScopeType.INHERIT,
      description = "Read the password from the first line of standard input.")
  boolean passwordStdin;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "File whose first line is a bearer token (OSBCTL_TOKEN).")
  @Nullable Path tokenFile;

  @Option(
      names = "--auth",
      paramLabel = "KIND",
      scope = ScopeType.INHERIT,
      description = "basic, bearer or none. Default: what the credentials given are for.")
  @Nullable AuthKind auth;

  @Option(
      names = "--api-version",
      paramLabel = "VERSION",
      scope = ScopeType.INHERIT,
      description =
          "Version of the specification to speak and judge by, 2.11 to 2.17"
              + " (SB_BROKER_API_VERSION). Default: 2.17.")
  @Nullable String apiVersion;

  @Option(
      names = "--originating-identity",
      paramLabel = "'PLATFORM JSON'",
      scope = ScopeType.INHERIT,
      description =
          "On whose behalf requests are sent, e.g. 'cloudfoundry {\"user_id\":\"u1\"}'; @FILE reads"
              + " it from a file.")
  @Nullable String originatingIdentity;

  @Option(
      names = "--request-identity",
      paramLabel = "VALUE",
      scope = ScopeType.INHERIT,
      description = "auto (a new one for each request), none, or a value. Default: auto.")
  @Nullable String requestIdentity;

  @Option(
      names = {"-H", "--header"},
      paramLabel = "NAME:VALUE",
      scope = ScopeType.INHERIT,
      description = "Another request header; may be repeated.")
  List<String> headers = new ArrayList<>();

  @Option(
      names = "--cacert",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Certificates to trust, PEM, in place of those of the runtime.")
  @Nullable Path caCertificates;

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Client certificate, PEM.")
  @Nullable Path certificate;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Key of the client certificate, PEM.")
  @Nullable Path key;

  @Option(
      names = {"-k", "--insecure"},
      scope = ScopeType.INHERIT,
      description = "Trust any certificate.")
  boolean insecure;

  @Option(
      names = "--connect-timeout",
      paramLabel = "TIME",
      scope = ScopeType.INHERIT,
      converter = Durations.class,
      description = "How long connecting may take. Default: 10s.")
  @Nullable Duration connectTimeout;

  @Option(
      names = "--request-timeout",
      paramLabel = "TIME",
      scope = ScopeType.INHERIT,
      converter = Durations.class,
      description = "How long a request may take in all. Default: 60s.")
  @Nullable Duration requestTimeout;

  @Option(
      names = "--max-body",
      paramLabel = "BYTES",
      scope = ScopeType.INHERIT,
      description = "Largest answer to read. Default: 67108864.")
  @Nullable Long maxBody;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      scope = ScopeType.INHERIT,
      description = "table, json, yaml, markdown or name. Default: table.")
  OutputFormat output = OutputFormat.table;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Print only results and what is wrong.")
  boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Print more, stack traces of bugs included.")
  boolean verbose;

  @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No colours (NO_COLOR).")
  boolean noColor;

  @Option(names = "--no-input", scope = ScopeType.INHERIT, description = "Never ask anything.")
  boolean noInput;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Write every request and answer, without secrets, to standard error or a file.")
  @Nullable String trace;

  @Option(
      names = "--curl",
      scope = ScopeType.INHERIT,
      description =
          "Print every request as a curl command line, without secrets, to standard error.")
  boolean curl;

  /** Kinds of authentication. */
  enum AuthKind {
    basic,
    bearer,
    none
  }
}
