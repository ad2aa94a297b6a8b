package org.osbctl.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osbctl.http.Proxies;
import org.osbctl.http.Tls;
import org.osbctl.http.TlsFilesException;
import org.osbctl.http.TransportOptions;
import org.osbctl.http.UnusableSettingException;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** How connections are made. */
final class ConnectionOptions {
  @Option(
      names = "--cacert",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Certificates to trust, PEM, in place of those of the runtime.")
  private @Nullable Path caCertificates;

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Client certificate, PEM.")
  private @Nullable Path certificate;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Key of the client certificate, PEM.")
  private @Nullable Path key;

  @Option(
      names = {"-k", "--insecure"},
      scope = ScopeType.INHERIT,
      description = "Trust any certificate.")
  private boolean insecure;

  @Option(
      names = "--connect-timeout",
      paramLabel = "TIME",
      scope = ScopeType.INHERIT,
      converter = Durations.class,
      description = "How long connecting may take. Default: 10s.")
  private @Nullable Duration connectTimeout;

  @Option(
      names = "--request-timeout",
      paramLabel = "TIME",
      scope = ScopeType.INHERIT,
      converter = Durations.class,
      description = "How long a request may take in all. Default: 60s.")
  private @Nullable Duration requestTimeout;

  @Option(
      names = "--max-body",
      paramLabel = "BYTES",
      scope = ScopeType.INHERIT,
      description = "Largest answer to read. Default: 67108864.")
  private @Nullable Long maxBody;

  /** What the transport has to know; ends the command when a file or proxy cannot be used. */
  TransportOptions transport(Surroundings surroundings) {
    var standard = TransportOptions.DEFAULT;
    try {
      return new TransportOptions(
          connectTimeout == null ? standard.connectTimeout() : connectTimeout,
          requestTimeout == null ? standard.requestTimeout() : requestTimeout,
          maxBody == null ? standard.maxBodyBytes() : maxBody,
          tls(),
          Proxies.from(surroundings.environment()));
    } catch (UnusableSettingException e) {
      throw new Problem("bad-setting", e.what(), e.reason(), e.remedy()).exit(ExitCode.USAGE);
    }
  }

  private Tls tls() throws TlsFilesException {
    var standard = caCertificates == null && certificate == null && key == null && !insecure;
    return standard
        ? Tls.DEFAULT
        : Tls.of(
            Optional.ofNullable(caCertificates),
            Optional.ofNullable(certificate),
            Optional.ofNullable(key),
            insecure);
  }
}
