package org.osbctl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.session.Session;
import org.osbctl.cli.settings.PrivateFile;
import org.osbctl.http.Redaction;
import org.osbctl.http.Visible;

/**
 * What to attach to the report of a bug: where it happened, without secrets, values of options or
 * names of anybody's systems.
 */
final class CrashFile {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

  private final Session session;
  private final Throwable bug;
  private final List<String> args;

  CrashFile(Session session, Throwable bug, String... args) {
    this.session = session;
    this.bug = bug;
    this.args = List.of(args);
  }

  /** What to say of it, given the file that was written, if it was. */
  Problem problem(Optional<Path> file) {
    var please =
        file.map(where -> "report it with this file, which has no secrets: " + where)
            .orElse("report it, with what --verbose prints");
    for (var each = bug; each != null; each = each.getCause()) {
      if (each instanceof OutOfMemoryError) {
        return new Problem(
            "out-of-memory",
            "There is not enough memory for this.",
            cause(),
            "give osbctl more, as with OSBCTL_JAVA_OPTS=-Xmx1g; where nothing large is read, please"
                + " "
                + please);
      }
    }
    return new Problem("bug", "This is a bug in osbctl.", cause(), "please " + please);
  }

  /** What happened, in one line. */
  private String cause() {
    var message = bug.getMessage() == null ? "" : ": " + redaction().text(bug.getMessage());
    return bug.getClass().getSimpleName() + message;
  }

  /** Writes it into the folder of the inventory; nothing when that does not work either. */
  Optional<Path> write() {
    var name = "crash-" + STAMP.format(Instant.now()) + ".txt";
    var file = session.surroundings().home().resolve(name);
    try {
      PrivateFile.put(file, text());
      return Optional.of(file);
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** All of it. */
  String text() {
    var trace = new StringWriter();
    bug.printStackTrace(new PrintWriter(trace));
    return "osbctl "
        + Version.VERSION
        + ", Java "
        + System.getProperty("java.version")
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + "\nosbctl "
        + String.join(" ", words())
        + "\n\n"
        + Visible.lines(redaction().text(trace.toString()));
  }

  /** Names of commands and options; what is given to them stays out. */
  private List<String> words() {
    return args.stream()
        .map(
            arg ->
                arg.startsWith("--") && arg.length() > 2
                    ? Visible.text(arg.replaceFirst("=.*", "=…"))
                    : CommandTree.has(arg) || CommandTree.isNested(arg) ? arg : "…")
        .toList();
  }

  /** As much as is known by now. */
  private Redaction redaction() {
    try {
      return session.redaction();
    } catch (RuntimeException e) {
      return new Redaction(List.of());
    }
  }
}
