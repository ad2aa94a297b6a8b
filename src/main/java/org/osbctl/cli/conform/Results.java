package org.osbctl.cli.conform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.FileTrouble;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.cli.io.Surroundings;
import org.osbctl.report.Report;
import org.osbctl.report.ReportReader;

/** Reads the results of earlier runs. */
final class Results {
  private Results() {}

  /** The result in a file, or on standard input when it is {@code -}; ends the command if none. */
  static Report read(String file, Surroundings surroundings) {
    try {
      var bytes =
          file.equals("-") ? surroundings.in().readAllBytes() : Files.readAllBytes(Path.of(file));
      return ReportReader.read(bytes);
    } catch (IOException e) {
      throw unreadable(file, FileTrouble.reason(e));
    } catch (InvalidPathException e) {
      throw unreadable(file, e.getReason());
    } catch (ReportReader.UnreadableException e) {
      throw unreadable(file, String.valueOf(e.getMessage()));
    }
  }

  private static ProblemException unreadable(String file, String why) {
    return new Problem(
            "unreadable-result",
            "The result " + file + " cannot be read.",
            why,
            "give a file that conform run wrote with --report json= or ndjson=")
        .exit(ExitCode.USAGE);
  }
}
