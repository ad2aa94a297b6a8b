package org.osbctl.cli.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.Durations;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.Surroundings;
import org.osbctl.http.Proxies;
import org.osbctl.http.Tls;
import org.osbctl.http.TlsFilesException;
import org.osbctl.http.TransportOptions;
import org.osbctl.http.UnusableSettingException;
import picocli.CommandLine.Model.CommandSpec;

/** How connections are made. */
final class ConnectionOptions {
  private @Nullable Path caCertificates;

  private @Nullable Path certificate;

  private @Nullable Path key;

  private boolean insecure;

  private @Nullable Duration connectTimeout;

  private @Nullable Duration requestTimeout;

  private @Nullable Long maxBody;

  /** Declares the options. */
  void addTo(CommandSpec spec) {
    spec.addOption(
        SharedOption.of(Path.class, value -> caCertificates = value, "FILE", "--cacert")
            .description("Certificates to trust, PEM, in place of those of the runtime.")
            .build());
    spec.addOption(
        SharedOption.of(Path.class, value -> certificate = value, "FILE", "--cert")
            .description("Client certificate, PEM.")
            .build());
    spec.addOption(
        SharedOption.of(Path.class, value -> key = value, "FILE", "--key")
            .description("Key of the client certificate, PEM.")
            .build());
    spec.addOption(
        SharedOption.flag(value -> insecure = value, "-k", "--insecure")
            .description("Trust any certificate.")
            .build());
    spec.addOption(
        SharedOption.of(
                Duration.class, value -> connectTimeout = value, "TIME", "--connect-timeout")
            .converters(new Durations())
            .description("How long connecting may take. Default: 10s.")
            .build());
    spec.addOption(
        SharedOption.of(
                Duration.class, value -> requestTimeout = value, "TIME", "--request-timeout")
            .converters(new Durations())
            .description("How long a request may take in all. Default: 60s.")
            .build());
    spec.addOption(
        SharedOption.of(Long.class, value -> maxBody = value, "BYTES", "--max-body")
            .description("Largest answer to read. Default: 16777216.")
            .build());
  }

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
