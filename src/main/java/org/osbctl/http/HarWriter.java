package org.osbctl.http;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.StringNode;

/**
 * Writes an HTTP archive (HAR 1.2) entry by entry. The file is a whole archive after each of them,
 * so that nothing is lost when the process dies.
 *
 * <p>When writing fails, requests go on and the archive ends; closing tells.
 */
public final class HarWriter implements AutoCloseable {
  private static final String END = "\n]}}\n";

  private final RandomAccessFile file;
  private final HarForm form;
  private boolean empty = true;
  private @Nullable IOException failure;

  /**
   * An archive in a file that is there and empty.
   *
   * @param credentials tells right credentials from wrong ones
   */
  public HarWriter(Path path, String version, Redaction redaction, Credentials credentials)
      throws IOException {
    this.file = new RandomAccessFile(path.toFile(), "rw");
    this.form = new HarForm(redaction, credentials);
    var creator = Json.text(Json.object().put("name", "osbctl").put("version", version));
    file.setLength(0);
    file.write(bytes("{\"log\":{\"version\":\"1.2\",\"creator\":" + creator + ",\"entries\":["));
    file.write(bytes(END));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Adds an exchange.
   *
   * @param comment who sent it
   */
  public void add(Exchange exchange, String comment) {
    // Most of the work, outside of the lock.
    var entry = form.of(exchange);
    entry.set("comment", StringNode.valueOf(comment));
    var text = harmless(Json.text(entry));
    synchronized (this) {
      write(text);
    }
  }

  private void write(String entry) {
    if (failure != null) {
      return;
    }
    try {
      file.seek(file.length() - END.length());
      file.write(bytes((empty ? "\n" : ",\n") + entry + END));
      empty = false;
    } catch (IOException e) {
      failure = e;
    }
  }

  /** The same JSON in ASCII: an archive is looked at on terminals, too. */
  private static String harmless(String json) {
    if (json.chars().allMatch(c -> c < 0x7f)) {
      return json;
    }
    var result = new StringBuilder(json.length() + 16);
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      result.append(c < 0x7f ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
    }
    return result.toString();
  }

  @Override
  public synchronized void close() throws IOException {
    try (file) {
      if (failure != null) {
        throw failure;
      }
    }
  }
}
