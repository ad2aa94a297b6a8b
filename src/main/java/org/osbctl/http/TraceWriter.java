package org.osbctl.http;

import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * Writes every exchange as it is over, each in one piece, an empty line between.
 *
 * <p>When writing fails, requests go on and the trace ends; closing tells.
 */
public final class TraceWriter implements ExchangeListener, AutoCloseable {
  private final Writer out;
  private final Redaction redaction;
  private @Nullable IOException failure;

  /** A trace to a writer, which closing closes. */
  public TraceWriter(Writer out, Redaction redaction) {
    this.out = out;
    this.redaction = redaction;
  }

  /**
   * A trace to a file, which only its owner may read: redaction is careful, not omniscient.
   *
   * @throws IOException if the file cannot be written, or not be kept from others
   */
  public static TraceWriter toFile(Path file, Redaction redaction) throws IOException {
    keepFromOthers(file);
    // Not through a channel: it would close when the thread that writes is interrupted.
    var stream = new FileOutputStream(file.toFile());
    return new TraceWriter(
        new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8)), redaction);
  }

  private static void keepFromOthers(Path file) throws IOException {
    var owner = PosixFilePermissions.fromString("rw-------");
    try {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
    } catch (FileAlreadyExistsException e) {
      // Anything else, such as /dev/stderr, is somebody's own arrangement.
      if (Files.isRegularFile(file)) {
        Files.setPosixFilePermissions(file, owner);
      }
    } catch (UnsupportedOperationException e) {
      // A file system without such permissions has other means.
    }
  }

  @Override
  public void sent(Exchange exchange) {
    // Most of the work, outside of the lock.
    var text = "* " + exchange.at() + "\n" + new Printout(exchange, redaction).trace() + "\n";
    write(text);
  }

  private synchronized void write(String text) {
    if (failure != null) {
      return;
    }
    try {
      out.write(text);
      // Whoever looks for the reason of a hanging run looks now.
      out.flush();
    } catch (IOException e) {
      failure = e;
    }
  }

  /** Ends the trace; throws what made it incomplete. */
  @Override
  public synchronized void close() throws IOException {
    try (out) {
      if (failure != null) {
        throw failure;
      }
    }
  }
}
