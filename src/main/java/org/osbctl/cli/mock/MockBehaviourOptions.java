package org.osbctl.cli.mock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.Durations;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.FileTrouble;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.session.CallerOptions;
import org.osbctl.mock.CatalogReader;
import org.osbctl.mock.MockOptions;
import org.osbctl.mock.MockOptions.Pace;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import picocli.CommandLine.Option;

/** How a mock behaves. */
final class MockBehaviourOptions {
  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "sync, async, or mixed: as the plans say. Default: mixed.")
  private MockOptions.Mode mode = MockOptions.Mode.MIXED;

  @Option(
      names = "--delay",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "How long asynchronous operations take. Default: 200ms.")
  private Duration delay = Duration.ofMillis(200);

  @Option(
      names = "--latency",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "How long every answer waits.")
  private Duration latency = Duration.ZERO;

  @Option(
      names = "--retry-after",
      paramLabel = "N",
      description = "Seconds that polls ask the platform to wait.")
  private @Nullable Integer retryAfter;

  @Option(
      names = "--catalog",
      paramLabel = "FILE",
      description = "Catalog to serve and to behave by, JSON or YAML. Default: the built-in one.")
  private @Nullable Path catalog;

  @Option(
      names = "--spec-version",
      paramLabel = "VERSION",
      description = "Newest version to speak; newer ones are refused with 412. Default: 2.17.")
  private @Nullable String specVersion;

  Pace toPace() {
    if (retryAfter != null && retryAfter < 0) {
      throw new Problem(
              "bad-retry-after",
              "Nobody can wait " + retryAfter + " seconds.",
              "",
              "write 0 or more")
          .exit(ExitCode.USAGE);
    }
    return new Pace(mode, delay, latency, Optional.ofNullable(retryAfter));
  }

  /** The catalog of the file, or else the given one. */
  Catalog toCatalog(Catalog builtIn) {
    if (catalog == null) {
      return builtIn;
    }
    return switch (CatalogReader.read(text(catalog))) {
      case CatalogReader.Good good -> good.catalog();
      case CatalogReader.Bad bad ->
          throw new Problem(
                  "bad-catalog",
                  "The catalog " + catalog + " cannot be served.",
                  bad.words(),
                  "correct the file; services and plans need id, name and description, all"
                      + " different")
              .exit(ExitCode.USAGE);
    };
  }

  ApiVersion toNewest() {
    return specVersion == null ? ApiVersion.LATEST : CallerOptions.version(specVersion);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new Problem(
              "unreadable-file",
              "The file " + file + " cannot be read.",
              FileTrouble.reason(e),
              "check its name and permissions; it has to be text in UTF-8")
          .exit(ExitCode.USAGE);
    }
  }
}
