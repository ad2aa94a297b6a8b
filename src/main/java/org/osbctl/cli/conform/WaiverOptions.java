package org.osbctl.cli.conform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.FileTrouble;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.conform.WaiverReader;
import org.osbctl.conform.Waivers;
import org.osbctl.report.Report;
import org.osbctl.report.Waiving;
import picocli.CommandLine.Option;

/** {@code --waivers}: which violations are accepted for a while. */
final class WaiverOptions {
  @Option(
      names = "--waivers",
      paramLabel = "FILE",
      description =
          "Accept the violations this file names, each with reason, owner and expiry; conform"
              + " baseline writes one.")
  private @Nullable Path file;

  /** The waivers; ends the command when the file cannot be read. */
  Waivers waivers() {
    var path = file;
    if (path == null) {
      return Waivers.NONE;
    }
    try {
      return WaiverReader.read(Files.readString(path));
    } catch (IOException e) {
      throw bad(path, FileTrouble.reason(e));
    } catch (WaiverReader.WaiverException e) {
      throw bad(path, String.valueOf(e.getMessage()));
    }
  }

  /** A report of an earlier run with these waivers, if there are any, in the place of its own. */
  Report over(Report report, LocalDate today) {
    return file == null ? report : new Waiving(waivers(), today).of(report);
  }

  private static ProblemException bad(Path path, String why) {
    return new Problem(
            "bad-waivers",
            "The waivers in " + path + " cannot be used.",
            why,
            "docs/reports.md shows such a file; conform baseline writes one")
        .exit(ExitCode.USAGE);
  }
}
