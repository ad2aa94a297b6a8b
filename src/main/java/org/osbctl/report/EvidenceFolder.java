package org.osbctl.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.osbctl.conform.Heard;
import org.osbctl.conform.Verdict;
import org.osbctl.http.Credentials;
import org.osbctl.http.HarWriter;
import org.osbctl.http.Redaction;
import org.osbctl.http.TraceWriter;
import org.osbctl.http.Visible;
import org.osbctl.report.Report.Entry;
import org.osbctl.report.Report.Found;

/**
 * What a run leaves to be looked into: {@code exchanges.har} and {@code exchanges.txt} with every
 * request and answer, written while the run goes on, and a shell script for each violation.
 *
 * <p>Only its owner may look: redaction is careful, not omniscient.
 */
public final class EvidenceFolder implements AutoCloseable {
  private final Path folder;
  private final HarWriter archive;
  private final TraceWriter trace;

  /**
   * A folder that is made if it is not there.
   *
   * @param credentials tells right credentials from wrong ones
   * @throws IOException if it cannot be written, or not be kept from others
   */
  public EvidenceFolder(Path folder, String version, Redaction redaction, Credentials credentials)
      throws IOException {
    this.folder = folder;
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, permissions(folder, "rwx------"));
    }
    this.archive =
        new HarWriter(make(folder.resolve("exchanges.har")), version, redaction, credentials);
    this.trace = TraceWriter.toFile(make(folder.resolve("exchanges.txt")), redaction);
  }

  private static FileAttribute<?>[] permissions(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** A new file: what stands in its place, such as a link, is not written to. */
  private static Path make(Path file) throws IOException {
    return make(file, "rw-------");
  }

  private static Path make(Path file, String permissions) throws IOException {
    try {
      Files.createFile(file, permissions(file, permissions));
    } catch (FileAlreadyExistsException e) {
      Files.delete(file);
      Files.createFile(file, permissions(file, permissions));
    }
    return file;
  }

  /** Adds an exchange. */
  public void heard(Heard heard) {
    var who = (heard.lane().isEmpty() ? "no plan" : heard.lane()) + ": " + heard.scenario();
    archive.add(heard.exchange(), "#" + heard.number() + " " + Visible.text(who));
    trace.sent(heard.exchange());
  }

  /** Writes a script for each violation. */
  public void end(Report report) throws IOException {
    for (var entry : report.requirements()) {
      if (entry.verdict() == Verdict.FAILED
          || entry.verdict() == Verdict.WARNED
          || entry.verdict() == Verdict.WAIVED) {
        for (int i = 0; i < entry.findings().size(); i++) {
          var name = String.format(Locale.ROOT, "%s-%d.sh", entry.id(), i + 1);
          var file = make(folder.resolve(name), "rwx------");
          var script = script(entry, entry.findings().get(i));
          Files.write(file, script.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }

  /** Credentials come from the environment; everything others said stands in comments or quotes. */
  private static String script(Entry entry, Found found) {
    var script = new StringBuilder("#!/bin/sh\n");
    comment(script, entry.id() + " (" + entry.level() + "): " + entry.gist());
    comment(script, "because  " + found.because());
    comment(script, "expected " + found.expected());
    comment(script, "seen     " + found.actual() + ", in exchange #" + found.number());
    comment(script, entry.link());
    for (var variable :
        new String[] {
          "SB_BROKER_USERNAME", "SB_BROKER_PASSWORD", "OSBCTL_TOKEN", "OSBCTL_AUTHORIZATION"
        }) {
      if (found.curl().contains("$" + variable)) {
        script.append(": \"${").append(variable).append(":?set it first}\"\n");
      }
    }
    return script.append("").append(found.curl()).append('\n').toString();
  }

  private static void comment(StringBuilder script, String text) {
    script.append("# ").append(Visible.text(text)).append('\n');
  }

  @Override
  public void close() throws IOException {
    try (archive;
        trace) {
      // Each tells what made it incomplete.
    }
  }
}
